import { daysBetween, type PlainDate } from '../calendar/plain-date.ts'
import { type ClockState, type Lamp, lampOf } from './clock.ts'
import type { Look } from './look.ts'

/** What a list keeps of a dossier's clock, as it was on the day of its last change or sweep. */
export interface KeptClock {
  readonly isOpen: boolean
  readonly state: ClockState
  readonly dueOn: PlainDate | null
  readonly pausedSince: PlainDate | null
  readonly waitingUntil: PlainDate | null
  readonly repliedOn: PlainDate | null
  /** Workdays that the reply was late. */
  readonly overdueBy: number | null
}

/** How a listed dossier stands against its clock on a day. Counts are workdays unless they say otherwise. */
export interface ListedClock {
  readonly state: ClockState
  readonly lamp: Lamp
  readonly remaining?: number
  readonly overdueBy?: number
  /** Calendar days since the count stands still; 0 on the day on which it stopped. */
  readonly pausedFor?: number
}

/** A day has passed since the list was written: whoever could answer until then is silent, and the count goes on. */
function isCounting({ state, waitingUntil }: KeptClock, today: PlainDate): boolean {
  if (state === 'paused') return waitingUntil !== null && waitingUntil <= today
  return state === 'running' || state === 'overdue'
}

function counted({ dueOn }: { readonly dueOn: PlainDate }, { calendar, today, rules }: Look): ListedClock {
  if (dueOn < today)
    return {
      state: 'overdue',
      lamp: lampOf('overdue', undefined, rules),
      overdueBy: calendar.workdaysBetween(dueOn, today),
    }
  const remaining = calendar.workdaysBetween(today, dueOn)
  return { state: 'running', lamp: lampOf('running', remaining, rules), remaining }
}

/** Art. 33: reads off a list's row how its dossier stands today, without its facts. */
export function listedClock(kept: KeptClock, look: Look): ListedClock {
  const { state, dueOn, pausedSince, repliedOn, overdueBy, isOpen } = kept
  const plain = { state, lamp: lampOf(state, undefined, look.rules) }
  if (repliedOn !== null) return overdueBy === null ? plain : { ...plain, overdueBy }
  if (isOpen && dueOn !== null && isCounting(kept, look.today)) return counted({ dueOn }, look)
  if (state === 'paused' && pausedSince !== null) return { ...plain, pausedFor: daysBetween(pausedSince, look.today) }
  return plain
}
