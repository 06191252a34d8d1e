import type { PlainDate } from '../calendar/plain-date.ts'
import type { ProcedureId, RulingId } from './disputes.ts'
import type { AskedKind, Asks, Decision, DeliveryWay, DisputeResult, Fact } from './facts.ts'
import type { OutcomeId } from './outcomes.ts'

/** Somebody outside who was asked for an opinion. */
export interface AskedParty {
  readonly kind: AskedKind
  readonly party: string
  readonly askedOn: PlainDate
  readonly delivered?: PlainDate
  readonly answeredOn?: PlainDate
  readonly agrees?: boolean
  readonly text?: string
}

/** A section that was asked to search. */
export interface AskedSection {
  readonly sectionId: number
  readonly section: string
  readonly about: string
  readonly askedOn: PlainDate
  readonly until: PlainDate
  readonly answeredOn?: PlainDate
  readonly found?: boolean
  readonly how?: string
  readonly text?: string
}

/** Somebody who did something on a day. */
export interface By {
  readonly on: PlainDate
  readonly person: string
  readonly accountId: number | null
}

export interface Dispute {
  readonly kind: 'reconsideration' | 'litigation'
  readonly number: string
  /** Organ or court. */
  readonly before: string
  readonly afterReconsideration?: boolean
  readonly filedOn: PlainDate
  /** The day on which the copy of the application or complaint reached the body. */
  readonly notified?: PlainDate
  readonly procedure?: ProcedureId
  readonly answeredOn?: PlainDate
  readonly decidedOn?: PlainDate
  readonly result?: DisputeResult
  readonly ruling?: RulingId
  /** Last day of deciding anew, where that was ordered. */
  readonly anew?: PlainDate
}

/** A reply that went out. */
export interface Reply extends By {
  readonly outcome?: OutcomeId
  readonly letterId?: number
}

/** What was unclear, and what the applicant made of it (art. 30). */
export interface Clarification {
  askedOn: PlainDate
  items: string
  until?: PlainDate
  receivedOn?: PlainDate
  text?: string
  lapsedOn?: PlainDate
}

/** What a dossier's facts amount to, apart from the day on which one looks. */
export interface Folded {
  asks?: Asks
  registered?: By & { readonly number: string }
  assigned?: By & Extract<Fact, { happened: 'assigned' }>
  clarification?: Clarification
  reasons?: {
    demandedOn: PlainDate
    until: PlainDate
    /** What the applicant wrote, before anybody weighed it. */
    receivedOn?: PlainDate
    givenOn?: PlainDate
    reasonable?: boolean
    text?: string
  }
  fee?: {
    noticedOn: PlainDate
    amount: number
    until?: PlainDate
    /** The applicant says so; nobody has seen the money yet. */
    toldOn?: PlainDate
    paidOn?: PlainDate
    lapsedOn?: PlainDate
  }
  extensionProposed?: By & { readonly workdays: number; readonly reason: string }
  readonly parties: AskedParty[]
  readonly sections: AskedSection[]
  readonly searches: (By & Extract<Fact, { happened: 'search-recorded' }>)[]
  draft?: By & Decision
  review?: By & { readonly opinion: string }
  signature?: By & { readonly opinion: string }
  returned?: By & { readonly reason: string }
  /** The reply that stands; none while one has to be decided anew. */
  reply?: Reply
  /** The first one of all, by which the report counts the request. */
  firstReply?: Reply
  /** An order to decide anew (行政复议法第六十四条), and when it was made. */
  anew?: { readonly on: PlainDate; readonly until: PlainDate }
  readonly deliveries: (By & { readonly letterId: number; readonly way: DeliveryWay; readonly proof: string })[]
  ended?: By & { readonly how: 'withdrawn' | 'transferred' | 'split' | 'merged' }
  verified?: By & Extract<Fact, { happened: 'record-verified' }>
  /** Files that go to the applicant with the reply. */
  readonly enclosed: { readonly fileId: number; readonly name: string }[]
  rating?: { readonly on: PlainDate; readonly stars: number; readonly text: string }
  published?: { readonly on: PlainDate; readonly answerId: number; readonly title: string }
  readonly disputes: Dispute[]
}
