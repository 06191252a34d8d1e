import type { PlainDate } from '../calendar/plain-date.ts'
import type { MissingDetail } from './letters/details.ts'
import type { RecordResult } from './letters/kinds.ts'
import type { OutcomeId } from './outcomes.ts'

/** What a remedy paragraph is about: an outcome, a record corrected or not, or a disclosure that a third party is told. */
export type Remediable = OutcomeId | RecordResult | 'third-party-disclosure'

interface RemedyRule {
  /** Reconsideration comes first, either way is open, or each part of the decision has its own. */
  readonly way: 'reconsideration-first' | 'either' | 'by-part'
  /** A body may leave the paragraph out: whether a court takes the case is doubtful (审理政府信息公开行政案件解释，2025). */
  readonly mayBeSilent?: true
}

const first = { way: 'reconsideration-first' } as const
const either = { way: 'either' } as const
const doubtful = { way: 'either', mayBeSilent: true } as const

/**
 * Who is refused under arts. 14 to 16 applies for reconsideration before going to court (行政复议法第二十三条第一款第四项);
 * everybody else chooses (第二十条; 行政诉讼法第四十五条、第四十六条).
 */
export const remedyRules = {
  granted: either,
  'already-public': either,
  'partly-granted': { way: 'by-part' },
  'refused.state-secret': first,
  'refused.prohibited-by-law': first,
  'refused.security-stability': first,
  'refused.third-party-rights': first,
  'refused.internal-affairs': first,
  'refused.deliberative': first,
  'refused.enforcement-file': first,
  'refused.registry-query': either,
  'unavailable.not-existing': either,
  'unavailable.not-responsible': either,
  'unavailable.needs-creating': either,
  'unavailable.still-unclear': either,
  'not-processed.petition': doubtful,
  'not-processed.repeat': either,
  'not-processed.published-material': doubtful,
  'not-processed.excessive': either,
  'not-processed.reissue': either,
  'otherwise.clarification-lapsed': either,
  'otherwise.fee-unpaid': either,
  'otherwise.withdrawn': either,
  'otherwise.not-government-information': either,
  'otherwise.party-affairs': either,
  'otherwise.other': either,
  corrected: either,
  'not-corrected': either,
  transferred: either,
  'third-party-disclosure': either,
} as const satisfies Record<Remediable, RemedyRule>

/** The Administrative Reconsideration Law of 2023 is in force from this day; before it no reconsideration came first. */
const reconsiderationFirstFrom: PlainDate = '2024-01-01'

/** Days and months within which one acts. */
const remedyLimits = { reconsiderationDays: 60, afterReconsiderationDays: 15, litigationMonths: 6 } as const

export interface Remedied {
  readonly about: Remediable
  /** Day of the letter. */
  readonly on: PlainDate
  /** Of the refused parts, where a part is refused. */
  readonly grounds?: readonly OutcomeId[]
}

export type RemedyWay = RemedyRule['way']

const isFirst = (id: Remediable) => remedyRules[id].way === 'reconsideration-first'

/** Whether reconsideration comes first for all, for the refused part, or for nothing. */
export function remedyWay({ about, on, grounds = [] }: Remedied): RemedyWay {
  const { way } = remedyRules[about]
  if (on < reconsiderationFirstFrom) return 'either'
  return way === 'by-part' && !grounds.some(isFirst) ? 'either' : way
}

export interface RemedyOffice {
  readonly reconsiderationOrgan: string
  readonly court: string
  readonly onlineReview?: string
  readonly withoutRemedies?: readonly OutcomeId[]
}

/** Whether this body leaves the paragraph out, as it may for few outcomes. */
export function staysSilent(about: Remediable, { withoutRemedies = [] }: RemedyOffice): boolean {
  const rule: RemedyRule = remedyRules[about]
  return rule.mayBeSilent === true && withoutRemedies.some((outcome) => outcome === about)
}

const law = '行政复议法'
const where = '请在信息公开工作机构资料中填写，再发出答复。'

/** What must be known for people to be told where to turn; without it no letter goes out. */
export function missingForRemedies(office: RemedyOffice, overInternet: boolean): readonly MissingDetail[] {
  const needs = [
    ['organ.reconsiderationOrgan', office.reconsiderationOrgan, '行政复议机关', `${law}第二十四条`],
    ['organ.court', office.court, '有管辖权的人民法院', '行政诉讼法第四十五条'],
    [
      'organ.onlineReview',
      overInternet ? office.onlineReview : '-',
      '提交行政复议申请书的网址',
      `${law}第二十二条第二款`,
    ],
  ] as const
  return needs
    .filter(([, value]) => (value ?? '').trim() === '')
    .map(([field, , says, article]) => ({ field, says: `尚未填写${says}，不能告知救济途径。${where}`, article }))
}

export interface RemedyWords extends Remedied {
  readonly office: RemedyOffice
  /** Served over the internet: the way to file online is told with it (行政复议法第二十二条第二款). */
  readonly overInternet: boolean
  /** 答复书, 告知书. */
  readonly document: string
}

/** The paragraphs that tell how to contest a decision: to whom, how long, in which order. */
export function remedyParagraphs(words: RemedyWords): readonly string[] {
  const { about, office, overInternet, document } = words
  if (staysSilent(about, office)) return []
  const online = `本${document}通过互联网送达，行政复议申请书也可以通过网址 ${office.onlineReview} 提交。`
  return [...waysOpen(remedyWay(words), words), ...(overInternet ? [online] : [])]
}

function waysOpen(way: RemedyWay, { office, document }: RemedyWords): readonly string[] {
  const from = `自收到本${document}之日起`
  if (way === 'either') return [eitherWay(`如对本${document}不服`, from, office)]
  if (way === 'reconsideration-first') return [reconsiderationFirst(`如对本${document}不服`, from, office)]
  return [
    reconsiderationFirst(`如对本${document}中不予公开的部分不服`, from, office),
    eitherWay(`如对本${document}的其他内容不服`, from, office),
  ]
}

const { reconsiderationDays, afterReconsiderationDays, litigationMonths } = remedyLimits

const eitherWay = (when: string, from: string, { reconsiderationOrgan, court }: RemedyOffice) =>
  `${when}，可以${from}${reconsiderationDays}日内向${reconsiderationOrgan}申请行政复议，或者${from}${litigationMonths}个月内直接向${court}提起行政诉讼。`

/** 行政复议法第二十三条 (to be told with the decision) and 第三十四条 (what follows). */
const reconsiderationFirst = (when: string, from: string, { reconsiderationOrgan, court }: RemedyOffice) =>
  `${when}，根据《中华人民共和国行政复议法》第二十三条的规定，应当先${from}${reconsiderationDays}日内向${reconsiderationOrgan}申请行政复议。对行政复议决定不服的，可以自收到行政复议决定书之日起${afterReconsiderationDays}日内向${court}提起行政诉讼；行政复议机关决定不予受理、驳回申请或者逾期不作答复的，可以自收到决定书之日或者行政复议期限届满之日起${afterReconsiderationDays}日内向${court}提起行政诉讼。`
