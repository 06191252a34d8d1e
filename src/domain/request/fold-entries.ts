import type { PlainDate } from '../calendar/plain-date.ts'
import type { EffectiveEntry } from './effective.ts'
import type { Answered, Asked, AskedKind, Fact, FactKind, On } from './facts.ts'
import type { By, Dispute, Folded } from './folded.ts'

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

/** What is known of some things; what is not has no place. */
const known = <Things extends object>(things: Things) =>
  Object.fromEntries(Object.entries(things).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Things]?: Exclude<Things[Name], undefined>
  }

const answeredBefore =
  (kind: Dispute['kind']) =>
  ({ disputes }: Folded, { on, number }: On & { readonly number: string }): void =>
    complete(disputes, (it) => it.kind === kind && it.number === number, { answeredOn: on })

/** 行政复议法第六十四条: what was revoked is decided anew, from the finding out to the reply. */
function decideAnew(folded: Folded, on: PlainDate, until: PlainDate): void {
  folded.anew = { on, until }
  for (const part of ['draft', 'review', 'signature', 'returned', 'reply'] as const) delete folded[part]
}

const decided =
  (kind: Dispute['kind']) =>
  (folded: Folded, fact: Extract<Fact, { happened: 'reconsideration-decided' | 'litigation-decided' }>): void => {
    const { on, number, result, ruling, anew } = fact
    const news = { decidedOn: on, result, ...known({ ruling, anew }) }
    complete(folded.disputes, (it) => it.kind === kind && it.number === number, news)
    if (anew !== undefined && folded.reply) decideAnew(folded, on, anew)
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
  'reasons-received': ({ reasons }, { on, text }) => {
    if (reasons) Object.assign(reasons, { receivedOn: on, text })
  },
  'payment-told': ({ fee }, { on }) => {
    if (fee) fee.toldOn = on
  },
  'delivery-chosen': (folded, { medium, delivery }) => {
    if (folded.asks) folded.asks = { ...folded.asks, medium, delivery }
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
    folded.firstReply ??= { ...folded.reply, ...(folded.draft && !outcome && { outcome: folded.draft.outcome }) }
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
  'file-redacted': nothing,
  'file-enclosed': ({ enclosed }, { fileId, name }) => {
    enclosed.push({ fileId, name })
  },
  'answer-rated': (folded, { on, stars, text }) => {
    folded.rating = { on, stars, text }
  },
  'answer-published': (folded, { on, answerId, title }) => {
    folded.published = { on, answerId, title }
  },
  'answer-unpublished': (folded) => {
    delete folded.published
  },
  'reconsideration-filed': ({ disputes }, { on, number, organ, notified, procedure }) => {
    disputes.push({ kind: 'reconsideration', number, before: organ, filedOn: on, ...known({ notified, procedure }) })
  },
  'reconsideration-answered': answeredBefore('reconsideration'),
  'reconsideration-decided': decided('reconsideration'),
  'litigation-filed': ({ disputes }, { on, number, court, afterReconsideration, notified, procedure }) => {
    const about = { kind: 'litigation', number, before: court, filedOn: on, afterReconsideration } as const
    disputes.push({ ...about, ...known({ notified, procedure }) })
  },
  'litigation-answered': answeredBefore('litigation'),
  'litigation-decided': decided('litigation'),
}

/** What effective entries amount to, in the order in which they happened. */
export function foldEntries(entries: readonly EffectiveEntry[]): Folded {
  const folded: Folded = { parties: [], sections: [], searches: [], deliveries: [], enclosed: [], disputes: [] }
  for (const { fact, person, accountId } of entries) {
    const fold = folds[fact.happened] as Fold<FactKind>
    fold(folded, fact as never, { on: fact.on, person, accountId })
  }
  return folded
}
