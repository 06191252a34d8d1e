import type { CalendarYear } from './calendar-year.ts'
import { dayNumber, isWeekend, type PlainDate, yearOf } from './plain-date.ts'
import { walkDays } from './walked-days.ts'

export type { CalendarYear } from './calendar-year.ts'

/** A weekday that is off, or a weekend day that is a workday. */
export interface SpecialDay {
  readonly on: PlainDate
  readonly kind: 'off' | 'on'
  readonly name: string
  /** As `2025 年放假通知`. */
  readonly notice: string
}

/** A holiday that a minority region has beside those of the nation (全国年节及纪念日放假办法第四条). */
export interface RegionalHoliday {
  readonly region: string
  readonly on: PlainDate
  readonly name: string
}

/** Counts workdays (工作日): the day a period begins on is not counted, and each day after it is looked at. */
export interface WorkCalendar {
  /** Whether the day is a workday; a day of a year without a notice follows Monday to Friday. */
  readonly isWorkday: (day: PlainDate) => boolean
  /** The nth workday after the day (n ≥ 0; 0 gives the day itself). */
  readonly addWorkdays: (day: PlainDate, n: number) => PlainDate
  /** Workdays after the one day up to and including the other; 0 where the other is not later. */
  readonly workdaysBetween: (after: PlainDate, upTo: PlainDate) => number
  /** Whether the year of the day has a notice. */
  readonly isPublished: (day: PlainDate) => boolean
  /** Whether any day after the one up to and including the other lies in a year without a notice. */
  readonly isProvisional: (after: PlainDate, upTo: PlainDate) => boolean
  /** Weekdays off and weekends on, after the one day up to and including the other, in order. */
  readonly specialDays: (after: PlainDate, upTo: PlainDate) => readonly SpecialDay[]
}

/**
 * The calendar that the notices make.
 *
 * @param regional holidays of the one region that the calendar is for
 */
export function createWorkCalendar(
  years: readonly CalendarYear[],
  regional: readonly RegionalHoliday[] = [],
): WorkCalendar {
  const special = specialByNumber(years, regional)
  const inOrder = [...special.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
  const isWorkday = (number: number) => {
    const found = special.get(number)
    return found ? found.kind === 'on' : !isWeekend(number)
  }
  const days = walkDays(isWorkday)
  const published = new Set(years.map(({ year }) => year))
  return {
    isWorkday: (day) => isWorkday(dayNumber(day)),
    addWorkdays: days.nthAfter,
    workdaysBetween: days.count,
    isPublished: (day) => published.has(yearOf(day)),
    isProvisional: (after, upTo) => upTo > after && !allPublished(published, yearAfter(after), yearOf(upTo)),
    specialDays: (after, upTo) => inOrder.slice(placeAfter(inOrder, after), placeAfter(inOrder, upTo)),
  }
}

/** The year of the day after a day. */
const yearAfter = (day: PlainDate): number => yearOf(day) + (day.endsWith('-12-31') ? 1 : 0)

function allPublished(published: ReadonlySet<number>, first: number, last: number): boolean {
  for (let year = first; year <= last; year += 1) if (!published.has(year)) return false
  return true
}

/** Later years win, for a notice may move days at the end of the year before, as that of 2019 did with 2018-12-29. */
function specialByNumber(years: readonly CalendarYear[], regional: readonly RegionalHoliday[]) {
  const special = new Map<number, SpecialDay>()
  for (const { year, holidays } of [...years].sort((a, b) => a.year - b.year)) {
    for (const { name, off, on } of holidays) {
      const notice = `${year} 年放假通知`
      for (const day of off) special.set(dayNumber(day), { on: day, kind: 'off', name, notice })
      for (const day of on) special.set(dayNumber(day), { on: day, kind: 'on', name, notice })
    }
  }
  for (const holiday of regional) addRegional(special, holiday)
  return special
}

/** A holiday of the nation keeps its name; a weekend made a workday is a weekend again. */
function addRegional(special: Map<number, SpecialDay>, { region, on, name }: RegionalHoliday): void {
  const number = dayNumber(on)
  if (isWeekend(number)) special.delete(number)
  else if (!special.has(number)) special.set(number, { on, kind: 'off', name, notice: `${region} 地方放假规定` })
}

/** Place of the first special day that is later than the day. */
function placeAfter(inOrder: readonly SpecialDay[], day: PlainDate): number {
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((inOrder[middle]?.on ?? '') <= day) low = middle + 1
    else high = middle
  }
  return low
}
