import type { Kysely } from 'kysely'
import {
  type CalendarYear,
  createWorkCalendar,
  type RegionalHoliday,
  type WorkCalendar,
} from '../domain/calendar/work-calendar.ts'
import { type CalendarFiles, mergeYears } from './calendar-files.ts'
import { calendarVersion, findCalendarNotices } from './calendar-notices.ts'
import { readCalendarYear, sayCalendarFaults } from './calendar-reader.ts'
import type { Database } from './schema.ts'

/** The work calendars as they are now. */
export interface Calendars {
  /**
   * The calendar of a region, as 贵州省贵阳市花溪区, with the holidays of its own; without one, that of the nation.
   * Looks at most once a second for notices that were imported, here or by another process. Ask before a transaction
   * begins: it takes a connection.
   */
  readonly current: (region?: string) => Promise<WorkCalendar>
  /** Has the next question look for imported notices at once. */
  readonly renew: () => void
}

interface Sources extends CalendarFiles {
  readonly db: Kysely<Database>
  readonly now: () => Date
}

interface Known {
  readonly version: string
  readonly of: (region: string) => WorkCalendar
}

const second = 1000

/** Calendars from the files and from the notices in the database, which win over the file of the same year. */
export function createCalendars({ db, now, years, regional }: Sources): Calendars {
  let known: Known | undefined
  let asked: { readonly at: number; readonly answer: Promise<Known> } | undefined

  async function look(): Promise<Known> {
    const version = await calendarVersion(db)
    if (known?.version !== version)
      known = { version, of: byRegion(mergeYears(years, await findImported(db)), regional) }
    return known
  }
  function ask(at: number): Promise<Known> {
    const answer = look()
    asked = { at, answer }
    answer.catch(() => {
      if (asked?.answer === answer) asked = undefined
    })
    return answer
  }
  return {
    current: async (region = '') => {
      const at = now().getTime()
      const isRecent = asked !== undefined && at >= asked.at && at - asked.at < second
      return (await (isRecent && asked ? asked.answer : ask(at))).of(region)
    },
    renew: () => {
      asked = undefined
    },
  }
}

async function findImported(db: Kysely<Database>): Promise<readonly CalendarYear[]> {
  return (await findCalendarNotices(db)).map(({ json, year }) => {
    const read = readCalendarYear(json)
    if (read.ok) return read.value
    throw new Error(`The stored calendar notice of ${year} cannot be read:\n${sayCalendarFaults(read.faults)}`)
  })
}

/** Regions that keep the same holidays share one calendar, made when it is first asked for. */
function byRegion(years: readonly CalendarYear[], regional: readonly RegionalHoliday[]) {
  const made = new Map<string, WorkCalendar>()
  return (region: string) => {
    const own = regional.filter((holiday) => region.startsWith(holiday.region))
    const key = [...new Set(own.map((holiday) => holiday.region))].join(' ')
    const calendar = made.get(key) ?? createWorkCalendar(years, own)
    made.set(key, calendar)
    return calendar
  }
}
