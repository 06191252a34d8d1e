import type { PlainDate } from '../calendar/plain-date.ts'
import { type ClockReading, dueOnAt } from './clock-reading.ts'
import type { ClockRules, Look } from './look.ts'
import { openPauses } from './uncounted.ts'

/** How a request stands against its clock, with the word shown for it. */
export const clockStates = {
  'awaiting-confirmation': '等待与申请人确认收到',
  running: '计时中',
  paused: '停止计时',
  'awaiting-clarification': '等待补正',
  'awaiting-payment': '等待缴费',
  met: '按期答复',
  overdue: '逾期',
  ended: '已终止',
} as const satisfies Record<string, string>

export type ClockState = keyof typeof clockStates

/** Light of the desk: what is never told by colour alone. */
export type Lamp = 'red' | 'amber' | 'green' | 'idle' | 'off'

/** Art. 33: how a request stands on a day. Days are those of China, counts are workdays. */
export interface Clock {
  /** Art. 31; absent until the day is known. */
  readonly receivedOn?: PlainDate
  /** Last day of the reply; a projection while the count stands still. */
  readonly dueOn?: PlainDate
  readonly state: ClockState
  /** Workdays after today up to and including `dueOn`, while running. */
  readonly remaining?: number
  /** Workdays after `dueOn` up to and including the reply, or today. */
  readonly overdueBy?: number
  /** Since when the count stands still. */
  readonly pausedSince?: PlainDate
  /** A day of the count lies in a year whose calendar has not been published. */
  readonly provisional: boolean
  readonly lamp: Lamp
}

const waitingStates = { clarification: 'awaiting-clarification', payment: 'awaiting-payment' } as const

function stateOf(reading: ClockReading, dueOn: PlainDate | undefined, today: PlainDate): ClockState {
  const { repliedOn, receivedOn, waiting, endedOn, pauses } = reading
  if (repliedOn !== undefined) return dueOn !== undefined && repliedOn > dueOn ? 'overdue' : 'met'
  if (endedOn !== undefined) return 'ended'
  if (receivedOn === undefined) return 'awaiting-confirmation'
  if (waiting) return waitingStates[waiting]
  if (dueOn !== undefined && today > dueOn) return 'overdue'
  return openPauses(pauses, today).length > 0 ? 'paused' : 'running'
}

/** The light of a state, with the workdays that remain while it runs. */
export function lampOf(state: ClockState, remaining: number | undefined, { lamp }: ClockRules): Lamp {
  if (state === 'overdue') return 'red'
  if (state === 'met' || state === 'ended') return 'off'
  if (remaining === undefined) return 'idle'
  if (remaining <= lamp.red) return 'red'
  return remaining <= lamp.amber ? 'amber' : 'green'
}

/** The day on which the clock stands: that of the reply or the end, else today. */
export const lookedAtOn = ({ repliedOn, endedOn }: ClockReading, today: PlainDate): PlainDate =>
  repliedOn ?? endedOn ?? today

const earliest = (days: readonly PlainDate[]): PlainDate | undefined =>
  days.reduce<PlainDate | undefined>((first, day) => (first === undefined || day < first ? day : first), undefined)

/** 行政复议法第六十四条: the clock of deciding anew runs to the day that the order sets, and stands still for nobody. */
function clockAnew(reading: ClockReading, anew: NonNullable<ClockReading['anew']>, { calendar, today, rules }: Look) {
  const { until, repliedOn } = anew
  const day = repliedOn ?? today
  const isLate = day > until
  const state: ClockState = isLate ? 'overdue' : repliedOn === undefined ? 'running' : 'met'
  const remaining = state === 'running' ? calendar.workdaysBetween(today, until) : undefined
  const clock: Clock = {
    ...(reading.receivedOn !== undefined && { receivedOn: reading.receivedOn }),
    dueOn: until,
    state,
    ...(remaining !== undefined && { remaining }),
    ...(isLate && { overdueBy: calendar.workdaysBetween(until, day) }),
    provisional: false,
    lamp: lampOf(state, remaining, rules),
  }
  return clock
}

/** How a history that was read stands on a day. */
export function clockOf(reading: ClockReading, look: Look): Clock {
  if (reading.anew) return clockAnew(reading, reading.anew, look)
  const { calendar, today, rules } = look
  const { receivedOn, pauses } = reading
  const day = lookedAtOn(reading, today)
  const dueOn = dueOnAt(reading, calendar, day)
  const start = reading.starts.at(-1)?.on
  const state = stateOf(reading, dueOn, today)
  const remaining = state === 'running' && dueOn !== undefined ? calendar.workdaysBetween(today, dueOn) : undefined
  const pausedSince = state === 'paused' ? earliest(openPauses(pauses, today).map(({ from }) => from)) : undefined
  return {
    ...(receivedOn !== undefined && { receivedOn }),
    ...(dueOn !== undefined && { dueOn }),
    state,
    ...(remaining !== undefined && { remaining }),
    ...(state === 'overdue' && dueOn !== undefined && { overdueBy: calendar.workdaysBetween(dueOn, day) }),
    ...(pausedSince !== undefined && { pausedSince }),
    provisional: start !== undefined && dueOn !== undefined && calendar.isProvisional(start, dueOn),
    lamp: lampOf(state, remaining, rules),
  }
}
