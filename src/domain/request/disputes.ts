import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Step } from './clock-steps.ts'
import type { DisputeResult } from './facts.ts'
import type { Dispute } from './folded.ts'

/** How a dispute is dealt with (行政复议法第五十三条、行政诉讼法第八十二条). */
export const procedures = { ordinary: '普通程序', simplified: '简易程序' } as const satisfies Record<string, string>

export type ProcedureId = keyof typeof procedures

/** How an organ or a court decides. */
export interface Ruling {
  readonly says: string
  readonly of: readonly Dispute['kind'][]
  readonly article: string
  /** The body may be ordered to decide anew, or to perform. */
  readonly mayOrderAnew: boolean
}

const both = ['reconsideration', 'litigation'] as const

/** Decisions on disputes; the column of the report that counts each is data (`data/disputes.json`). */
export const rulings = {
  upheld: { says: '维持', of: ['reconsideration'], article: '行政复议法第六十八条', mayOrderAnew: false },
  'claim-rejected': {
    says: '驳回请求',
    of: both,
    article: '行政复议法第六十九条、行政诉讼法第六十九条',
    mayOrderAnew: false,
  },
  revoked: {
    says: '撤销或者部分撤销',
    of: both,
    article: '行政复议法第六十四条、行政诉讼法第七十条',
    mayOrderAnew: true,
  },
  changed: { says: '变更', of: both, article: '行政复议法第六十三条、行政诉讼法第七十七条', mayOrderAnew: false },
  unlawful: { says: '确认违法', of: both, article: '行政复议法第六十五条、行政诉讼法第七十四条', mayOrderAnew: true },
  invalid: { says: '确认无效', of: both, article: '行政复议法第六十七条、行政诉讼法第七十五条', mayOrderAnew: true },
  perform: { says: '责令履行', of: both, article: '行政复议法第六十六条、行政诉讼法第七十二条', mayOrderAnew: true },
  'not-accepted': {
    says: '不予受理、驳回申请或者起诉',
    of: both,
    article: '行政复议法第三十条、行政诉讼法第五十一条',
    mayOrderAnew: false,
  },
  'given-up': {
    says: '撤回、终止',
    of: both,
    article: '行政复议法第七十四条、行政诉讼法第六十二条',
    mayOrderAnew: false,
  },
  mediated: { says: '调解', of: both, article: '行政复议法第七十三条、行政诉讼法第六十条', mayOrderAnew: false },
} as const satisfies Record<string, Ruling>

export type RulingId = keyof typeof rulings

export const rulingIds = Object.keys(rulings) as readonly RulingId[]

/** Whether a word is the id of a ruling. */
export const isRulingId = (word: string): word is RulingId => Object.hasOwn(rulings, word)

/** What the law leaves open about counting disputes, as data. */
export interface DisputeRules {
  /** Column of the report that counts each ruling. */
  readonly columns: Readonly<Record<RulingId, DisputeResult>>
  /**
   * Year that counts a dispute: `concluded` the year of the decision, and every year at whose end it is pending;
   * `filed` the year in which it was brought, as it stands at that year's end.
   */
  readonly countedIn: 'concluded' | 'filed'
}

/** By when the body answers a dispute, and how the day was reached. */
export interface Defence {
  readonly dueOn: PlainDate
  readonly steps: readonly Step[]
}

/** Days of the law: workdays for reconsideration (行政复议法第八十八条), calendar days for litigation. */
export const defenceDays = { ordinary: 10, simplified: 5, litigation: 15 } as const

/** 行政复议法第四十八条、第五十四条，行政诉讼法第六十七条; undefined until it is known when the copy arrived. */
export function defenceOf(dispute: Dispute, calendar: WorkCalendar): Defence | undefined {
  const { kind, notified, procedure = 'ordinary' } = dispute
  if (notified === undefined) return undefined
  const isCourt = kind === 'litigation'
  const article = isCourt
    ? '行政诉讼法第六十七条'
    : procedure === 'simplified'
      ? '行政复议法第五十四条、第八十八条'
      : '行政复议法第四十八条、第八十八条'
  const days = isCourt ? defenceDays.litigation : defenceDays[procedure]
  const dueOn = isCourt ? addDays(notified, days) : calendar.addWorkdays(notified, days)
  const received = isCourt ? '收到起诉状副本' : `收到行政复议申请书副本（${procedures[procedure]}）`
  const limit = isCourt ? `${days} 日内提交答辩状和证据、依据` : `${days} 个工作日内提交书面答复和证据、依据`
  return {
    dueOn,
    steps: [
      { on: notified, article, says: `${received}，次日起算`, kind: 'fact' },
      { on: dueOn, article, says: `${limit}，截止`, kind: 'due' },
    ],
  }
}
