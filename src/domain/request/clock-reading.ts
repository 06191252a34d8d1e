import { articles } from '../articles.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { type ChannelId, channels } from './channels.ts'
import { type Answered, type Asked, type AskedKind, type ClockFact, type Fact, factKinds, type On } from './facts.ts'
import { countedDue, intervalsAt } from './uncounted.ts'

/** Workdays of the law. */
export const workdays = { reply: 20, extension: 20, clarificationNotice: 7, thirdParty: 15, coMaker: 15 } as const

/** What is wrong with a history, and where. */
export interface Fault {
  /** Place of the fact among those given, from 0. */
  readonly index: number
  readonly says: string
  readonly article?: string
}

/** Somebody was asked; the workdays after that day, up to and including the day of the answer, are not counted. */
export interface Pause {
  readonly kind: AskedKind | 'reasons'
  readonly party: string
  readonly from: PlainDate
  /** The last day on which they may answer; absent where the law sets none. */
  readonly silentOn?: PlainDate
  answeredOn?: PlainDate
}

/** When the count began, and what by. */
export interface Start {
  readonly on: PlainDate
  readonly by: 'receipt' | 'clarification' | 'payment'
}

/** What the clock has read off a history. Days are those of China. */
export interface ClockReading {
  submittedOn?: PlainDate
  channel?: ChannelId
  receivedOn?: PlainDate
  /** The last one counts. */
  readonly starts: Start[]
  clarificationAskedOn?: PlainDate
  feeNoticedOn?: PlainDate
  waiting?: 'clarification' | 'payment'
  /** Counted workdays that the reply may take: 20, more after an extension. */
  allowed: number
  extended?: { readonly on: PlainDate; readonly workdays: number; readonly approver?: string }
  delayed?: { readonly on: PlainDate; readonly date: PlainDate }
  readonly pauses: Pause[]
  repliedOn?: PlainDate
  endedOn?: PlainDate
  readonly faults: Fault[]
}

/** How far facts about the running of the clock are settled by data, since the law leaves them open. */
export interface ClockRules {
  /** Remaining workdays from which the lamp is red or amber. */
  readonly lamp: { readonly red: number; readonly amber: number }
  /** Whether waiting for the applicant's reasons (art. 35) stops the count. */
  readonly reasonsPause: boolean
}

interface Reader {
  readonly reading: ClockReading
  readonly calendar: WorkCalendar
  readonly rules: ClockRules
}

/** Why a fact cannot be. */
type Said = Omit<Fault, 'index'> | undefined

type Tick<Kind extends Fact['happened']> = (reader: Reader, fact: Extract<Fact, { happened: Kind }>) => Said

const fault = (says: string, article?: string): Said => ({ says, ...(article !== undefined && { article }) })

const { art30, art32, art33, art34, art35, art42 } = articles

/** Begins the count on a day; the next workday is its first. */
function begin({ reading }: Reader, start: Start): undefined {
  reading.starts.push(start)
  delete reading.waiting
}

function receive(reader: Reader, on: PlainDate): undefined {
  if (reader.reading.receivedOn !== undefined) return
  reader.reading.receivedOn = on
  // Whoever was asked to clarify before the receipt was confirmed is still waited for.
  reader.reading.starts.push({ on, by: 'receipt' })
}

function receiveBy(basis: 'signature' | 'confirmation') {
  return (reader: Reader, { on }: { readonly on: PlainDate }): undefined => {
    const { channel } = reader.reading
    if (channel !== undefined && channels[channel].basis === basis) receive(reader, on)
  }
}

function ask(kind: AskedKind, limit: number | undefined) {
  return ({ reading, calendar }: Reader, { on, party, delivered = on }: On & Asked): Said => {
    if (delivered < on) return fault(`征求意见书 ${delivered} 送达，早于 ${on} 发出`, art32.cite)
    const silentOn = limit === undefined ? undefined : calendar.addWorkdays(delivered, limit)
    reading.pauses.push({ kind, party, from: on, ...(silentOn !== undefined && { silentOn }) })
  }
}

function answer(kind: AskedKind, article: string) {
  return ({ reading }: Reader, { on, party }: On & Answered): Said => {
    const asked = reading.pauses.find((p) => p.kind === kind && p.party === party && p.answeredOn === undefined)
    if (!asked) return fault(`没有向“${party}”征求过意见，或者它已经答复，不会再有答复`, article)
    asked.answeredOn = on
  }
}

/** The day by which the reply is due as things stood on a day; undefined while nothing runs. */
export function dueOnAt(reading: ClockReading, calendar: WorkCalendar, day: PlainDate): PlainDate | undefined {
  const start = reading.starts.at(-1)
  if (!start || reading.waiting) return undefined
  const due = countedDue(start.on, reading.allowed, intervalsAt(reading.pauses, day), calendar)
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
  if (reading.delayed)
    return fault(`${reading.delayed.on} 已另行确定延迟答复的期限 ${reading.delayed.date}，不再延长`, art35.cite)
  const due = dueOnAt(reading, calendar, on)
  if (due === undefined) return fault('此时没有在计算的答复期限，无从延长', art33.cite)
  if (on > due) return fault(`延长应当在期限届满之前，当时的截止日是 ${due}`, art33.cite)
  reading.allowed += days
  reading.extended = { on, workdays: days, ...(approver !== undefined && { approver }) }
}

const endIt = ({ reading }: Reader, { on }: On): undefined => {
  reading.endedOn ??= on
}

/** What each fact does to the clock; facts that are not here do nothing to it. */
const ticks: { readonly [Kind in Fact['happened']]?: Tick<Kind> } = {
  submitted: (reader, { on, channel }) => {
    const { reading } = reader
    if (reading.submittedOn !== undefined) return fault('申请只能提交一次')
    reading.submittedOn = on
    reading.channel = channel
    if (channels[channel].basis === 'submission') receive(reader, on)
  },
  'signed-for': receiveBy('signature'),
  'receipt-confirmed': receiveBy('confirmation'),
  'clarification-asked': ({ reading }, { on }) => {
    if (reading.clarificationAskedOn !== undefined)
      return fault(`补正应当一次性告知，${reading.clarificationAskedOn} 已经告知过`, art30.cite)
    reading.clarificationAskedOn = on
    reading.waiting = 'clarification'
  },
  'clarification-received': (reader, { on }) => {
    if (reader.reading.waiting !== 'clarification') return fault('没有告知补正，不会收到补正', art30.cite)
    if (reader.reading.receivedOn !== undefined) begin(reader, { on, by: 'clarification' })
    else delete reader.reading.waiting
  },
  'fee-noticed': ({ reading }, { on }) => {
    if (reading.waiting === 'payment') return fault('上一份收费通知还没有缴费', art42.cite)
    reading.feeNoticedOn = on
    reading.waiting = 'payment'
  },
  'fee-paid': (reader, { on }) => {
    if (reader.reading.waiting !== 'payment') return fault('没有发出收费通知，不会有缴费', art42.cite)
    begin(reader, { on, by: 'payment' })
  },
  'third-party-asked': ask('third-party', workdays.thirdParty),
  'co-maker-asked': ask('co-maker', workdays.coMaker),
  'other-organ-asked': ask('other-organ', undefined),
  'third-party-answered': answer('third-party', art32.cite),
  'co-maker-answered': answer('co-maker', art34.cite),
  'other-organ-answered': answer('other-organ', art33.cite),
  'reasons-demanded': ({ reading, rules }, { on }) => {
    if (rules.reasonsPause) reading.pauses.push({ kind: 'reasons', party: '申请人', from: on })
  },
  'reasons-given': ({ reading }, { on }) => {
    const open = reading.pauses.find(({ kind, answeredOn }) => kind === 'reasons' && answeredOn === undefined)
    if (open) open.answeredOn = on
  },
  extended: extend,
  'delayed-until': ({ reading }, { on, date }) => {
    if (date < on) return fault(`延迟答复的期限 ${date} 早于作出决定的 ${on}`, art35.cite)
    reading.delayed = { on, date }
  },
  replied: ({ reading }, { on }) => {
    reading.repliedOn ??= on
  },
  withdrawn: endIt,
  transferred: endIt,
  split: endIt,
  merged: endIt,
}

/** Positions of facts in the order in which they happened; facts of one day in their natural order. */
export function inOrder(facts: readonly Fact[]): readonly number[] {
  const rank = (at: number) => factKinds[(facts[at] as Fact).happened].rank
  const day = (at: number) => (facts[at] as Fact).on
  return facts
    .map((_, at) => at)
    .sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : rank(a) - rank(b) || a - b))
}

/**
 * Reads a history, given in any order, as it stood on a day. Facts that cannot be are left out and told as faults, all
 * of them at once.
 */
export function readClock(
  facts: readonly Fact[],
  {
    calendar,
    today,
    rules,
  }: { readonly calendar: WorkCalendar; readonly today: PlainDate; readonly rules: ClockRules },
): ClockReading {
  const reading: ClockReading = { starts: [], allowed: workdays.reply, pauses: [], faults: [] }
  for (const index of inOrder(facts)) {
    const fact = facts[index] as Fact
    const said = impossible(reading, fact, today) ?? ticks[fact.happened]?.({ reading, calendar, rules }, fact as never)
    if (said) reading.faults.push({ index, ...said })
  }
  return reading
}

function impossible({ submittedOn }: ClockReading, { on, happened }: Fact, today: PlainDate): Said {
  if (on > today) return fault(`${on} 在 ${today} 之后，还没有发生`)
  if (submittedOn === undefined && happened !== 'submitted' && ticks[happened])
    return fault('早于提交申请，或者没有提交申请的记录')
  return undefined
}
