import { stringify } from 'csv-stringify/sync'
import { dictionaryColumns, dictionaryOf } from '../../domain/report/dictionary.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import { fileDialect } from './dialect.ts'

/** The data dictionary of these forms as CSV (RFC 4180), with the byte order mark by which Excel knows UTF-8. */
export function writeDictionaryCsv(forms: readonly ReportForm[]): string {
  const rows = forms.flatMap(dictionaryOf).map((entry) => dictionaryColumns.map((name) => entry[name] ?? ''))
  return stringify([dictionaryColumns, ...rows], fileDialect)
}
