import type { Place, Severity } from '../reading.ts'

/** An object of JSON; undefined for arrays, null and all else. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

export const entriesOf = (value: unknown): readonly [string, unknown][] => Object.entries(objectOf(value) ?? {})

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const offsetOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined

/** Only the entries that are strings. */
export function stringsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(entriesOf(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

export function placeOf(value: unknown): Place | undefined {
  const place = objectOf(value)
  const start = offsetOf(place?.start)
  const end = offsetOf(place?.end)
  const text = stringOf(place?.text)
  return start === undefined || end === undefined || text === undefined || end < start
    ? undefined
    : { start, end, text }
}

export function severityOf(value: unknown): Severity {
  return value === 'error' || value === 'hint' ? value : 'warning'
}
