import { channels } from './channels.ts'
import type { ClockReading } from './clock-reading.ts'
import { clockSteps, type Step } from './clock-steps.ts'
import { rulings } from './disputes.ts'
import type { Dossier } from './dossier.ts'
import { type Decided, deliveryWays, disputeResults, type Fact, type FactKind } from './facts.ts'
import { isLetterKind, letterKinds } from './letters/kinds.ts'
import type { Look } from './look.ts'
import { type OutcomeId, outcomeGroups, outcomes } from './outcomes.ts'

/** What an applicant is told of a fact. */
export interface PublicWords {
  /** What happened; tells nothing of what is asked for. */
  readonly says: string
  /** What it was about, for the applicant alone. */
  readonly more?: string
}

/** Something that happened, as the applicant reads it. */
export interface PublicStep extends PublicWords {
  /** Of the entry. */
  readonly seq: number
  readonly on: string
  readonly happened: FactKind
}

/** What a fact alone does not say. */
interface Around {
  /** Titles of the letters to the applicant, by their ids. */
  readonly letters: ReadonlyMap<number, string>
  readonly byApplicant: boolean
}

type Say<Kind extends FactKind> = (fact: Extract<Fact, { happened: Kind }>, around: Around) => PublicWords | undefined

/** `internal`: how the body works, or about others; nobody outside reads it. */
type Decisions = { readonly [Kind in FactKind]: 'internal' | Say<Kind> }

const until = (day: string | undefined) => (day === undefined ? undefined : `至 ${day}`)

const words = (says: string, ...more: readonly (string | undefined)[]): PublicWords => {
  const known = more.filter((part) => part !== undefined && part.trim() !== '')
  return { says, ...(known.length > 0 && { more: known.join('；') }) }
}

/** 不予公开（属于国家秘密）; what says its group already stands alone. */
export function publicOutcome(id: OutcomeId): string {
  const { says, group } = outcomes[id]
  const label = outcomeGroups[group]
  return says === label ? says : `${label}（${says}）`
}

const decided = (says: string, { number, result, ruling, anew }: Decided) =>
  words(says, number, ruling ? rulings[ruling].says : disputeResults[result], anew && `责令机关在 ${anew} 前重新处理`)

/** Art. 45: which facts an applicant reads, and how they are said to them; the compiler asks for every kind. */
export const publicFacts: Decisions = {
  submitted: ({ channel }) => words('提交申请', channels[channel].says.replace(/（.*/, '')),
  'signed-for': () => words('机关签收邮件'),
  'receipt-confirmed': () => words('与您确认收到申请'),
  registered: ({ number }) => words('登记', `编号 ${number}`),
  assigned: 'internal',
  'clarification-asked': ({ items, until: last }) => words('告知补正', items, until(last)),
  'clarification-received': ({ text }) => words('收到您的补正', text),
  'clarification-lapsed': () => words('补正期限届满，没有收到补正'),
  'reasons-demanded': ({ about, until: last }) => words('请您说明理由', about, until(last)),
  'reasons-received': ({ text }) => words('收到您说明的理由', text),
  // Whether they are reasonable is told with what follows from it.
  'reasons-given': () => words('登记您说明的理由'),
  'fee-noticed': ({ amount = 0, until: last }) => words('发出收费通知', `${amount} 元`, until(last)),
  'payment-told': ({ text }) => words('您告知已缴费', text),
  'fee-paid': ({ amount }) => words('收到缴费', amount === undefined ? undefined : `${amount} 元`),
  'fee-lapsed': () => words('缴费期限届满，没有收到缴费'),
  'delivery-chosen': ({ medium, delivery }) => words('变更获取方式', medium, delivery),
  'third-party-asked': () => words('征求第三方意见'),
  'third-party-answered': () => words('收到第三方的意见'),
  'co-maker-asked': () => words('征求共同制作机关意见'),
  'co-maker-answered': () => words('收到共同制作机关的意见'),
  'other-organ-asked': () => words('征求其他机关意见'),
  'other-organ-answered': () => words('收到其他机关的意见'),
  'section-asked': 'internal',
  'section-answered': 'internal',
  chased: 'internal',
  'search-recorded': 'internal',
  'extension-proposed': 'internal',
  extended: ({ workdays }) => words('延长答复期限', `${workdays} 个工作日`),
  'delayed-until': ({ date }) => words('确定延迟答复的期限', until(date)),
  'record-verified': 'internal',
  drafted: 'internal',
  reviewed: 'internal',
  returned: 'internal',
  'signed-off': 'internal',
  replied: ({ outcome }) => words('作出答复', outcome && publicOutcome(outcome)),
  'letter-issued': ({ letterId, number }, { letters }) => {
    const title = letters.get(letterId)
    return title === undefined ? undefined : words('发出文书', [title, number].filter((word) => word !== '').join(' '))
  },
  served: ({ letterId, way }, { letters }) => {
    const title = letters.get(letterId)
    return title === undefined ? undefined : words('文书送达', title, deliveryWays[way])
  },
  withdrawn: () => words('申请撤回'),
  transferred: ({ to }) => words('转送其他机关', to),
  split: ({ into }) => words('拆分', into.join('、')),
  merged: () => words('并案'),
  noted: 'internal',
  'file-added': ({ name }, { byApplicant }) => (byApplicant ? words('收到您的材料', name) : undefined),
  'file-enclosed': 'internal',
  'file-redacted': 'internal',
  'answer-rated': ({ stars, text }) => words('您的评价', `${stars} 分`, text),
  'answer-published': ({ title }) => words('公开这件答复，不含您的信息', title),
  'answer-unpublished': () => words('撤下公开的这件答复'),
  'reconsideration-filed': ({ organ, number }) => words('申请行政复议', organ, number),
  'reconsideration-answered': ({ number }) => words('机关提交行政复议答复书', number),
  'reconsideration-decided': (fact) => decided('行政复议决定', fact),
  'litigation-filed': ({ court, number }) => words('提起行政诉讼', court, number),
  'litigation-answered': ({ number }) => words('机关提交行政诉讼答辩状', number),
  'litigation-decided': (fact) => decided('行政诉讼裁判', fact),
}

/** How facts and trail name who asks. */
export const applicantCalled = '申请人'

function lettersToApplicant({ entries }: Pick<Dossier, 'entries'>): ReadonlyMap<number, string> {
  const titles = entries.flatMap(({ fact }): readonly (readonly [number, string])[] => {
    if (fact.happened !== 'letter-issued' || !isLetterKind(fact.kind)) return []
    const { to, title } = letterKinds[fact.kind]
    return to === 'applicant' ? [[fact.letterId, title]] : []
  })
  return new Map(titles)
}

/** What an applicant reads of the course of their request, oldest first. */
export function publicSteps(dossier: Pick<Dossier, 'entries'>): readonly PublicStep[] {
  const letters = lettersToApplicant(dossier)
  return dossier.entries.flatMap(({ fact, seq, person, accountId }): readonly PublicStep[] => {
    const decision = publicFacts[fact.happened]
    if (decision === 'internal') return []
    const say = decision as Say<FactKind>
    const said = say(fact as never, { letters, byApplicant: accountId === null && person === applicantCalled })
    return said ? [{ ...said, seq, on: fact.on, happened: fact.happened }] : []
  })
}

/** Without the names of those who were asked and of who consented. */
function nameless(reading: ClockReading): ClockReading {
  const { extended, pauses, ...rest } = reading
  return {
    ...rest,
    pauses: pauses.map((pause) => ({ ...pause, party: '' })),
    ...(extended && { extended: { on: extended.on, workdays: extended.workdays } }),
  }
}

/** How the due date was reached, in the words of the desk without anybody's name. */
export function publicClockSteps({ reading, clock }: Dossier, { calendar, today }: Look): readonly Step[] {
  return clockSteps({ reading: nameless(reading), clock, calendar, today }).map((step) => ({
    ...step,
    says: step.says.replace('（）', ''),
  }))
}
