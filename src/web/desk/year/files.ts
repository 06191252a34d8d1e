import { cellRows } from '../../../domain/report/cell-rows.ts'
import { reportJsonVersion } from '../../../domain/report/report-json.ts'
import { writeReportCsv } from '../../../formats/csv/write-csv.ts'
import { writeTableCsv } from '../../../formats/csv/write-table.ts'
import { writeTableXlsx } from '../../../formats/xlsx/write-table.ts'
import type { AskedYear } from './asked-year.ts'
import { type CountedView, columnsOf, wordsOf } from './counted-view.ts'

export const fileTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
} as const

/** The figures of a year as the CSV of a report, which can be read in again; section two is absent. */
export const yearCsv = ({ agency, year, compiled }: AskedYear): string =>
  writeReportCsv({ agency: agency.name, year, form: compiled.form, cells: compiled.cells })

/** The figures of a year as a workbook, a line a cell. */
export async function yearXlsx({ year, compiled }: AskedYear): Promise<Uint8Array<ArrayBuffer>> {
  const rows = cellRows(compiled.form, compiled.cells)
    .filter(({ state }) => state === 'value')
    .map(({ key, row, column, unit, value }) => [row, column, value ?? undefined, unit, key])
  const columns = [
    { says: '行', width: 60 },
    { says: '列', width: 30 },
    { says: '数', width: 8 },
    { says: '单位', width: 6 },
    { says: '单元格', width: 36 },
  ]
  return new Uint8Array(await writeTableXlsx({ name: `${year}年统计`, columns, rows }))
}

/** The figures of a year in the shape of a report's JSON, with the requests that each cell counts. */
export function yearJson({ agency, year, compiled, closed }: AskedYear, numbers: ReadonlyMap<number, string>): string {
  const { form, state, cells, counts, findings } = compiled
  const counted = Object.keys(cells).map((cell) => [cell, counts(cell).map(({ requestId }) => numbers.get(requestId))])
  const title = `${agency.name}${year}年统计`
  return JSON.stringify({
    version: reportJsonVersion,
    title,
    agency: agency.name,
    year,
    form: form.id,
    state,
    ...(closed && { closedAt: closed.closedAt, hash: Buffer.from(closed.hash).toString('hex') }),
    cells,
    findings,
    counts: Object.fromEntries(counted),
  })
}

const widths: readonly number[] = [14, 50, 14, 30, 14, 14, 30]

/** What a figure counts, as a file for spreadsheet programs. */
export async function countedTable(
  all: readonly CountedView[],
  format: 'csv' | 'xlsx',
): Promise<string | Uint8Array<ArrayBuffer>> {
  const names = columnsOf(all.some(({ dispute }) => dispute !== undefined))
  const rows = all.map(wordsOf)
  if (format === 'csv') return writeTableCsv(names, rows)
  const columns = names.map((says, at) => ({ says, width: widths[at] ?? 14 }))
  return new Uint8Array(await writeTableXlsx({ name: '案卷', columns, rows }))
}
