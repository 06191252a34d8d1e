import type { Column, FormTable, ReportForm, Row } from '../form.ts'
import { printedRows } from '../form.ts'
import type { Cells } from '../reading.ts'
import { mergeInOrder } from './merge-in-order.ts'

/** A row that at least one of the reports prints, with the columns that it has in any of their forms. */
export interface AlignedRow {
  readonly row: Row
  readonly columns: readonly Column[]
}

export interface AlignedTable {
  readonly key: string
  /** Title of the section that the table stands in. */
  readonly title: string
  readonly rows: readonly AlignedRow[]
}

interface Sheet {
  readonly form: ReportForm
  readonly cells: Cells
}

/**
 * The tables of several reports laid over each other, the newest form leading.
 *
 * Row and column of the same key have the same meaning in all forms; what a form has alone stands where it has it.
 */
export function alignTables(sheets: readonly Sheet[]): readonly AlignedTable[] {
  const newestFirst = [...sheets].sort((a, b) => b.form.years.from - a.form.years.from)
  const tables = newestFirst.map(({ form }) => form.tables)
  return mergeInOrder(tables, (table) => table.key).map(({ key }) => ({
    key,
    title: titleOf(newestFirst, key),
    rows: alignRows(newestFirst, key),
  }))
}

const tableOf = (form: ReportForm, key: string): FormTable | undefined => form.tables.find((table) => table.key === key)

function titleOf(sheets: readonly Sheet[], key: string): string {
  for (const { form } of sheets) {
    const number = tableOf(form, key)?.section
    const section = form.sections.find((one) => one.number === number)
    if (section) return section.title
  }
  return key
}

function alignRows(sheets: readonly Sheet[], key: string): readonly AlignedRow[] {
  const printed = sheets.map(({ form, cells }) =>
    (tableOf(form, key)?.blocks ?? []).flatMap((block) =>
      printedRows(block, cells).map((row): AlignedRow => ({ row, columns: block.columns })),
    ),
  )
  const same = new Map<string, AlignedRow[]>()
  for (const one of printed.flat()) same.set(one.row.key, [...(same.get(one.row.key) ?? []), one])
  return mergeInOrder(printed, ({ row }) => row.key).map(({ row }) => ({
    row,
    columns: mergeInOrder(
      (same.get(row.key) ?? []).map(({ columns }) => columns),
      (column) => column.key,
    ),
  }))
}
