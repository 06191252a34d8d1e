import { articles } from '../articles.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { type ChannelId, channels } from './channels.ts'
import { factKinds } from './fact-kinds.ts'
import type { Answered, Asked, AskedKind, ClockFact, Fact, FactKind, On } from './facts.ts'
import type { ClockRules, Look } from './look.ts'
import { type Pause, type Questions, questionsIn } from './questions.ts'
import { countAt } from './uncounted.ts'

/** Workdays of the law. */
export const workdays = { reply: 20, extension: 20, clarificationNotice: 7, thirdParty: 15, coMaker: 15 } as const

/** What is wrong with a history, and where. */
export interface Fault {
  /** Place of the fact among those given, from 0. */
  readonly index: number
  readonly says: string
  readonly article?: string
  /** The kind of fact that is missing before it. */
  readonly lacks?: FactKind
}

/** When the count began, and what by. */
export interface Start {
  readonly on: PlainDate
  readonly by: 'receipt' | 'clarification' | 'payment'
}

type Awaited = 'clarification' | 'payment'

/** What the clock has read off a history. Days are those of China. */
export interface ClockReading {
  submittedOn?: PlainDate
  channel?: ChannelId
  receivedOn?: PlainDate
  /** The last one counts. */
  readonly starts: Start[]
  readonly clarificationsAskedOn: PlainDate[]
  readonly feesNoticedOn: PlainDate[]
  /** The applicant who is waited for; for both, the clarification comes first. */
  waiting?: Awaited
  /** Counted workdays that the reply may take: 20, more after an extension. */
  allowed: number
  extended?: { readonly on: PlainDate; readonly workdays: number; readonly approver?: string }
  delayed?: { readonly on: PlainDate; readonly date: PlainDate }
  readonly pauses: Pause[]
  /** The first reply. */
  repliedOn?: PlainDate
  endedOn?: PlainDate
  /** An order to decide anew after the reply: its period stands in the order, and when it was followed. */
  anew?: { readonly on: PlainDate; readonly until: PlainDate; readonly repliedOn?: PlainDate }
  readonly faults: Fault[]
}

interface Reader {
  readonly reading: ClockReading
  readonly calendar: WorkCalendar
  readonly rules: ClockRules
  /** Whether the day is recorded on which a letter was signed for; without it, it was on the day of submission. */
  readonly isSignatureDated: boolean
  readonly awaited: Set<Awaited>
  readonly questions: Questions
}

/** Why a fact cannot be. */
type Said = Omit<Fault, 'index'> | undefined

type Tick<Kind extends Fact['happened']> = (reader: Reader, fact: Extract<Fact, { happened: Kind }>) => Said

const fault = (says: string, article?: string, lacks?: FactKind): Said => ({
  says,
  ...(article !== undefined && { article }),
  ...(lacks !== undefined && { lacks }),
})

const { art30, art32, art33, art34, art35, art42 } = articles

/** A reply or an end stops the clock: what comes later neither restarts nor fixes the period that it had. */
const isOver = ({ repliedOn, endedOn }: ClockReading) => repliedOn !== undefined || endedOn !== undefined

function awaitApplicant({ reading, awaited }: Reader, what: Awaited): void {
  awaited.add(what)
  if (!isOver(reading)) reading.waiting = awaited.has('clarification') ? 'clarification' : 'payment'
}

/** Arts. 30, 42: what came begins the count anew on its day; the next workday is the first. */
function restart({ reading, awaited }: Reader, start: Start, what: Awaited): void {
  awaited.delete(what)
  if (isOver(reading)) return
  const [still] = awaited
  if (still) reading.waiting = still
  else delete reading.waiting
  if (reading.receivedOn !== undefined) reading.starts.push(start)
}

/** Who was asked to clarify before the receipt was confirmed is still waited for. */
function receive({ reading }: Reader, on: PlainDate): undefined {
  if (reading.receivedOn !== undefined) return
  reading.receivedOn = on
  reading.starts.push({ on, by: 'receipt' })
}

function receiveBy(basis: 'signature' | 'confirmation') {
  return (reader: Reader, { on }: { readonly on: PlainDate }): undefined => {
    const { channel } = reader.reading
    if (channel !== undefined && channels[channel].basis === basis) receive(reader, on)
  }
}

function ask(kind: AskedKind, limit: number | undefined) {
  return (reader: Reader, { on, party, delivered = on }: On & Asked): Said => {
    if (delivered < on) return fault(`征求意见书 ${delivered} 送达，早于 ${on} 发出`, art32.cite)
    const silentOn = limit === undefined ? undefined : reader.calendar.addWorkdays(delivered, limit)
    reader.questions.put({ kind, party, from: on, ...(silentOn !== undefined && { silentOn }) })
  }
}

function answer(kind: AskedKind, article: string) {
  return (reader: Reader, { on, party }: On & Answered): Said =>
    reader.questions.settle({ on, kind, party })
      ? undefined
      : fault(`此前没有向“${party}”征求过意见，或者它已经答复`, article, `${kind}-asked`)
}

/** The day by which the reply is due as things stood on a day; undefined while nothing runs. */
export function dueOnAt(reading: ClockReading, calendar: WorkCalendar, day: PlainDate): PlainDate | undefined {
  const start = reading.starts.at(-1)
  if (!start || reading.waiting) return undefined
  const { due } = countAt({ start: start.on, counted: reading.allowed, pauses: reading.pauses, day }, calendar)
  if (!reading.delayed) return due
  // A restart after the period was fixed counts anew, and may not end before it.
  return start.on > reading.delayed.on && due > reading.delayed.date ? due : reading.delayed.date
}

/** Art. 33: once, at most 20 workdays, while there is still time. */
function extend({ reading, calendar }: Reader, fact: Extract<ClockFact, { happened: 'extended' }>): Said {
  const { on, workdays: days, approver } = fact
  if (!Number.isInteger(days) || days < 1 || days > workdays.extension)
    return fault(`延长最多 ${workdays.extension} 个工作日，至少 1 个，这里是 ${days}`, art33.cite)
  if (reading.extended) return fault(`答复期限只能延长一次，${reading.extended.on} 已经延长过`, art33.cite)
  const due = dueOnAt(reading, calendar, on)
  if (due === undefined) return fault('此时没有在计算的答复期限，无从延长', art33.cite)
  if (on > due) return fault(`延长应当在期限届满之前，当时的截止日是 ${due}`, art33.cite)
  reading.allowed += days
  reading.extended = { on, workdays: days, ...(approver !== undefined && { approver }) }
}

const endIt = ({ reading }: Reader, { on }: On): undefined => {
  if (!isOver(reading)) reading.endedOn = on
}

/** 行政复议法第六十四条、行政诉讼法第七十条: a reply that was revoked is given anew within the period ordered. */
function orderAnew(
  { reading }: Reader,
  { on, anew }: { readonly on: PlainDate; readonly anew?: PlainDate },
): undefined {
  if (anew !== undefined && reading.repliedOn !== undefined) reading.anew = { on, until: anew }
}

/** The day of the reply that stands; undefined while there is none, or one has to be decided anew. */
export const standingReplyOn = ({ repliedOn, anew }: ClockReading): PlainDate | undefined =>
  anew ? anew.repliedOn : repliedOn

/** What each fact does to the clock; facts that are not here do nothing to it. */
const ticks: { readonly [Kind in Fact['happened']]?: Tick<Kind> } = {
  submitted: (reader, { on, channel }) => {
    const { reading } = reader
    if (reading.submittedOn !== undefined) return fault('申请只能提交一次')
    reading.submittedOn = on
    reading.channel = channel
    const { basis } = channels[channel]
    if (basis === 'submission' || (basis === 'signature' && !reader.isSignatureDated)) receive(reader, on)
  },
  'signed-for': receiveBy('signature'),
  'receipt-confirmed': receiveBy('confirmation'),
  'clarification-asked': (reader, { on }) => {
    reader.reading.clarificationsAskedOn.push(on)
    awaitApplicant(reader, 'clarification')
  },
  'clarification-received': (reader, { on }) => {
    if (!reader.awaited.has('clarification'))
      return fault('此前没有告知补正，或者已经补正', art30.cite, 'clarification-asked')
    restart(reader, { on, by: 'clarification' }, 'clarification')
  },
  'fee-noticed': (reader, { on }) => {
    reader.reading.feesNoticedOn.push(on)
    awaitApplicant(reader, 'payment')
  },
  'fee-paid': (reader, { on }) => {
    if (!reader.awaited.has('payment')) return fault('此前没有发出收费通知，或者已经缴费', art42.cite, 'fee-noticed')
    restart(reader, { on, by: 'payment' }, 'payment')
  },
  'third-party-asked': ask('third-party', workdays.thirdParty),
  'co-maker-asked': ask('co-maker', workdays.coMaker),
  'other-organ-asked': ask('other-organ', undefined),
  'third-party-answered': answer('third-party', art32.cite),
  'co-maker-answered': answer('co-maker', art34.cite),
  'other-organ-answered': answer('other-organ', art33.cite),
  'reasons-demanded': (reader, { on }) => {
    if (reader.rules.reasonsPause) reader.questions.put({ kind: 'reasons', party: '申请人', from: on })
  },
  'reasons-given': (reader, { on }) => {
    reader.questions.settle({ on, kind: 'reasons', party: '申请人' })
  },
  extended: extend,
  'delayed-until': ({ reading }, { on, date }) => {
    if (date < on) return fault(`延迟答复的期限 ${date} 早于作出决定的 ${on}`, art35.cite)
    if (!isOver(reading)) reading.delayed = { on, date }
  },
  replied: ({ reading }, { on }) => {
    if (!isOver(reading)) reading.repliedOn = on
    else if (reading.anew && reading.anew.repliedOn === undefined) reading.anew = { ...reading.anew, repliedOn: on }
  },
  'reconsideration-decided': orderAnew,
  'litigation-decided': orderAnew,
  withdrawn: endIt,
  transferred: endIt,
  split: endIt,
  merged: endIt,
}

/** Which of two facts comes first, below 0 for the first. */
type Compare = (a: Fact, b: Fact) => number

/** Positions of facts in the order in which they happened; facts of one day in their natural order, then as entered. */
export function inOrder(facts: readonly Fact[], tie: Compare = () => 0): readonly number[] {
  const compare: Compare = (a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : factKinds[a.happened].rank - factKinds[b.happened].rank || tie(a, b)
  const places = facts.map((_, at) => at)
  // As entered is nearly always as it happened, and a worklist folds very many.
  if (places.every((at) => at === 0 || compare(facts[at - 1] as Fact, facts[at] as Fact) <= 0)) return places
  return places.sort((a, b) => compare(facts[a] as Fact, facts[b] as Fact) || a - b)
}

/** Who is asked on one day is told in one order, in whatever order it was entered. */
function byParty(a: Fact, b: Fact): number {
  const [first, second] = [a, b].map((fact) => `${fact.happened} ${'party' in fact ? fact.party : ''}`)
  return first === second ? 0 : (first ?? '') < (second ?? '') ? -1 : 1
}

/**
 * Reads a history, given in any order, as it stood on a day. Facts that cannot be are left out and told as faults, all
 * of them at once.
 */
export function readClock(facts: readonly Fact[], { calendar, today, rules }: Look): ClockReading {
  const reader = newReader(facts, calendar, rules)
  const { reading } = reader
  for (const index of inOrder(facts, byParty)) {
    const fact = facts[index] as Fact
    const said = impossible(reading, fact, today) ?? ticks[fact.happened]?.(reader, fact as never)
    if (said) reading.faults.push({ index, ...said })
  }
  return reading
}

function newReader(facts: readonly Fact[], calendar: WorkCalendar, rules: ClockRules): Reader {
  const pauses: Pause[] = []
  const lists = { starts: [], clarificationsAskedOn: [], feesNoticedOn: [], pauses, faults: [] }
  const isSignatureDated = facts.some(({ happened }) => happened === 'signed-for')
  return {
    reading: { ...lists, allowed: workdays.reply },
    calendar,
    rules,
    isSignatureDated,
    awaited: new Set(),
    questions: questionsIn(pauses),
  }
}

function impossible({ submittedOn }: ClockReading, { on, happened }: Fact, today: PlainDate): Said {
  if (on > today) return fault(`${on} 在 ${today} 之后，还没有发生`)
  if (submittedOn === undefined && happened !== 'submitted' && ticks[happened])
    return fault('早于提交申请，或者没有提交申请的记录', undefined, 'submitted')
  return undefined
}
