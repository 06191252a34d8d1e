import { type CellKey, type FormBlock, printedRows, type ReportForm, type Row } from '../form.ts'
import type { Cells, Reading } from '../reading.ts'
import { clean } from './numbers.ts'

/** A way to read a figure off the tables: cell keys to add up, with `-` before one to subtract. */
export type Terms = readonly CellKey[]

/** The printed tables, asked by row and column. */
export interface Sheet {
  readonly cells: Cells
  readonly rows: ReadonlyMap<string, { readonly row: Row; readonly block: FormBlock }>
  /** Rows with the role, as this sheet prints them. */
  readonly withRole: (role: string) => readonly string[]
  /** Rows without those that this sheet prints in another shape. */
  readonly printed: (rows: readonly string[]) => readonly string[]
}

const sheets = new WeakMap<Reading, Sheet>()

/** The tables of a reading. */
export function sheetOf(reading: Reading, form: ReportForm): Sheet {
  let sheet = sheets.get(reading)
  if (!sheet) {
    sheet = makeSheet(reading.cells, form)
    sheets.set(reading, sheet)
  }
  return sheet
}

function makeSheet(cells: Cells, form: ReportForm): Sheet {
  const blocks = form.tables.flatMap((table) => table.blocks)
  const rows = new Map(blocks.flatMap((block) => block.rows.map((row) => [row.key, { row, block }] as const)))
  const shown = new Set(blocks.flatMap((block) => printedRows(block, cells).map((row) => row.key)))
  return {
    cells,
    rows,
    withRole: (role) =>
      [...rows.values()].filter(({ row }) => row.role === role && shown.has(row.key)).map(({ row }) => row.key),
    printed: (keys) => keys.filter((key) => shown.has(key.replace(/^-/, ''))),
  }
}

/** Sum of the terms; a blank one counts for nothing. Undefined where a term is not told or all are blank. */
export function sumOf(sheet: Sheet, terms: Terms): number | undefined {
  let sum = 0
  let told = false
  for (const term of terms) {
    const key = term.replace(/^-/, '')
    const value = sheet.cells[key]
    if (value === undefined) return undefined
    if (value !== null) {
      sum += term === key ? value : -value
      told = true
    }
  }
  return told ? clean(sum) : undefined
}

/**
 * Readings of the rows added up in the columns: as printed and, where a total is blank or differs from its parts, from
 * the parts. `-` before a row subtracts it.
 */
export function readingsOf(sheet: Sheet, rows: readonly string[], columns: readonly string[]): readonly Terms[] {
  const plain = rows.flatMap((row) => columns.map((column) => `${row}/${column}`))
  if (rows.some((row) => row.startsWith('-'))) return [plain]
  const filled = rows.flatMap((row) => columns.flatMap((column) => filledIn(sheet, row, column)))
  if (plain.some((key) => sheet.cells[key] === null)) return [filled.length > 0 ? filled : plain]
  const derived = rows.flatMap((row) => columns.flatMap((column) => partsOf(sheet, row, column)))
  return sumOf(sheet, plain) === sumOf(sheet, derived) ? [plain] : [plain, derived]
}

/** The cell, or for a blank total those of its parts that are not blank. */
function filledIn(sheet: Sheet, row: string, column: string): readonly CellKey[] {
  const key = `${row}/${column}`
  if (sheet.cells[key] !== null) return [key]
  return partsOf(sheet, row, column).filter((part) => sheet.cells[part] !== null)
}

function partsOf(sheet: Sheet, rowKey: string, columnKey: string): readonly CellKey[] {
  const key = `${rowKey}/${columnKey}`
  const found = sheet.rows.get(rowKey)
  const column = found?.block.columns.find((one) => one.key === columnKey)
  if (column?.role !== 'total' || !found) return [key]
  const parts = found.block.columns.filter((one) => one.role === 'part').map((one) => `${rowKey}/${one.key}`)
  return parts.some((part) => sheet.cells[part] === undefined) ? [key] : parts
}
