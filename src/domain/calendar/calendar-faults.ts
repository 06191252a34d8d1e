import { dayNumber, isPlainDate, isWeekend, type PlainDate, weekdayOfNumber, yearOf } from './plain-date.ts'
import { type CalendarYear, createWorkCalendar } from './work-calendar.ts'

/** What is wrong at one place of a calendar file. */
export interface CalendarFault {
  /** As `holidays.1.off.0`; empty for the file as a whole. */
  readonly place: string
  readonly says: string
}

interface ListedDay {
  readonly place: string
  readonly day: PlainDate
  readonly kind: 'off' | 'on'
}

const weekdays = '日一二三四五六'

/** All faults of a year's days; the number of workdays is looked at once the days are in order. */
export function calendarFaults(year: CalendarYear): readonly CalendarFault[] {
  const seen = new Set<PlainDate>()
  const faults = listedDays(year).flatMap(({ place, day, kind }) => {
    const says = faultOfDay({ day, kind, year: year.year, twice: seen.has(day) })
    seen.add(day)
    return says === undefined ? [] : [{ place, says }]
  })
  return faults.length > 0 ? faults : faultOfTotal(year)
}

/** Days that are none are the reader's business. */
function listedDays({ holidays }: CalendarYear): readonly ListedDay[] {
  return holidays.flatMap((holiday, at) =>
    (['off', 'on'] as const).flatMap((kind) =>
      holiday[kind]
        .map((day, index) => ({ place: `holidays.${at}.${kind}.${index}`, day, kind }))
        .filter(({ day }) => isPlainDate(day)),
    ),
  )
}

interface DayToCheck extends Omit<ListedDay, 'place'> {
  readonly year: number
  readonly twice: boolean
}

function faultOfDay({ day, kind, year, twice }: DayToCheck): string | undefined {
  const weekend = isWeekend(dayNumber(day))
  const called = `星期${weekdays[weekdayOfNumber(dayNumber(day))]}`
  if (twice) return `${day} 写了两次`
  if (yearOf(day) !== year && !day.startsWith(`${year - 1}-12-`))
    return `${day} 不在 ${year} 年（因元旦调休的，可以写上一年12月的日期）`
  if (kind === 'off' && weekend) return `${day} 是${called}，本来就不上班，不要写在 off 里`
  if (kind === 'on' && !weekend) return `${day} 是${called}，本来就上班，不要写在 on 里`
  return undefined
}

function faultOfTotal(year: CalendarYear): readonly CalendarFault[] {
  const [first, last] = [`${year.year - 1}-12-31`, `${year.year}-12-31`]
  const counted = createWorkCalendar([year]).workdaysBetween(first, last)
  if (counted === year.workdays) return []
  return [{ place: 'workdays', says: `写的是 ${year.workdays} 个工作日，按所列日期全年有 ${counted} 个` }]
}
