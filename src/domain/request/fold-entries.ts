import type { PlainDate } from '../calendar/plain-date.ts'
import type { EffectiveEntry } from './effective.ts'
import type {
  Answered,
  Asked,
  AskedKind,
  Asks,
  Decision,
  DeliveryWay,
  DisputeResult,
  Fact,
  FactKind,
  On,
} from './facts.ts'
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
  readonly decidedOn?: PlainDate
  readonly result?: DisputeResult
}

/** What was unclear, and what the applicant made of it (art. 30). */
interface Clarification {
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
  reasons?: { demandedOn: PlainDate; until: PlainDate; givenOn?: PlainDate; reasonable?: boolean; text?: string }
  fee?: { noticedOn: PlainDate; amount: number; until?: PlainDate; paidOn?: PlainDate; lapsedOn?: PlainDate }
  extensionProposed?: By & { readonly workdays: number; readonly reason: string }
  readonly parties: AskedParty[]
  readonly sections: AskedSection[]
  readonly searches: (By & Extract<Fact, { happened: 'search-recorded' }>)[]
  draft?: By & Decision
  review?: By & { readonly opinion: string }
  signature?: By & { readonly opinion: string }
  returned?: By & { readonly reason: string }
  reply?: By & { readonly outcome?: OutcomeId; readonly letterId?: number }
  readonly deliveries: (By & { readonly letterId: number; readonly way: DeliveryWay; readonly proof: string })[]
  ended?: By & { readonly how: 'withdrawn' | 'transferred' | 'split' | 'merged' }
  verified?: By & Extract<Fact, { happened: 'record-verified' }>
  readonly disputes: Dispute[]
}

type Fold<Kind extends FactKind> = (folded: Folded, fact: Extract<Fact, { happened: Kind }>, by: By) => void

const nothing = () => undefined

function asked(kind: AskedKind) {
  return ({ parties }: Folded, { party, on, delivered }: On & Asked): void => {
    parties.push({ kind, party, askedOn: on, ...(delivered !== undefined && { delivered }) })
  }
}

/** Puts what is new into the last item that fits; nothing where none does. */
function complete<Item extends object>(items: Item[], fits: (item: Item) => boolean, news: Partial<Item>): void {
  const at = items.findLastIndex(fits)
  const item = items[at]
  if (item) items[at] = { ...item, ...news }
}

function answered(kind: AskedKind) {
  return ({ parties }: Folded, { party, on, agrees, text }: On & Answered): void => {
    const news = { answeredOn: on, ...(agrees !== undefined && { agrees }), ...(text !== undefined && { text }) }
    complete(parties, (it) => it.kind === kind && it.party === party && it.answeredOn === undefined, news)
  }
}

const ends = (how: NonNullable<Folded['ended']>['how']) => (folded: Folded, _: Fact, by: By) => {
  folded.ended = { ...by, how }
}

/** What each fact adds to the dossier; the compiler asks for every kind. */
const folds: { readonly [Kind in FactKind]: Fold<Kind> } = {
  submitted: (folded, { asks }) => {
    if (asks) folded.asks = asks
  },
  'signed-for': nothing,
  'receipt-confirmed': nothing,
  registered: (folded, { number }, by) => {
    folded.registered = { ...by, number }
  },
  assigned: (folded, fact, by) => {
    folded.assigned = { ...by, ...fact }
  },
  'clarification-asked': (folded, { on, items = '', until }) => {
    folded.clarification = { askedOn: on, items, ...(until !== undefined && { until }) }
  },
  'clarification-received': ({ clarification }, { on, text }) => {
    if (clarification) Object.assign(clarification, { receivedOn: on, ...(text && { text }) })
  },
  'clarification-lapsed': ({ clarification }, { on }) => {
    if (clarification) clarification.lapsedOn = on
  },
  'reasons-demanded': (folded, { on, until }) => {
    folded.reasons = { demandedOn: on, until }
  },
  'reasons-given': (folded, { on, reasonable, text }) => {
    if (folded.reasons) folded.reasons = { ...folded.reasons, givenOn: on, reasonable, text }
  },
  'fee-noticed': (folded, { on, amount = 0, until }) => {
    folded.fee = { noticedOn: on, amount, ...(until !== undefined && { until }) }
  },
  'fee-paid': ({ fee }, { on }) => {
    if (fee) fee.paidOn = on
  },
  'fee-lapsed': ({ fee }, { on }) => {
    if (fee) fee.lapsedOn = on
  },
  'third-party-asked': asked('third-party'),
  'co-maker-asked': asked('co-maker'),
  'other-organ-asked': asked('other-organ'),
  'third-party-answered': answered('third-party'),
  'co-maker-answered': answered('co-maker'),
  'other-organ-answered': answered('other-organ'),
  'section-asked': ({ sections }, { on, sectionId, section, about, until }) => {
    sections.push({ sectionId, section, about, until, askedOn: on })
  },
  'section-answered': ({ sections }, { on, sectionId, found, how, text }) => {
    const news = { answeredOn: on, found, how, text }
    complete(sections, (it) => it.sectionId === sectionId && it.answeredOn === undefined, news)
  },
  chased: nothing,
  'search-recorded': ({ searches }, fact, by) => {
    searches.push({ ...fact, ...by })
  },
  'extension-proposed': (folded, { workdays, reason }, by) => {
    folded.extensionProposed = { ...by, workdays, reason }
  },
  extended: (folded) => {
    delete folded.extensionProposed
  },
  'delayed-until': nothing,
  drafted: (folded, { outcome, grounds, answers, details }, by) => {
    folded.draft = { ...by, outcome, grounds, answers, details }
    delete folded.review
    delete folded.signature
    delete folded.returned
  },
  reviewed: (folded, { opinion }, by) => {
    folded.review = { ...by, opinion }
  },
  returned: (folded, { reason }, by) => {
    folded.returned = { ...by, reason }
    delete folded.review
    delete folded.signature
  },
  'signed-off': (folded, { opinion }, by) => {
    folded.signature = { ...by, opinion }
  },
  replied: (folded, { outcome, letterId }, by) => {
    folded.reply = { ...by, ...(outcome && { outcome }), ...(letterId !== undefined && { letterId }) }
  },
  'letter-issued': nothing,
  served: ({ deliveries }, { letterId, way, proof }, by) => {
    deliveries.push({ ...by, letterId, way, proof })
  },
  withdrawn: ends('withdrawn'),
  transferred: ends('transferred'),
  split: ends('split'),
  merged: ends('merged'),
  'record-verified': (folded, fact, by) => {
    folded.verified = { ...fact, ...by }
  },
  noted: nothing,
  'file-added': nothing,
  'reconsideration-filed': ({ disputes }, { on, number, organ }) => {
    disputes.push({ kind: 'reconsideration', number, before: organ, filedOn: on })
  },
  'reconsideration-decided': ({ disputes }, { on, number, result }) => {
    complete(disputes, (it) => it.kind === 'reconsideration' && it.number === number, { decidedOn: on, result })
  },
  'litigation-filed': ({ disputes }, { on, number, court, afterReconsideration }) => {
    disputes.push({ kind: 'litigation', number, before: court, filedOn: on, afterReconsideration })
  },
  'litigation-decided': ({ disputes }, { on, number, result }) => {
    complete(disputes, (it) => it.kind === 'litigation' && it.number === number, { decidedOn: on, result })
  },
}

/** What effective entries amount to, in the order in which they happened. */
export function foldEntries(entries: readonly EffectiveEntry[]): Folded {
  const folded: Folded = { parties: [], sections: [], searches: [], deliveries: [], disputes: [] }
  for (const { fact, person, accountId } of entries) {
    const fold = folds[fact.happened] as Fold<FactKind>
    fold(folded, fact as never, { on: fact.on, person, accountId })
  }
  return folded
}
