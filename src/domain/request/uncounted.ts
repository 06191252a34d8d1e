import type { PlainDate } from '../calendar/plain-date.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Pause } from './questions.ts'

/** How the time of asking somebody bears on a count; what overlaps is taken out once. */
export type Effect = 'uncounted' | 'overlapping' | 'before-start' | 'after-due'

/** Days after the asking, up to and including `to`, of which no workday is counted. */
export interface Taken {
  readonly pause: Pause
  readonly to: PlainDate
  /** From where on it is not counted: the asking, the start, or the end of what it overlaps. */
  readonly after: PlainDate
  /** Workdays that it, and none before it, takes out of the count. */
  readonly days: number
  readonly effect: Effect
}

export interface Count {
  /** The day of the last counted workday. */
  readonly due: PlainDate
  /** What was not counted, in the order of asking. */
  readonly taken: readonly Taken[]
}

/** What is counted: so many workdays after the start, with the pauses as they stand on a day. */
export interface Counting {
  readonly start: PlainDate
  readonly counted: number
  /** In the order of asking. */
  readonly pauses: readonly Pause[]
  readonly day: PlainDate
}

/**
 * The last day that is not counted as things stand on a day: that of the answer, at the latest the last on which they
 * may answer; where the law sets no limit and no answer has come, the day itself.
 */
function endAt({ from, answeredOn, silentOn }: Pause, day: PlainDate): PlainDate {
  if (answeredOn !== undefined) return silentOn !== undefined && silentOn < answeredOn ? silentOn : answeredOn
  return silentOn ?? (day > from ? day : from)
}

/** Whether somebody asked may still answer on a day, so that the count stands still. */
export const isOpenOn = ({ answeredOn, silentOn }: Pause, day: PlainDate): boolean =>
  answeredOn === undefined && (silentOn === undefined || day < silentOn)

/** Those who were asked and may still answer on a day. */
export const openPauses = (pauses: readonly Pause[], day: PlainDate): readonly Pause[] =>
  pauses.filter((pause) => isOpenOn(pause, day))

/** Arts. 32–34: the day of the nth counted workday after a start, and what was not counted (art. 33 ¶3). */
export function countAt({ start, counted, pauses, day }: Counting, calendar: WorkCalendar): Count {
  const taken: Taken[] = []
  let due = calendar.addWorkdays(start, counted)
  let settled = start
  let uncounted = 0
  for (const pause of pauses) {
    const to = endAt(pause, day)
    const after = pause.from > settled ? pause.from : settled
    const effect = effectOf(pause, { to, after, start, due })
    const days = effect === 'uncounted' ? calendar.workdaysBetween(after, to) : 0
    taken.push({ pause, to, after, days, effect })
    if (effect !== 'uncounted') continue
    uncounted += days
    due = calendar.addWorkdays(start, counted + uncounted)
    settled = to
  }
  return { due, taken }
}

interface Bounds {
  readonly to: PlainDate
  readonly after: PlainDate
  readonly start: PlainDate
  readonly due: PlainDate
}

function effectOf({ from }: Pause, { to, after, start, due }: Bounds): Effect {
  if (from >= due) return 'after-due'
  if (to > after) return 'uncounted'
  if (from < start && to <= start) return 'before-start'
  return from < after ? 'overlapping' : 'uncounted'
}
