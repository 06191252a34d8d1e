import { yearOf } from '../../../domain/calendar/plain-date.ts'
import { type DisputeStanding, disputeStanding, disputeStates } from '../../../domain/request/dispute-standing.ts'
import type { Dispute } from '../../../domain/request/folded.ts'
import type { Look } from '../../../domain/request/look.ts'
import type { DisputedRequest } from '../../../store/request-disputes.ts'
import type { DisputeQuery } from './query.ts'

/** A dispute with its request, as it stands today. */
export interface DisputeLine {
  readonly request: DisputedRequest
  readonly dispute: Dispute
  readonly standing: DisputeStanding
}

/** What presses first comes first: by the day on which the answer is due; what is over, newest first. */
function inOrder(one: DisputeLine, other: DisputeLine): number {
  const [a, b] = [one, other].map(({ standing }) => disputeStates.indexOf(standing.state)) as [number, number]
  if (a !== b) return a - b
  const dayOf = ({ standing, dispute }: DisputeLine) => standing.defence?.dueOn ?? dispute.filedOn
  if (one.standing.state !== 'decided') return dayOf(one) < dayOf(other) ? -1 : 1
  return (one.dispute.decidedOn ?? '') > (other.dispute.decidedOn ?? '') ? -1 : 1
}

const passes = ({ dispute }: DisputeLine, { kind, is, year }: Partial<DisputeQuery>): boolean =>
  (kind === undefined || dispute.kind === kind) &&
  (is === undefined || (dispute.decidedOn === undefined) === (is === 'open')) &&
  (year === undefined || yearOf(dispute.filedOn) === year)

/** All disputes of the requests, each on its line, in order. */
export const disputeLines = (requests: readonly DisputedRequest[], look: Look): readonly DisputeLine[] =>
  requests
    .flatMap((request) =>
      request.disputes.map((dispute) => ({ request, dispute, standing: disputeStanding(dispute, look) })),
    )
    .toSorted(inOrder)

/** Those that pass the filters. */
export const linesAsked = (lines: readonly DisputeLine[], query: Partial<DisputeQuery>): readonly DisputeLine[] =>
  lines.filter((line) => passes(line, query))

/** An order to decide anew, with what became of it; empty where there is none. */
export function anewWords({ request, dispute }: DisputeLine): string {
  const { anew, decidedOn = '' } = dispute
  if (anew === undefined) return ''
  const { repliedOn } = request
  return repliedOn !== null && repliedOn >= decidedOn ? `${repliedOn} 已重新答复` : `至 ${anew} 重新答复`
}
