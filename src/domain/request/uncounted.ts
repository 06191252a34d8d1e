import type { PlainDate } from '../calendar/plain-date.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Pause } from './clock-reading.ts'

/** Days after `from`, up to and including `to`, of which no workday is counted. */
export interface Interval {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly pause: Pause
}

/**
 * The last day that is not counted as things stand on a day: that of the answer, at the latest the last on which they
 * may answer; where the law sets no limit and no answer has come, the day itself.
 */
function endAt({ from, answeredOn, silentOn }: Pause, day: PlainDate): PlainDate {
  if (answeredOn !== undefined) return silentOn !== undefined && silentOn < answeredOn ? silentOn : answeredOn
  return silentOn ?? (day > from ? day : from)
}

/** Arts. 32–34: what is not counted, in the order of beginning. */
export function intervalsAt(pauses: readonly Pause[], day: PlainDate): readonly Interval[] {
  const intervals = pauses.map((pause) => ({ from: pause.from, to: endAt(pause, day), pause }))
  return intervals.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

/** Whether somebody asked may still answer on a day, so that the count stands still. */
export const isOpenOn = ({ answeredOn, silentOn }: Pause, day: PlainDate): boolean =>
  answeredOn === undefined && (silentOn === undefined || day < silentOn)

/**
 * Art. 33 ¶3: the day of the nth counted workday after a start. Workdays within the intervals are not counted; where
 * intervals overlap, once.
 */
export function countedDue(
  start: PlainDate,
  counted: number,
  intervals: readonly Interval[],
  calendar: WorkCalendar,
): PlainDate {
  let due = calendar.addWorkdays(start, counted)
  let settled = start
  let uncounted = 0
  for (const { from, to } of intervals) {
    const begin = from > settled ? from : settled
    if (begin >= due) break
    if (to <= begin) continue
    uncounted += calendar.workdaysBetween(begin, to)
    due = calendar.addWorkdays(start, counted + uncounted)
    settled = to
  }
  return due
}
