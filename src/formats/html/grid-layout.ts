import type { CellText } from '../paper-writer.ts'

/** A cell as the source declares it. `rowLimit` is the row at which its group of rows ends. */
export interface DeclaredCell {
  readonly text: string
  /** 0 reaches to the end of the group. */
  readonly rowSpan: number
  readonly columnSpan: number
}

export interface DeclaredRow {
  readonly cells: readonly DeclaredCell[]
  /** Rows of one group share the number; spans do not leave their group. */
  readonly group: number
}

/** A span above this cannot be meant: it stands for "the rest of the row". */
const honestSpan = 60
/** Columns beyond this are placed but hold no room in the rows below. */
const columnLimit = 200

function groupEnds(rows: readonly DeclaredRow[]): number[] {
  const ends = new Array<number>(rows.length)
  for (let row = rows.length - 1; row >= 0; row--) {
    const isLast = row === rows.length - 1 || rows[row + 1]?.group !== rows[row]?.group
    ends[row] = isLast ? row + 1 : (ends[row + 1] ?? row + 1)
  }
  return ends
}

function honestWidth(rows: readonly DeclaredRow[]): number {
  let widest = 1
  for (const { cells } of rows) {
    let width = 0
    for (const { columnSpan } of cells) width += columnSpan > honestSpan ? 1 : Math.max(columnSpan, 1)
    widest = Math.max(widest, width)
  }
  return widest
}

/**
 * Resolves row and column spans into positions, as a browser lays out a table.
 *
 * Overlapping spans are kept. The cost grows with the number of cells, not with what their spans claim.
 */
export function layOutGrid(rows: readonly DeclaredRow[]): CellText[][] {
  const ends = groupEnds(rows)
  const width = honestWidth(rows)
  /** For each column the first row that is free. */
  const freeFrom: number[] = []
  return rows.map(({ cells }, row) => {
    let column = 0
    return cells.map((cell) => {
      while ((freeFrom[column] ?? 0) > row) column++
      const room = (ends[row] ?? row + 1) - row
      const rowSpan = cell.rowSpan === 0 ? room : Math.min(cell.rowSpan, room)
      const claimed = Math.max(cell.columnSpan, 1)
      const columnSpan = claimed > honestSpan ? Math.max(1, Math.min(width, columnLimit) - column) : claimed
      const end = Math.min(column + columnSpan, columnLimit)
      for (let taken = column; taken < end; taken++) freeFrom[taken] = Math.max(freeFrom[taken] ?? 0, row + rowSpan)
      const placed = { row, column, rowSpan, columnSpan, text: cell.text }
      column += columnSpan
      return placed
    })
  })
}
