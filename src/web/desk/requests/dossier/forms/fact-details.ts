import { articles } from '../../../../../domain/articles.ts'
import { applicantTypes, channels } from '../../../../../domain/request/channels.ts'
import { deliveryWays, disputeResults, type Fact, type FactKind } from '../../../../../domain/request/facts.ts'
import {
  choice,
  type Detail,
  type Details,
  day,
  lines,
  number,
  optional,
  part,
  text,
} from '../../../../../domain/request/letters/details.ts'

const cite = articles.art45.cite
const yesNo = { yes: '是', no: '否' } as const
const said = (words: string) => text(words, cite)

const asks = part('申请', articles.art29.cite, {
  subject: said('申请事项（一行）'),
  content: said('所需信息的名称、文号或者其他特征性描述'),
  applicantType: choice('申请人类型', cite, applicantTypes),
  medium: said('载体形式'),
  delivery: said('获取方式'),
})

const channelWords = Object.fromEntries(Object.entries(channels).map(([id, { says }]) => [id, says]))

/** Parts of facts that a person may have mistyped; what others hang on, as ids and decisions, is done anew instead. */
const parts = {
  channel: choice('渠道', articles.art31.cite, channelWords),
  asks,
  items: optional(said('需要补正的事项')),
  until: optional(day('期限', cite)),
  text: said('内容'),
  amount: optional(number('金额（元）', articles.art42.cite)),
  computation: optional(said('计算')),
  delivered: optional(day('征求意见书送达的日期', articles.art32.cite)),
  about: said('事项'),
  agrees: optional(choice('是否同意公开', cite, yesNo)),
  workdays: number('工作日数', articles.art33.cite),
  approver: optional(said('同意的负责人')),
  reason: said('原因'),
  date: day('延迟至', articles.art35.cite),
  reasonable: choice('理由是否合理', articles.art35.cite, yesNo),
  found: choice('是否找到', cite, yesNo),
  where: said('检索的范围'),
  how: said('检索的方法'),
  who: said('催办谁'),
  opinion: said('意见'),
  way: choice('送达方式', cite, deliveryWays),
  proof: said('送达凭据'),
  to: said('转送的机关'),
  into: lines('编号', cite),
  number: said('案号'),
  organ: said('行政复议机关'),
  court: said('人民法院'),
  result: choice('结果', cite, disputeResults),
  notified: optional(day('收到副本的日期', articles.art51.cite)),
  anew: optional(day('责令重新处理的期限', articles.art51.cite)),
} as const satisfies Record<string, Detail>

type PartName = keyof typeof parts

/** Which parts of each kind of fact can be put right; the day always can. */
const mistypable = {
  submitted: ['channel', 'asks'],
  'signed-for': [],
  'receipt-confirmed': [],
  registered: [],
  assigned: [],
  'clarification-asked': ['items', 'until'],
  'clarification-received': ['text'],
  'clarification-lapsed': ['reason'],
  'reasons-demanded': ['about', 'until'],
  'reasons-given': ['text', 'reasonable'],
  'reasons-received': ['text'],
  'payment-told': ['text'],
  'delivery-chosen': [],
  'fee-noticed': ['amount', 'until', 'computation'],
  'fee-paid': ['amount'],
  'fee-lapsed': [],
  'third-party-asked': ['delivered', 'about'],
  'co-maker-asked': ['delivered', 'about'],
  'other-organ-asked': ['delivered', 'about'],
  'third-party-answered': ['agrees', 'text'],
  'co-maker-answered': ['agrees', 'text'],
  'other-organ-answered': ['agrees', 'text'],
  'section-asked': ['about', 'until'],
  'section-answered': ['found', 'how', 'text'],
  chased: ['text'],
  'search-recorded': ['where', 'how', 'found', 'text'],
  'extension-proposed': ['workdays', 'reason'],
  extended: ['workdays', 'approver', 'reason'],
  'delayed-until': ['date', 'reason'],
  drafted: [],
  reviewed: ['opinion'],
  returned: ['reason'],
  'signed-off': ['opinion'],
  replied: [],
  'letter-issued': [],
  served: ['way', 'proof'],
  withdrawn: ['reason'],
  transferred: ['to', 'reason'],
  split: ['into'],
  merged: [],
  'record-verified': ['text'],
  noted: ['text'],
  'file-added': [],
  'file-enclosed': [],
  'file-redacted': [],
  'answer-rated': [],
  'answer-published': [],
  'answer-unpublished': ['reason'],
  'reconsideration-filed': ['number', 'organ', 'notified'],
  'reconsideration-answered': ['text'],
  'reconsideration-decided': ['number', 'result', 'anew'],
  'litigation-filed': ['number', 'court', 'notified'],
  'litigation-answered': ['text'],
  'litigation-decided': ['number', 'result', 'anew'],
} as const satisfies Record<FactKind, readonly PartName[]>

const partsOf = (happened: FactKind): readonly PartName[] => mistypable[happened]

/** Optional in the fact itself, and so in its correction. */
const mayLack: readonly PartName[] = ['text', 'about', 'reason']

const fieldOf = (name: PartName, fact: Fact): Detail => {
  const detail: Detail = parts[name]
  return mayLack.includes(name) && !Object.hasOwn(fact, name) ? { ...detail, required: false } : detail
}

/** The fields by which a fact is put right. */
export const detailsOfFact = (fact: Fact): Details => ({
  on: day('发生的日期', cite),
  ...Object.fromEntries(partsOf(fact.happened).map((name) => [name, fieldOf(name, fact)])),
})

const typedOf = (value: unknown): unknown => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? value.join('\n') : value
}

/** A fact as its form begins. */
export const typedFact = (fact: Fact): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fact).map(([name, value]) => [name, typedOf(value)]))

const yesNoParts: readonly string[] = ['agrees', 'reasonable', 'found']

/** The fact with what was put right; a part that was emptied is taken out, what cannot be mistyped stays. */
export function factWith(fact: Fact, values: Readonly<Record<string, unknown>>): Fact {
  const names = ['on', ...partsOf(fact.happened)]
  const kept = Object.entries(fact).filter(([name]) => !names.includes(name))
  const put = names.flatMap((name) => {
    const value = values[name]
    if (value === undefined) return []
    if (name === 'asks') return [[name, { ...('asks' in fact ? fact.asks : {}), ...(value as object) }] as const]
    return [[name, yesNoParts.includes(name) ? value === 'yes' : value] as const]
  })
  return Object.fromEntries([...kept, ...put]) as unknown as Fact
}
