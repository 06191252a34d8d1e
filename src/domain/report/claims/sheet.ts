import { type CellKey, type FormBlock, printedRows, type ReportForm, type Row } from '../form.ts'
import type { Cells, Reading } from '../reading.ts'
import { clean } from './numbers.ts'

/** A way to read a figure off the tables. */
export interface Way {
  /** Cells to add up, with `-` before one to subtract. */
  readonly keys: readonly CellKey[]
  /** Their sum; undefined where a cell is not told or all are blank. */
  readonly value: number | undefined
}

/** The printed tables, asked by row and column. */
export interface Sheet {
  readonly cells: Cells
  readonly rows: ReadonlyMap<string, { readonly row: Row; readonly block: FormBlock }>
  /** Rows with the role, as this sheet prints them. */
  readonly withRole: (role: string) => readonly string[]
  /** Rows without those that this sheet prints in another shape. */
  readonly printed: (rows: readonly string[]) => readonly string[]
  /** Whether the row's total is printed and is the sum of its parts, by row. */
  readonly agrees: Map<string, boolean>
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

const rowsOfForm = new WeakMap<ReportForm, Sheet['rows']>()

function rowsOf(form: ReportForm): Sheet['rows'] {
  let rows = rowsOfForm.get(form)
  if (!rows) {
    const blocks = form.tables.flatMap((table) => table.blocks)
    rows = new Map(blocks.flatMap((block) => block.rows.map((row) => [row.key, { row, block }] as const)))
    rowsOfForm.set(form, rows)
  }
  return rows
}

function makeSheet(cells: Cells, form: ReportForm): Sheet {
  const rows = rowsOf(form)
  const hidden = hiddenRows(cells, form)
  const byRole = new Map<string, string[]>()
  for (const [key, { row }] of rows) {
    if (row.role && !hidden.has(key)) byRole.set(row.role, [...(byRole.get(row.role) ?? []), key])
  }
  return {
    cells,
    rows,
    withRole: (role) => byRole.get(role) ?? [],
    printed: (keys) => keys.filter((key) => !hidden.has(key.startsWith('-') ? key.slice(1) : key)),
    agrees: new Map(),
  }
}

/** Rows that stand in for others, or are stood in for; only blocks with such rows are looked at. */
function hiddenRows(cells: Cells, form: ReportForm): ReadonlySet<string> {
  const hidden = new Set<string>()
  for (const block of form.tables.flatMap((table) => table.blocks)) {
    if (!block.rows.some((row) => row.replaces)) continue
    const shown = new Set(printedRows(block, cells))
    for (const row of block.rows) if (!shown.has(row)) hidden.add(row.key)
  }
  return hidden
}

/** The sum of the cells; a blank one counts for nothing. */
function wayOf(sheet: Sheet, keys: readonly CellKey[]): Way {
  let sum = 0
  let told = false
  for (const key of keys) {
    const minus = key.startsWith('-')
    const value = sheet.cells[minus ? key.slice(1) : key]
    if (value === undefined) return { keys, value: undefined }
    if (value !== null) {
      sum += minus ? -value : value
      told = true
    }
  }
  return { keys, value: told ? clean(sum) : undefined }
}

/**
 * Readings of the rows added up in the columns: as printed and, where a total is blank or differs from its parts, from
 * the parts. `-` before a row subtracts it.
 */
export function readingsOf(sheet: Sheet, rows: readonly string[], columns: readonly string[]): readonly Way[] {
  const plain = rows.flatMap((row) => columns.map((column) => `${row}/${column}`))
  const doubtful = columns.includes('total') && rows.some((row) => !row.startsWith('-') && !rowAgrees(sheet, row))
  if (!doubtful || rows.some((row) => row.startsWith('-'))) return [wayOf(sheet, plain)]
  const filled = rows.flatMap((row) => columns.flatMap((column) => filledIn(sheet, row, column)))
  if (plain.some((key) => sheet.cells[key] === null)) return [wayOf(sheet, filled.length > 0 ? filled : plain)]
  const derived = rows.flatMap((row) => columns.flatMap((column) => partsOf(sheet, row, column)))
  return [wayOf(sheet, plain), wayOf(sheet, derived)]
}

/** The number that the rows have in all, undefined where it cannot be told. */
export function totalOf(sheet: Sheet, rows: readonly string[]): number | undefined {
  return readingsOf(sheet, rows, ['total'])[0]?.value
}

function rowAgrees(sheet: Sheet, row: string): boolean {
  let agrees = sheet.agrees.get(row)
  if (agrees === undefined) {
    const printed = sheet.cells[`${row}/total`]
    const parts = partsOf(sheet, row, 'total')
    agrees = printed !== null && (parts.length === 1 || printed === wayOf(sheet, parts).value)
    sheet.agrees.set(row, agrees)
  }
  return agrees
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
