import { stringify } from 'csv-stringify/sync'
import { fileDialect } from './dialect.ts'
import { guarded } from './formula-guard.ts'

/** A table as CSV (RFC 4180) with the byte order mark by which Excel knows UTF-8; no text is taken for a formula. */
export function writeTableCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string {
  const safe = (value: string | number | undefined) => (typeof value === 'string' ? guarded(value) : (value ?? ''))
  return stringify(
    [columns, ...rows].map((row) => row.map(safe)),
    fileDialect,
  )
}
