import { formCell } from '../checks/labels.ts'
import { clean } from '../claims/numbers.ts'
import type { CellKey, Column, FormCell, ReportForm, Unit } from '../form.ts'
import { printedRows } from '../form.ts'
import type { Cells } from '../reading.ts'

/** What one report holds at a cell that several are compared at. */
export interface Held {
  /**
   * blank: printed without a number. absent: not told by the reader. in-one-row: the report prints one row in place of
   * this and others. not-in-form: its form has no such cell.
   */
  readonly state: 'number' | 'blank' | 'absent' | 'in-one-row' | 'not-in-form'
  /** Null in all states but number. */
  readonly value: number | null
  /** Not printed as such, but the sum of the rows that stand in its place. */
  readonly derived: boolean
  /** Cells of this report that the value is read from, or would be. */
  readonly keys: readonly CellKey[]
  /** Of these the blank ones, which a derived sum leaves out. */
  readonly blankKeys: readonly CellKey[]
  /** As this report's form has them; undefined where it has no such cell. */
  readonly unit?: Unit
  readonly number?: Column['number']
}

/** What a sheet holds at row and column: printed, or for a row that stands for several the sum of these. */
export function heldBy(form: ReportForm, cells: Cells, row: string, column: string): Held {
  const key = `${row}/${column}`
  const cell = formCell(form, key)
  if (!cell) return { state: 'not-in-form', value: null, derived: false, keys: [], blankKeys: [] }
  const { unit, number } = cell.column
  const replaced = key in cells ? undefined : cell.row.replaces
  const keys = replaced ? replaced.map((one) => `${one}/${column}`) : [key]
  return { ...stateOf(cell, cells, keys), derived: replaced !== undefined, keys, unit, number }
}

function stateOf(cell: FormCell, cells: Cells, keys: readonly CellKey[]): Pick<Held, 'state' | 'value' | 'blankKeys'> {
  const blankKeys = keys.filter((key) => cells[key] === null)
  if (keys.some((key) => cells[key] === undefined))
    return { state: standsInOneRow(cell, cells) ? 'in-one-row' : 'absent', value: null, blankKeys }
  if (blankKeys.length === keys.length) return { state: 'blank', value: null, blankKeys }
  return { state: 'number', value: clean(keys.reduce((sum, key) => sum + (cells[key] ?? 0), 0)), blankKeys }
}

const standsInOneRow = ({ block, row }: FormCell, cells: Cells) =>
  !row.replaces && !printedRows(block, cells).includes(row)
