import { daysBetween } from '../calendar/plain-date.ts'
import { type Lamp, lampOf } from './clock.ts'
import { type Defence, defenceOf } from './disputes.ts'
import type { Dispute } from './folded.ts'
import type { Look } from './look.ts'

/** How a dispute stands, in the order in which they press: what is to be answered, what is pending, what is over. */
export const disputeStates = ['overdue', 'to-answer', 'undated', 'answered', 'decided'] as const

export type DisputeState = (typeof disputeStates)[number]

/** How a dispute stands on a day. */
export interface DisputeStanding {
  readonly state: DisputeState
  readonly lamp: Lamp
  /** By when it is answered; absent until it is known when the copy arrived. */
  readonly defence?: Defence
  /** Until the answer is due: workdays for reconsideration, calendar days for litigation. */
  readonly remaining?: number
  /** How long the answer is late, or was; counted likewise. */
  readonly overdueBy?: number
}

/** Workdays before an organ, calendar days before a court, as the laws count them. */
const distance = ({ kind }: Dispute, from: string, to: string, { calendar }: Look): number =>
  kind === 'litigation' ? daysBetween(from, to) : calendar.workdaysBetween(from, to)

function lateBy(dispute: Dispute, defence: Defence | undefined, day: string, look: Look) {
  if (!defence || day <= defence.dueOn) return {}
  return { overdueBy: distance(dispute, defence.dueOn, day, look) }
}

/** 行政复议法第四十八条、行政诉讼法第六十七条: how a dispute stands; a decided one asks for no answer any more. */
export function disputeStanding(dispute: Dispute, look: Look): DisputeStanding {
  const { answeredOn, decidedOn } = dispute
  const { today, calendar, rules } = look
  const defence = defenceOf(dispute, calendar)
  const known = { ...(defence && { defence }) }
  if (answeredOn !== undefined || decidedOn !== undefined) {
    const late = answeredOn === undefined ? {} : lateBy(dispute, defence, answeredOn, look)
    return { state: decidedOn === undefined ? 'answered' : 'decided', lamp: 'off', ...known, ...late }
  }
  if (!defence) return { state: 'undated', lamp: 'idle' }
  const late = lateBy(dispute, defence, today, look)
  if ('overdueBy' in late) return { state: 'overdue', lamp: 'red', ...known, ...late }
  const lamp = lampOf('running', calendar.workdaysBetween(today, defence.dueOn), rules)
  return { state: 'to-answer', lamp, ...known, remaining: distance(dispute, today, defence.dueOn, look) }
}

/** Whether an answer is late or falls due as soon as a lamp turns. */
export const isPressing = ({ lamp, state }: DisputeStanding): boolean =>
  state === 'overdue' || (state === 'to-answer' && (lamp === 'red' || lamp === 'amber'))
