import type { CalendarFault } from '../domain/calendar/calendar-faults.ts'
import type { CalendarYear } from '../domain/calendar/work-calendar.ts'
import { saveCalendarNotice } from '../store/calendar-notices.ts'
import { readCalendarYear } from '../store/calendar-reader.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Services } from './services.ts'

export type CalendarAnswer =
  | { readonly ok: true; readonly year: CalendarYear }
  | { readonly ok: false; readonly faults: readonly CalendarFault[] }

interface CalendarImport {
  /** The file as it came, in the shape of `data/calendars/2025.json`. */
  readonly json: string
  /** Who imports it, in words. */
  readonly person: string
}

/** Takes in the notice of a year, in place of the one there was; every running process sees it within a second. */
export async function importCalendar(
  { db, now, calendars }: Pick<Services, 'db' | 'now' | 'calendars'>,
  { json, person }: CalendarImport,
): Promise<CalendarAnswer> {
  const read = readCalendarYear(json)
  if (!read.ok) return read
  const year = read.value
  await inTransaction(db, (transaction) =>
    saveCalendarNotice(transaction, { year: year.year, json, importedAt: now(), person }),
  )
  calendars.renew()
  return { ok: true, year }
}
