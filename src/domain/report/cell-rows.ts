import { type CellKey, formCells, printedRows, type ReportForm, type Unit } from './form.ts'
import type { Cells } from './reading.ts'

/** value: a number is printed; blank: the cell is printed empty; absent: the source does not tell. */
export type CellState = 'value' | 'blank' | 'absent'

/** A cell of a sheet as one row of a table. */
export interface CellRow {
  readonly key: CellKey
  /** The row's label with those of its groups, outermost first, parted by ` / `. */
  readonly row: string
  /** The column's label with that of its group. */
  readonly column: string
  readonly unit: Unit
  /** In `unit`; null unless the state is value. */
  readonly value: number | null
  readonly state: CellState
}

export const pathOf = (groups: readonly string[] | undefined, label: string): string =>
  [...(groups ?? []), label].join(' / ')

export function stateOf(value: number | null | undefined): CellState {
  if (value === undefined) return 'absent'
  return value === null ? 'blank' : 'value'
}

/** Every cell of the form in printed order; a row that stands in for others only where the sheet holds it. */
export function cellRows(form: ReportForm, cells: Cells): readonly CellRow[] {
  const printed = new Set(form.tables.flatMap(({ blocks }) => blocks.flatMap((block) => printedRows(block, cells))))
  return formCells(form)
    .filter(({ row }) => printed.has(row))
    .map(({ key, row, column }) => ({
      key,
      row: pathOf(row.groups, row.label),
      column: pathOf(column.group === undefined ? [] : [column.group], column.label),
      unit: column.unit,
      value: cells[key] ?? null,
      state: stateOf(cells[key]),
    }))
}
