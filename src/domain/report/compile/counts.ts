import type { PlainDate } from '../../calendar/plain-date.ts'
import type { ApplicantType } from '../../request/channels.ts'
import type { OutcomeId } from '../../request/outcomes.ts'
import type { CellKey } from '../form.ts'
import type { Counted, CountedPart, CountedRequest, CountingRules, Ledger } from './ledger.ts'
import { disputeCell, isPending } from './place-dispute.ts'
import { placeOf, rowOf } from './place-request.ts'

/** Something that a year counts for the first and only time; what is carried over follows from it. */
export interface YearCount extends Counted {
  readonly part: CountedPart
  /** Empty but for disputes. */
  readonly item: string
  readonly cell: CellKey
  /** Day of receipt, of settlement, of the decision, or while that is pending of the filing; empty where it was struck. */
  readonly on: PlainDate | ''
  /** Of requests. */
  readonly applicantType: ApplicantType | null
  /** Of what is settled; null where it went on in other requests. */
  readonly settledAs: OutcomeId | null
}

function countsOfRequest(
  request: CountedRequest,
  year: number,
  closedThrough: number | null,
  rules: CountingRules,
): readonly YearCount[] {
  const place = placeOf(request, closedThrough)
  if (!place) return []
  const { applicantType, receivedIn, settledIn, settledAs } = place
  const about = { requestId: request.id, item: '', applicantType, settledAs: null }
  const cell = (row: string) => `${row}/${applicantType}`
  const received = { ...about, part: 'received', cell: cell('received'), on: request.receivedOn ?? '' } as const
  const settled = () =>
    ({ ...about, part: 'settled', cell: cell(rowOf(place, rules)), on: request.settledOn ?? '', settledAs }) as const
  return [...(receivedIn === year ? [received] : []), ...(settledIn === year ? [settled()] : [])]
}

/** All that a year counts for itself: received, settled, and disputes. */
export function countsOf({ closedThrough, disputes, requests }: Ledger, year: number, rules: CountingRules) {
  const ofRequests = requests.flatMap((request) => countsOfRequest(request, year, closedThrough, rules))
  const ofDisputes = disputes.flatMap((one): readonly YearCount[] => {
    const cell = disputeCell(one, year, closedThrough, rules.disputeRules)
    if (cell === undefined) return []
    const on = (isPending(cell) ? one.dispute?.filedOn : one.dispute?.decidedOn) ?? ''
    return [
      { requestId: one.requestId, part: 'dispute', item: one.item, cell, on, applicantType: null, settledAs: null },
    ]
  })
  return [...ofRequests, ...ofDisputes]
}

/** The ledger as if a year and all after it had never been closed. */
export function openedFrom(ledger: Ledger, year: number): Ledger {
  const { closedFrom, closedThrough, disputes, requests } = ledger
  const opened = ({ closed, ...request }: CountedRequest): CountedRequest => {
    if (!closed || closed.received.year >= year) return request
    const { received, settled } = closed
    return { ...request, closed: { received, ...(settled && settled.year < year && { settled }) } }
  }
  return {
    closedFrom,
    closedThrough: closedThrough === null || closedThrough < year ? closedThrough : year - 1,
    requests: requests.map(opened),
    disputes: disputes.map((one) => ({ ...one, closed: one.closed.filter((count) => count.year < year) })),
  }
}

/** What later facts would change in a closed year. */
export interface Difference extends Counted {
  readonly part: CountedPart
  readonly item: string
  /** Cell that the year counted it in; empty where it did not. */
  readonly was: CellKey | ''
  /** Cell that it would be counted in by the facts as they are now; empty where it would not. */
  readonly becomes: CellKey | ''
}

const keyOf = ({ requestId, part, item }: Pick<YearCount, 'requestId' | 'part' | 'item'>) =>
  `${requestId} ${part} ${item}`

const byKey = (counts: readonly YearCount[]) => new Map(counts.map((count) => [keyOf(count), count]))

/**
 * What a closed year would count otherwise today. What happened in an earlier year, and became known when that was
 * closed, is told there alone; before all closed years, in the first of them.
 */
export function differencesOf(ledger: Ledger, year: number, rules: CountingRules): readonly Difference[] {
  const were = byKey(countsOf(ledger, year, rules))
  const are = byKey(countsOf(openedFrom(ledger, year), year, rules))
  const byFacts = byKey(countsOf(openedFrom(ledger, ledger.closedFrom ?? year), year, rules))
  return [...new Map([...were, ...are])].flatMap(([key, { requestId, part, item }]): readonly Difference[] => {
    const was = were.get(key)?.cell ?? ''
    const becomes = was !== '' || byFacts.has(key) ? (are.get(key)?.cell ?? '') : ''
    return was === becomes ? [] : [{ requestId, part, item, was, becomes }]
  })
}
