import { dateOfNumber, dayNumber, type PlainDate } from './plain-date.ts'

/** Days that are walked once; what lies outside is walked each time it is asked for. */
const firstDay = dayNumber('2000-01-01')
const lastDay = dayNumber('2099-12-31')

/** Those days as text, the same for every calendar. */
const dates: readonly PlainDate[] = Array.from({ length: lastDay - firstDay + 1 }, (_, at) =>
  dateOfNumber(firstDay + at),
)

/** Says of the day with a number, counted from 1970-01-01, whether it is a workday. */
type IsWorkday = (number: number) => boolean

export interface WalkedDays {
  /** The nth workday after the day; 0 gives the day itself. */
  readonly nthAfter: (day: PlainDate, n: number) => PlainDate
  /** Workdays after the one day up to and including the other; 0 where the other is not later. */
  readonly count: (after: PlainDate, upTo: PlainDate) => number
}

/** Looks at every day of the century once, so that each question afterwards is a look into a table. */
export function walkDays(isWorkday: IsWorkday): WalkedDays {
  const { counted, workdays } = walk(isWorkday)
  return {
    nthAfter: (day, n) => {
      if (n === 0) return day
      const from = dayNumber(day)
      const upToDay = counted[from - firstDay] ?? Number.NaN
      return dates[workdays[upToDay + n - 1] ?? -1] ?? walkToNth(isWorkday, from, n)
    },
    count: (after, upTo) => {
      if (upTo <= after) return 0
      const [from, to] = [dayNumber(after), dayNumber(upTo)]
      const [before, all] = [counted[from - firstDay], counted[to - firstDay]]
      return before === undefined || all === undefined ? countByWalking(isWorkday, from, to) : all - before
    },
  }
}

/** How many workdays there are up to each day, and which day the nth of them is. */
function walk(isWorkday: IsWorkday) {
  const counted: number[] = []
  const workdays: number[] = []
  for (let at = 0; at < dates.length; at += 1) {
    if (isWorkday(firstDay + at)) workdays.push(at)
    counted.push(workdays.length)
  }
  return { counted, workdays }
}

function walkToNth(isWorkday: IsWorkday, from: number, n: number): PlainDate {
  let at = from
  for (let left = n; left > 0; ) {
    at += 1
    if (isWorkday(at)) left -= 1
  }
  return dateOfNumber(at)
}

function countByWalking(isWorkday: IsWorkday, after: number, upTo: number): number {
  let count = 0
  for (let at = after + 1; at <= upTo; at += 1) if (isWorkday(at)) count += 1
  return count
}
