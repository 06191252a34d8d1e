import { stringify } from 'csv-stringify/sync'
import { type CellRow, cellRows } from '../../domain/report/cell-rows.ts'
import type { CellKey, ReportForm } from '../../domain/report/form.ts'
import type { Cells } from '../../domain/report/reading.ts'
import { fileDialect } from './dialect.ts'
import { guarded } from './formula-guard.ts'

export interface ReportCells {
  readonly agency: string | null
  /** Data year. */
  readonly year: number | null
  readonly form: ReportForm
  readonly cells: Cells
  /** Cells whose figure a person has changed after the reading. */
  readonly corrected?: ReadonlySet<CellKey>
}

/** Columns of a report's CSV, one line a cell; `state` is value, blank or absent, `corrected` yes or no. */
const csvColumns = ['agency', 'year', 'form', 'cell', 'row', 'column', 'unit', 'value', 'state', 'corrected'] as const

function line({ agency, year, form, corrected }: ReportCells, cell: CellRow): readonly (string | number)[] {
  const { key, row, column, unit, value, state } = cell
  const flag = corrected?.has(key) ? 'yes' : 'no'
  return [guarded(agency ?? ''), year ?? '', form.id, key, row, column, unit, value ?? '', state, flag]
}

/** The cells of one report as CSV (RFC 4180), with the byte order mark by which Excel knows UTF-8. */
export function writeReportCsv(report: ReportCells): string {
  const rows = cellRows(report.form, report.cells).map((cell) => line(report, cell))
  return stringify([csvColumns, ...rows], fileDialect)
}
