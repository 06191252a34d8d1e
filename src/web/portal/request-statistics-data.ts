import { LRUCache } from 'lru-cache'
import { lookFor } from '../../app/look.ts'
import type { Services } from '../../app/services.ts'
import { dayInChina, yearOf } from '../../domain/calendar/plain-date.ts'
import { medianOf, type YearCounts } from '../../domain/request/statistics.ts'
import {
  type AskedBody,
  countYear,
  findAskedBodies,
  findAskedYears,
  findReplySpans,
} from '../../store/request-statistics.ts'

/** A body's year in numbers, with the moment at which they were counted. */
export interface CountedYear {
  readonly body: AskedBody
  readonly year: number
  /** All years that there are, newest first. */
  readonly years: readonly number[]
  readonly counts: YearCounts
  readonly countedAt: Date
}

/** Requests change all day: numbers are at most so old, and say how old they are. Milliseconds. */
export const longestKept = 10 * 60 * 1000

/** Keeps what was counted for some minutes by the clock of the application. */
function keepBriefly<T extends object>({ now }: Services, most: number, count: (key: string) => Promise<T>) {
  const kept = new LRUCache<string, { readonly at: number; readonly value: Promise<T> }>({ max: most })
  return (key: string): Promise<T> => {
    const at = now().getTime()
    const there = kept.get(key)
    if (there && Math.abs(at - there.at) < longestKept) return there.value
    const value = count(key)
    kept.set(key, { at, value })
    value.catch(() => kept.delete(key))
    return value
  }
}

export interface Statistics {
  readonly bodies: () => Promise<{ readonly bodies: readonly AskedBody[] }>
  /** The year asked for, else the newest; undefined where the body or the year has no requests. */
  readonly of: (bodyId: number, year: number | undefined) => Promise<CountedYear | undefined>
}

/** Public statistics of requests: counts alone. */
export function openStatistics(services: Services): Statistics {
  const { db, now } = services
  const bodies = keepBriefly(services, 1, async () => ({ bodies: await findAskedBodies(db) }))

  async function countedYear(key: string): Promise<{ readonly found: CountedYear | undefined }> {
    const [id = 0, asked = 0] = key.split(' ').map(Number)
    const body = (await bodies('')).bodies.find((one) => one.id === id)
    const span = body && (await findAskedYears(db, id))
    if (!body || !span) return { found: undefined }
    // The year that runs is there also where nothing has come yet.
    const last = Math.max(span.last, yearOf(dayInChina(now())))
    const years = Array.from({ length: last - span.first + 1 }, (_, at) => last - at)
    const year = asked === 0 ? span.last : asked
    if (!years.includes(year)) return { found: undefined }
    const countedAt = now()
    const { calendar } = await lookFor(services, body)
    const [counts, spans] = await Promise.all([countYear(db, id, year), findReplySpans(db, id, year)])
    const median = medianOf(
      spans.map(({ receivedOn, repliedOn, count }) => ({
        value: calendar.workdaysBetween(receivedOn, repliedOn),
        count,
      })),
    )
    const all = { ...counts, ...(median !== undefined && { medianWorkdays: median }) }
    return { found: { body, year, years, counts: all, countedAt } }
  }

  const years = keepBriefly(services, 500, countedYear)
  return { bodies: () => bodies(''), of: async (id, year) => (await years(`${id} ${year ?? 0}`)).found }
}
