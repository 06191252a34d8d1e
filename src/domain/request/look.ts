import type { PlainDate } from '../calendar/plain-date.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'

/** How far facts about the running of the clock are settled by data, since the law leaves them open. */
export interface ClockRules {
  /** Remaining workdays from which the lamp is red or amber. */
  readonly lamp: { readonly red: number; readonly amber: number }
  /** Whether waiting for the applicant's reasons (art. 35) stops the count. */
  readonly reasonsPause: boolean
}

/** What a history, a clock or a dossier is looked at with. */
export interface Look {
  readonly calendar: WorkCalendar
  /** The day on which one looks, in China. */
  readonly today: PlainDate
  readonly rules: ClockRules
}
