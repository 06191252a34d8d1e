import { addDays, type PlainDate } from '../../src/domain/calendar/plain-date.ts'
import { nation } from '../calendar/data-calendars.ts'

/** Somebody asked, and when they answered. */
export interface Question {
  readonly kind: 'third-party' | 'co-maker' | 'other-organ'
  readonly on: PlainDate
  readonly delivered: PlainDate
  readonly answeredOn?: PlainDate
}

/** A history as the oracle knows it: one restart at most, one extension at most. */
export interface Told {
  readonly receivedOn: PlainDate
  readonly restartOn?: PlainDate
  readonly questions: readonly Question[]
  readonly extended?: { readonly on: PlainDate; readonly workdays: number }
}

/** The first day from `day` on that `is`, walking on. */
function walk(day: PlainDate, is: (day: PlainDate) => boolean): PlainDate {
  let at = day
  while (!is(at)) at = addDays(at, 1)
  return at
}

/** The nth workday after a day, with a finger on every day of the calendar on the wall. */
function nth(after: PlainDate, n: number, counts: (day: PlainDate) => boolean): PlainDate {
  let left = n
  return walk(addDays(after, 1), (day) => nation.isWorkday(day) && counts(day) && --left === 0)
}

function lastUncounted({ kind, on, delivered, answeredOn }: Question, today: PlainDate): PlainDate {
  if (kind === 'other-organ') return answeredOn ?? (today > on ? today : on)
  const silentOn = nth(delivered, 15, () => true)
  return answeredOn !== undefined && answeredOn < silentOn ? answeredOn : silentOn
}

/** What a clerk knew on a day: later questions and answers had not come. */
function knownOn({ receivedOn, restartOn, questions }: Told, day: PlainDate): Told {
  const asked = questions.filter(({ on }) => on <= day)
  return {
    receivedOn,
    ...(restartOn !== undefined && restartOn <= day && { restartOn }),
    questions: asked.map(({ answeredOn, ...rest }) => ({
      ...rest,
      ...(answeredOn !== undefined && answeredOn <= day && { answeredOn }),
    })),
  }
}

/** The due date of a history on a day, by walking; `refused` where the extension came too late. */
export function walkedDue(told: Told, today: PlainDate): PlainDate | 'refused' {
  const { receivedOn, restartOn, questions, extended } = told
  if (extended && extended.on > walkedDue(knownOn(told, extended.on), extended.on)) return 'refused'
  const intervals = questions.map((question) => ({ from: question.on, to: lastUncounted(question, today) }))
  return nth(restartOn ?? receivedOn, 20 + (extended?.workdays ?? 0), (day) =>
    intervals.every(({ from, to }) => day <= from || day > to),
  )
}
