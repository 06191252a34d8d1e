import type { PrintedCell, PrintedTable } from './specimen.ts'

/** A cell at its place in the grid. */
export interface PlacedCell {
  readonly cell: PrintedCell
  readonly row: number
  readonly column: number
}

/** Puts every cell at its grid place, as a browser does with rowspan and colspan. */
export function place(table: PrintedTable): PlacedCell[] {
  const taken = new Set<string>()
  const placed: PlacedCell[] = []
  table.rows.forEach((row, rowIndex) => {
    let column = 0
    for (const cell of row.cells) {
      while (taken.has(`${rowIndex} ${column}`)) column += 1
      placed.push({ cell, row: rowIndex, column })
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.columnSpan; right += 1) taken.add(`${rowIndex + down} ${column + right}`)
      column += cell.columnSpan
    }
  })
  return placed
}

/** The texts of the grid; a cell with spans stands once, at its upper left, and the rest is empty. */
export function texts(table: PrintedTable): string[][] {
  const rows = table.rows.map(() => Array.from({ length: table.width }, () => ''))
  for (const { cell, row, column } of place(table)) {
    const line = rows[row]
    if (line) line[column] = cell.text
  }
  return rows
}
