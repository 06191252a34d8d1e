import type { CalendarFault } from '../domain/calendar/calendar-faults.ts'
import type { CalendarYear } from '../domain/calendar/work-calendar.ts'
import { saveCalendarNotice } from '../store/calendar-notices.ts'
import { readCalendarYear } from '../store/calendar-reader.ts'
import { inTransaction } from '../store/transaction.ts'
import { recomputeOpen } from './recompute-open.ts'
import type { MovedDate } from './refold-requests.ts'
import type { Services } from './services.ts'

export type CalendarAnswer =
  | {
      readonly ok: true
      readonly year: CalendarYear
      /** Due dates of requests that are other ones under the notice. */
      readonly moved: readonly MovedDate[]
    }
  | { readonly ok: false; readonly faults: readonly CalendarFault[] }

interface CalendarImport {
  /** The file as it came, in the shape of `data/calendars/2025.json`. */
  readonly json: string
  /** Who imports it, in words. */
  readonly person: string
}

/**
 * Takes in the notice of a year, in place of the one there was; every running process sees it within a second. What
 * the lists keep of due dates follows at once.
 */
export async function importCalendar(services: Services, { json, person }: CalendarImport): Promise<CalendarAnswer> {
  const { db, now, calendars } = services
  const read = readCalendarYear(json)
  if (!read.ok) return read
  const year = read.value
  await inTransaction(db, (transaction) =>
    saveCalendarNotice(transaction, { year: year.year, json, importedAt: now(), person }),
  )
  calendars.renew()
  return { ok: true, year, moved: await recomputeOpen(services, { year: year.year, person }) }
}
