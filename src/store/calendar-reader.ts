import * as z from 'zod/mini'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { type CalendarFault, calendarFaults } from '../domain/calendar/calendar-faults.ts'
import type { CalendarYear } from '../domain/calendar/calendar-year.ts'
import { isPlainDate } from '../domain/calendar/plain-date.ts'
import type { RegionalHoliday } from '../domain/calendar/work-calendar.ts'

const words = z.string().check(z.trim(), z.minLength(1, '不能空着'), z.maxLength(200, '最多 200 个字'))
const day = z.string().check(z.refine(isPlainDate, '不是日历上有的日期，日期要写成 2025-01-31 这样'))

const notice = z
  .strictObject({
    number: z.optional(words),
    paper: z.optional(words),
    issuedOn: z.optional(day),
    title: z.optional(words),
  })
  .check(
    z.refine(
      ({ number, paper }) => number !== undefined || paper !== undefined,
      '文号 number 和网页编号 paper 至少要写一个',
    ),
  )

const calendarYear = z.strictObject({
  year: z.int().check(z.minimum(2000, '应当在 2000 到 2099 之间'), z.maximum(2099, '应当在 2000 到 2099 之间')),
  notices: z.array(notice).check(z.minLength(1, '至少要写一份通知')),
  holidays: z
    .array(z.strictObject({ name: words, off: z.array(day), on: z.array(day) }))
    .check(z.minLength(1, '至少要写一个假日')),
  workdays: z.int(),
})

/** What the days can be checked by, whatever else is wrong. */
const daysOnly = z.object({
  year: z.int(),
  holidays: z.array(z.object({ off: z.array(z.string()), on: z.array(z.string()) })),
})

const regionalHolidays = z.array(z.strictObject({ region: words, on: day, name: words }))

/** The value, or all that is wrong with the file. */
export type ReadFile<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly CalendarFault[] }

const failed = (...faults: readonly CalendarFault[]) => ({ ok: false, faults }) as const

/** Reads the text of a year's file, as `data/calendars/2025.json`; tells all its faults at once. */
export function readCalendarYear(json: string): ReadFile<CalendarYear> {
  const parsed = parse(json)
  if (!parsed.ok) return parsed
  const read = calendarYear.safeParse(parsed.value, { error: zhCN().localeError })
  if (!read.success) return failed(...shapeFaults(read.error), ...faultsOfDays(parsed.value))
  const year = read.data as CalendarYear
  const faults = calendarFaults(year)
  return faults.length > 0 ? failed(...faults) : { ok: true, value: year }
}

/** Reads the text of `data/regional-holidays.json`; tells all its faults at once. */
export function readRegionalHolidays(json: string): ReadFile<readonly RegionalHoliday[]> {
  const parsed = parse(json)
  if (!parsed.ok) return parsed
  const read = regionalHolidays.safeParse(parsed.value, { error: zhCN().localeError })
  return read.success ? { ok: true, value: read.data } : failed(...shapeFaults(read.error))
}

/** One line a fault, with its place. */
export function sayCalendarFaults(faults: readonly CalendarFault[]): string {
  return faults.map(({ place, says }) => `  ${place || '（整个文件）'}：${says}`).join('\n')
}

function parse(json: string): ReadFile<unknown> {
  try {
    return { ok: true, value: JSON.parse(json.replace(/^\ufeff/, '')) }
  } catch (error) {
    return failed({ place: '', says: `不是有效的 JSON：${(error as Error).message}` })
  }
}

const shapeFaults = ({ issues }: { readonly issues: readonly z.core.$ZodIssue[] }): readonly CalendarFault[] =>
  issues.map(({ path, message }) => ({ place: path.join('.'), says: message }))

/** The days of a file whose shape is wrong elsewhere; their number says nothing then. */
function faultsOfDays(value: unknown): readonly CalendarFault[] {
  const read = daysOnly.safeParse(value)
  if (!read.success) return []
  const { year, holidays } = read.data
  const named = holidays.map((holiday) => ({ name: '', ...holiday }))
  return calendarFaults({ year, holidays: named, notices: [], workdays: 0 }).filter(({ place }) => place !== 'workdays')
}
