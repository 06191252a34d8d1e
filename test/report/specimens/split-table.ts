import { place } from './grid.ts'
import type { Random } from './random.ts'
import type { PrintedCell, PrintedRow, PrintedTable } from './specimen.ts'

export interface SplitTable {
  readonly header: PrintedRow[]
  readonly before: PrintedRow[]
  readonly after: PrintedRow[]
}

const isHeader = (row: PrintedRow) => row.cells.every((cell) => cell.role === 'header')

/** Cuts a table before a row; groups that reach over the cut are printed again behind it. */
export function splitAt(table: PrintedTable, cut: number): SplitTable {
  const placed = place(table)
  const crossing = placed.filter(({ cell, row }) => row < cut && row + cell.rowSpan > cut)
  const shorten = (cell: PrintedCell, row: number): PrintedCell =>
    crossing.some((one) => one.cell === cell) ? { ...cell, rowSpan: cut - row } : cell
  const before = table.rows
    .slice(0, cut)
    .map((row, index) => ({ cells: row.cells.map((cell) => shorten(cell, index)) }))
  const again = crossing.map(({ cell, row }) => ({ ...cell, rowSpan: row + cell.rowSpan - cut }))
  const [first, ...others] = table.rows.slice(cut)
  const after = first ? [{ cells: [...again, ...first.cells] }, ...others] : []
  return { header: table.rows.filter(isHeader), before, after }
}

/** A row of the body that is not the first one. */
export function randomPlaceInRequests(table: PrintedTable, random: Random): number {
  const header = table.rows.filter(isHeader).length
  return random.int(header + 2, table.rows.length - 2)
}
