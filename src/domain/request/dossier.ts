import type { PlainDate } from '../calendar/plain-date.ts'
import { type Clock, clockOf } from './clock.ts'
import { type ClockReading, inOrder, readClock } from './clock-reading.ts'
import { type EffectiveEntry, effectiveEntries } from './effective.ts'
import type { Entry } from './facts.ts'
import { foldEntries } from './fold-entries.ts'
import type { Folded } from './folded.ts'
import type { Look } from './look.ts'
import { openPauses } from './uncounted.ts'

/** Where a dossier stands, with the word shown for it. It follows from the facts; nobody sets it. */
export const dossierStatuses = {
  submitted: '待登记',
  'awaiting-confirmation': '待确认收到',
  handling: '办理中',
  'awaiting-clarification': '等待补正',
  'awaiting-payment': '等待缴费',
  consulting: '征求意见中',
  searching: '检索中',
  drafted: '待审核',
  reviewed: '待签发',
  'signed-off': '待发出',
  replied: '待送达',
  closed: '已办结',
  withdrawn: '已撤回',
  transferred: '已转送',
  split: '已拆分',
  merged: '已并案',
} as const satisfies Record<string, string>

export type DossierStatus = keyof typeof dossierStatuses

const over: readonly DossierStatus[] = ['closed', 'withdrawn', 'transferred', 'split', 'merged']

/** Whether there is still something to do with a dossier. */
export const isOpenStatus = (status: DossierStatus): boolean => !over.includes(status)

/** A dossier on a day: all that its facts say. */
export interface Dossier extends Readonly<Folded> {
  readonly status: DossierStatus
  readonly clock: Clock
  readonly reading: ClockReading
  /** What counts, in the order in which it happened. */
  readonly entries: readonly EffectiveEntry[]
}

function statusOf(folded: Folded, reading: ClockReading, today: PlainDate): DossierStatus {
  const { ended, reply, signature, review, draft, returned, clarification, fee, deliveries } = folded
  if (reply) return deliveries.some(({ letterId }) => letterId === reply.letterId) ? 'closed' : 'replied'
  if (ended) return ended.how
  if (signature) return 'signed-off'
  if (review) return 'reviewed'
  if (draft && !returned) return 'drafted'
  if (reading.receivedOn === undefined) return 'awaiting-confirmation'
  if (!folded.registered) return 'submitted'
  if (reading.waiting === 'clarification' && clarification?.lapsedOn === undefined) return 'awaiting-clarification'
  if (reading.waiting === 'payment' && fee?.lapsedOn === undefined) return 'awaiting-payment'
  if (openPauses(reading.pauses, today).length > 0) return 'consulting'
  return folded.sections.some(({ answeredOn }) => answeredOn === undefined) ? 'searching' : 'handling'
}

/** Art. 45: the dossier that a list of entries is, on a day; entries in any order of what happened. */
export function foldDossier(entered: readonly Entry[], look: Look): Dossier {
  const effective = effectiveEntries(entered)
  const facts = effective.map(({ fact }) => fact)
  const entries = inOrder(facts).map((at) => effective[at] as EffectiveEntry)
  const folded = foldEntries(entries)
  const reading = readClock(facts, look)
  return { ...folded, status: statusOf(folded, reading, look.today), clock: clockOf(reading, look), reading, entries }
}
