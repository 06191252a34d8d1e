import { channels } from '../../../../domain/request/channels.ts'
import { rulings } from '../../../../domain/request/disputes.ts'
import {
  type Answered,
  type Asked,
  type Decided,
  deliveryWays,
  disputeResults,
  type Fact,
  type FactKind,
} from '../../../../domain/request/facts.ts'
import { isLetterKind, letterKinds, recordResults } from '../../../../domain/request/letters/kinds.ts'
import { outcomes } from '../../../../domain/request/outcomes.ts'

type Words = {
  readonly [Kind in FactKind]: (fact: Extract<Fact, { happened: Kind }>) => readonly (string | undefined)[]
}

const until = (day: string | undefined) => (day === undefined ? undefined : `至 ${day}`)
const opinion = (agrees: boolean | undefined) => (agrees === undefined ? undefined : agrees ? '同意公开' : '不同意公开')
const asked = ({ party, about, delivered }: Asked) => [party, about, delivered && `${delivered} 送达`]
const answered = ({ party, agrees, text }: Answered) => [party, opinion(agrees), text]
const found = (is: boolean) => (is ? '找到' : '没有找到')

const decided = ({ number, result, ruling, anew }: Decided) => [
  number,
  ruling ? rulings[ruling].says : undefined,
  disputeResults[result],
  anew && `责令 ${anew} 前重新处理`,
]

/** What each fact says besides its name and its day. */
const words: Words = {
  submitted: ({ channel, asks }) => [channels[channel].says, asks?.subject],
  'signed-for': () => [],
  'receipt-confirmed': () => [],
  registered: ({ number }) => [number],
  'clarification-asked': ({ items, until: last }) => [items, until(last)],
  'clarification-received': ({ text }) => [text],
  'clarification-lapsed': ({ reason }) => [reason],
  'reasons-demanded': ({ about, until: last }) => [about, until(last)],
  'reasons-given': ({ text, reasonable }) => [text, reasonable ? '理由合理' : '理由不合理'],
  'reasons-received': ({ text }) => [text],
  'payment-told': ({ text }) => [text],
  'delivery-chosen': ({ medium, delivery }) => [medium, delivery],
  'fee-noticed': ({ amount = 0, until: last }) => [`${amount} 元`, until(last)],
  'fee-paid': ({ amount }) => [amount === undefined ? undefined : `${amount} 元`],
  'fee-lapsed': () => [],
  'third-party-asked': asked,
  'co-maker-asked': asked,
  'other-organ-asked': asked,
  'third-party-answered': answered,
  'co-maker-answered': answered,
  'other-organ-answered': answered,
  'section-asked': ({ section, about, until: last }) => [section, about, until(last)],
  'section-answered': ({ section, found: is, how, text }) => [section, found(is), how, text],
  chased: ({ who, text }) => [who, text],
  'search-recorded': ({ where, how, found: is, text }) => [where, how, found(is), text],
  assigned: ({ section, handler }) => [section, handler],
  'extension-proposed': ({ workdays, reason }) => [`${workdays} 个工作日`, reason],
  extended: ({ workdays, approver, reason }) => [`${workdays} 个工作日`, approver && `${approver}同意`, reason],
  'delayed-until': ({ date, reason }) => [`至 ${date}`, reason],
  drafted: ({ outcome }) => [outcomes[outcome].says],
  reviewed: ({ opinion: said }) => [said],
  returned: ({ reason }) => [reason],
  'signed-off': ({ opinion: said }) => [said],
  replied: ({ outcome }) => [outcome && outcomes[outcome].says],
  'letter-issued': ({ kind, number, to }) => [isLetterKind(kind) ? letterKinds[kind].title : kind, number, to],
  served: ({ way, proof }) => [deliveryWays[way], proof],
  withdrawn: ({ reason }) => [reason],
  transferred: ({ to, reason }) => [to, reason],
  split: ({ into }) => [into.join('、')],
  merged: ({ into }) => [`并入 ${into}`],
  'record-verified': ({ result, text }) => [recordResults[result], text],
  noted: ({ text }) => [text],
  'file-added': ({ name }) => [name],
  'file-enclosed': ({ name }) => [name],
  'file-redacted': ({ marks }) => [`遮盖 ${marks} 处`],
  'answer-rated': ({ stars, text }) => [`${stars} 分`, text],
  'answer-published': ({ title }) => [title],
  'answer-unpublished': ({ reason }) => [reason],
  'reconsideration-filed': ({ number, organ, notified }) => [organ, number, notified && `${notified} 收到副本`],
  'reconsideration-answered': ({ number, text }) => [number, text],
  'reconsideration-decided': decided,
  'litigation-filed': ({ number, court, afterReconsideration }) => [
    court,
    number,
    afterReconsideration ? '复议后起诉' : '未经复议直接起诉',
  ],
  'litigation-answered': ({ number, text }) => [number, text],
  'litigation-decided': decided,
}

/** A fact's details in a line; empty where its name says it all. */
export function factWords(fact: Fact): string {
  const say = words[fact.happened] as (fact: Fact) => readonly (string | undefined)[]
  return say(fact)
    .filter((part) => part !== undefined && part.trim() !== '')
    .join('；')
}
