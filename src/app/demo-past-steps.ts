import type { Role } from '../domain/agency/person.ts'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { WorkCalendar } from '../domain/calendar/work-calendar.ts'
import type { RequestActionId } from '../domain/request/actions.ts'
import { channels } from '../domain/request/channels.ts'
import type { Asks, DeliveryWay, DisputeResult, Fact } from '../domain/request/facts.ts'
import { type LetterKind, replyKindOf } from '../domain/request/letters/kinds.ts'
import type { NumberedRequest, PastDispute } from './demo-past.ts'
import { type Earlier, replyTo, searchedIn } from './demo-past-reply.ts'
import { workdaysFrom } from './demo-requests.ts'

/** A letter that goes out with a step. */
export interface PastLetter {
  readonly kind: LetterKind
  readonly details: unknown
  readonly sentBy: DeliveryWay
}

/** What somebody did with a request on a day. */
export interface PastStep {
  readonly action: RequestActionId | 'register'
  readonly by: Role
  readonly on: PlainDate
  readonly facts: readonly Fact[]
  readonly letter?: PastLetter
}

/** What the steps are told from. */
export interface PastScene {
  readonly calendar: WorkCalendar
  readonly section: { readonly id: number; readonly name: string }
  readonly organ: string
  readonly court: string
  /** Column of the report that counts a ruling. */
  readonly resultOf: (ruling: PastDispute['ruling']) => DisputeResult
  readonly earlier: Earlier
}

/** Stands for the letter that goes out with the reply, until it has an id. */
export const replyLetter = 0

const sentBy = {
  counter: 'in-person',
  'signed-mail': 'mail',
  'ordinary-mail': 'mail',
  online: 'online',
  fax: 'mail',
  'e-mail': 'e-mail',
  phone: 'mail',
} as const satisfies Record<NumberedRequest['channel'], DeliveryWay>

const wanted = {
  'in-person': '当面领取',
  mail: '邮寄',
  online: '网上获取',
  'e-mail': '电子邮件',
} as const satisfies Partial<Record<DeliveryWay, string>>

export function asksOf({ channel, applicant_type, subject }: NumberedRequest): Asks {
  const delivery = wanted[sentBy[channel]]
  const about = { kind: 'disclosure', applicantType: applicant_type, subject, content: subject } as const
  return { ...about, medium: channel === 'counter' ? '纸质' : '电子文档', delivery }
}

function registered(story: NumberedRequest): PastStep {
  const { channel, submitted, received, number } = story
  const { basis } = channels[channel]
  const receipt: readonly Fact[] =
    basis === 'submission'
      ? []
      : [{ happened: basis === 'signature' ? 'signed-for' : 'receipt-confirmed', on: received }]
  const came = { happened: 'submitted', on: submitted, channel, asks: asksOf(story) } as const
  const facts = [came, ...receipt, { happened: 'registered', on: received, number } as const]
  return { action: 'register', by: 'officer', on: received, facts }
}

function clarified({ clarification, channel }: NumberedRequest, { calendar }: PastScene): readonly PastStep[] {
  if (!clarification) return []
  const { askedOn, until, receivedOn } = clarification
  const items = '请写明所需文件的名称、文号、年份或者其他便于查询的特征'
  const details = { toCorrect: [items], until }
  const asked: PastStep = {
    action: 'ask-clarification',
    by: 'officer',
    on: askedOn,
    facts: [{ happened: 'clarification-asked', on: askedOn, items, until }],
    letter: { kind: 'clarification-notice', details, sentBy: sentBy[channel] },
  }
  if (receivedOn !== '') {
    const answered = {
      happened: 'clarification-received',
      on: receivedOn,
      text: '补充说明了所需材料的大致范围',
    } as const
    return [asked, { action: 'record-clarification', by: 'officer', on: receivedOn, facts: [answered] }]
  }
  const on = calendar.addWorkdays(until, 1)
  const lapsed = { happened: 'clarification-lapsed', on, reason: '期限届满，没有收到补正，也没有说明理由' } as const
  return [asked, { action: 'lapse-clarification', by: 'officer', on, facts: [lapsed] }]
}

const withdrawn = ({ replied: on }: NumberedRequest): PastStep => ({
  action: 'withdraw',
  by: 'officer',
  on,
  facts: [{ happened: 'withdrawn', on, reason: '申请人书面说明不再需要' }],
})

function assigned({ received }: NumberedRequest, { calendar, section }: PastScene): PastStep {
  const on = calendar.addWorkdays(received, 1)
  const to = { sectionId: section.id, section: section.name, accountId: null, handler: '' }
  return { action: 'assign', by: 'officer', on, facts: [{ happened: 'assigned', on, ...to }] }
}

const notFound = (on: PlainDate): PastStep => ({
  action: 'record-search',
  by: 'handler',
  on,
  facts: [
    { happened: 'search-recorded', on, where: searchedIn, how: '关键词检索和人工核对', found: false, text: '无' },
  ],
})

/** From the draft to the proof of delivery; the draft is two workdays older than the reply, the review one. */
function answered(story: NumberedRequest, scene: PastScene): readonly PastStep[] {
  const { replied: on, served, channel, outcome } = story
  const decision = replyTo(story, scene.earlier)
  const { grounds, details } = decision
  const [drafted, reviewed] = [workdaysFrom(scene.calendar, on, -2), workdaysFrom(scene.calendar, on, -1)]
  const step = (action: RequestActionId, by: Role, ...facts: readonly Fact[]): PastStep => {
    const day = facts[0]?.on ?? on
    return { action, by, on: day, facts }
  }
  const replied = step('reply', 'officer', { happened: 'replied', on, outcome, grounds, letterId: replyLetter })
  const way = sentBy[channel]
  const proof =
    way === 'mail' ? '挂号信回执（示例）' : way === 'in-person' ? '送达回证（示例）' : '系统送达记录（示例）'
  return [
    ...(outcome === 'unavailable.not-existing' ? [notFound(drafted)] : []),
    step('draft', 'handler', { happened: 'drafted', on: drafted, ...decision }),
    step('review', 'reviewer', { happened: 'reviewed', on: reviewed, opinion: '事实清楚，适用条款正确。' }),
    step('sign-off', 'leader', { happened: 'signed-off', on, opinion: '同意。' }),
    { ...replied, letter: { kind: replyKindOf(outcome), details, sentBy: way } },
    step('deliver', 'officer', { happened: 'served', on: served, letterId: replyLetter, way, proof }),
  ]
}

function disputed(story: NumberedRequest, dispute: PastDispute, at: number, scene: PastScene): readonly PastStep[] {
  const { kind, filedOn, decidedOn, ruling } = dispute
  const result = scene.resultOf(ruling)
  const serial = story.serial * 10 + at + 1
  const step = (action: RequestActionId, on: PlainDate, fact: Fact): PastStep => ({
    action,
    by: 'officer',
    on,
    facts: [fact],
  })
  if (kind === 'reconsideration') {
    const number = `示例府复〔${filedOn.slice(0, 4)}〕${serial}号`
    const filed = { happened: 'reconsideration-filed', on: filedOn, number, organ: scene.organ } as const
    const decided = { happened: 'reconsideration-decided', on: decidedOn, number, ruling, result } as const
    return [step('file-reconsideration', filedOn, filed), step('decide-reconsideration', decidedOn, decided)]
  }
  const number = `（${filedOn.slice(0, 4)}）示例行初${serial}号`
  const afterReconsideration = kind === 'litigation-after'
  const filed = {
    happened: 'litigation-filed',
    on: filedOn,
    number,
    court: scene.court,
    afterReconsideration,
  } as const
  const decided = { happened: 'litigation-decided', on: decidedOn, number, ruling, result } as const
  return [step('file-litigation', filedOn, filed), step('decide-litigation', decidedOn, decided)]
}

/** How a request was dealt with, day by day, as it is done at the desk. */
export function stepsOf(story: NumberedRequest, scene: PastScene): readonly PastStep[] {
  if (story.outcome === 'otherwise.withdrawn') return [registered(story), withdrawn(story)]
  const disputes = story.disputes.flatMap((dispute, at) => disputed(story, dispute, at, scene))
  return [
    registered(story),
    assigned(story, scene),
    ...clarified(story, scene),
    ...answered(story, scene),
    ...disputes,
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
