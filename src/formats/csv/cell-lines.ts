import { stringify } from 'csv-stringify/sync'
import { pathOf } from '../../domain/report/cell-rows.ts'
import { type CellKey, formCells, type ReportForm } from '../../domain/report/form.ts'
import type { Cells } from '../../domain/report/reading.ts'
import { dialect } from './dialect.ts'
import { guarded } from './formula-guard.ts'

/** A published report in the bulk export. */
export interface ReportCellsHeld {
  readonly agencyId: number
  readonly agency: string
  readonly region: string
  /** Data year. */
  readonly year: number
  /** Id of the form. */
  readonly form: string
  readonly cells: Cells
}

/** Columns of the bulk CSV; `state` is value or blank, since it lists only cells that a report holds. */
export const cellLineColumns = [
  'agencyId',
  'agency',
  'region',
  'year',
  'form',
  'cell',
  'row',
  'column',
  'unit',
  'value',
  'state',
] as const

const record = (fields: readonly (string | number)[]) => stringify([fields], { ...dialect, eof: false })

/** First line of the bulk CSV, with the byte order mark by which Excel knows UTF-8. */
export const cellLinesHead = `\ufeff${cellLineColumns.join(',')}\r\n`

/** What every report of a form says alike of a cell. */
interface Constant {
  readonly key: CellKey
  readonly csv: string
  readonly json: string
}

const constantsOf = new WeakMap<ReportForm, readonly Constant[]>()

function constants(form: ReportForm): readonly Constant[] {
  const known = constantsOf.get(form)
  if (known) return known
  const made = formCells(form).map(({ key, row, column }) => {
    const labels = [
      pathOf(row.groups, row.label),
      pathOf(column.group === undefined ? [] : [column.group], column.label),
    ] as const
    const [rowLabel, columnLabel] = labels
    const json = JSON.stringify({ cell: key, row: rowLabel, column: columnLabel, unit: column.unit })
    return { key, csv: `${record([key, ...labels, column.unit])},`, json: `${json.slice(1, -1)},"value":` }
  })
  constantsOf.set(form, made)
  return made
}

/**
 * The cells that a report holds as CSV lines (RFC 4180) below `cellLinesHead`, in printed order; a blank has no value.
 *
 * @param form the form that `report.form` names
 */
export function cellLines(report: ReportCellsHeld, form: ReportForm): string {
  const { agencyId, agency, region, year, cells } = report
  const head = `${record([agencyId, guarded(agency), guarded(region), year, report.form])},`
  let lines = ''
  for (const { key, csv } of constants(form)) {
    const value = cells[key]
    if (value === undefined) continue
    lines += value === null ? `${head + csv},blank\r\n` : `${head + csv + value},value\r\n`
  }
  return lines
}

/**
 * The same as newline-delimited JSON, one object a cell; a blank has the value null.
 *
 * @param form the form that `report.form` names
 */
export function cellNdjson(report: ReportCellsHeld, form: ReportForm): string {
  const { agencyId, agency, region, year, cells } = report
  const head = `${JSON.stringify({ agencyId, agency, region, year, form: report.form }).slice(0, -1)},`
  let lines = ''
  for (const { key, json } of constants(form)) {
    const value = cells[key]
    if (value !== undefined) lines += `${head + json + value}}\n`
  }
  return lines
}
