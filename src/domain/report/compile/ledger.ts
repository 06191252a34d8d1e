import type { PlainDate } from '../../calendar/plain-date.ts'
import type { ApplicantType } from '../../request/channels.ts'
import type { DisputeRules } from '../../request/disputes.ts'
import type { Dispute } from '../../request/folded.ts'
import type { OutcomeId, OutcomeRows } from '../../request/outcomes.ts'
import type { CellKey, ReportForm } from '../form.ts'

/** What is counted of a request, each in a year of its own. */
export type CountedPart = 'received' | 'settled' | 'dispute'

/** Where closed years have counted a request; later facts change nothing in it. */
export interface ClosedParts {
  readonly received: { readonly year: number; readonly applicantType: ApplicantType }
  readonly settled?: {
    readonly year: number
    readonly settledAs: OutcomeId | null
    /** Row of the form, by its id, that the year was closed with. */
    readonly form: string
    readonly row: string
  }
}

/** What the report counts of a request, as its facts tell it now (art. 50). */
export interface CountedRequest {
  readonly id: number
  readonly applicantType: ApplicantType
  /** Null where no request for information has been received, as long as receipt is not confirmed. */
  readonly receivedOn: PlainDate | null
  readonly settledOn: PlainDate | null
  /** Null while it is open, and where it went on in other requests (拆分、并案). */
  readonly settledAs: OutcomeId | null
  readonly closed?: ClosedParts
}

/** A reconsideration or litigation about a request. */
export interface CountedDispute {
  readonly requestId: number
  /** Tells it apart among those about the request: kind and number. */
  readonly item: string
  /** Null where it was counted in a closed year and struck since. */
  readonly dispute: Dispute | null
  /** Cells of the closed years that counted it. */
  readonly closed: readonly { readonly year: number; readonly cell: CellKey }[]
}

/** All that bears on the figures of a body's requests. */
export interface Ledger {
  /** First closed year (封账); null where none is closed. */
  readonly closedFrom: number | null
  /** Last closed year; there is none between the two that is not. */
  readonly closedThrough: number | null
  readonly requests: readonly CountedRequest[]
  readonly disputes: readonly CountedDispute[]
}

/** What decides where something is counted. */
export interface CountingRules {
  readonly form: ReportForm
  readonly outcomeRows: OutcomeRows
  readonly disputeRules: DisputeRules
}

/** Something that a cell counts: a request, or a dispute about one. */
export interface Counted {
  readonly requestId: number
  readonly item?: string
}

/** What a dispute is called within its request; two of one kind and number are told apart by their order. */
export function itemsOf(disputes: readonly Pick<Dispute, 'kind' | 'number'>[]): readonly string[] {
  const seen = new Map<string, number>()
  return disputes.map(({ kind, number }) => {
    const item = `${kind} ${number}`
    const times = (seen.get(item) ?? 0) + 1
    seen.set(item, times)
    return times === 1 ? item : `${item} #${times}`
  })
}
