import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { type Step, specialDaySteps } from './clock-steps.ts'
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

/** The article under which a ruling is made: of the law of reconsideration, or of that of litigation. */
export const articleOfRuling = (id: RulingId, kind: Dispute['kind']): string =>
  rulings[id].article.split('、').at(kind === 'litigation' ? -1 : 0) ?? ''

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
  /** A day of the count lies in a year whose calendar has not been published. */
  readonly provisional: boolean
  readonly steps: readonly Step[]
}

/** Days of the law: workdays for reconsideration (行政复议法第八十八条), calendar days for litigation. */
export const defenceDays = { ordinary: 10, simplified: 5, litigation: 15 } as const

interface Counted {
  readonly dueOn: PlainDate
  readonly article: string
  /** What is due, with the days that there are. */
  readonly limit: string
  readonly between: readonly Step[]
}

/** 行政复议法第四十八条、第五十四条、第八十八条: workdays. */
function beforeOrgan(notified: PlainDate, procedure: ProcedureId, calendar: WorkCalendar): Counted {
  const days = defenceDays[procedure]
  const dueOn = calendar.addWorkdays(notified, days)
  const article = procedure === 'simplified' ? '第五十四条' : '第四十八条'
  return {
    dueOn,
    article: `行政复议法${article}、第八十八条`,
    limit: `${days} 个工作日内提交书面答复和证据、依据`,
    between: specialDaySteps(calendar.specialDays(notified, dueOn)),
  }
}

/** 行政诉讼法第六十七条; a last day that is off is moved to the first that is not (第一百零一条，民事诉讼法第八十五条). */
function beforeCourt(notified: PlainDate, calendar: WorkCalendar): Counted {
  const last = addDays(notified, defenceDays.litigation)
  const dueOn = calendar.isWorkday(last) ? last : calendar.addWorkdays(last, 1)
  const moved: Step = {
    on: last,
    article: '行政诉讼法第一百零一条、民事诉讼法第八十五条',
    says: `第 ${defenceDays.litigation} 日是法定休假日，顺延到休假日后的第一日`,
    kind: 'calendar',
  }
  return {
    dueOn,
    article: '行政诉讼法第六十七条',
    limit: `${defenceDays.litigation} 日内提交答辩状和证据、依据`,
    between: dueOn === last ? [] : [moved],
  }
}

/** By when a dispute is answered, where it is known when the copy arrived; the day of arrival is not counted. */
export function defenceOf(dispute: Dispute, calendar: WorkCalendar): Defence | undefined {
  const { kind, notified, procedure = 'ordinary' } = dispute
  if (notified === undefined) return undefined
  const isCourt = kind === 'litigation'
  const counted = isCourt ? beforeCourt(notified, calendar) : beforeOrgan(notified, procedure, calendar)
  const { dueOn, article, limit, between } = counted
  const received = isCourt ? '收到起诉状副本' : `收到行政复议申请书副本（${procedures[procedure]}）`
  const provisional = calendar.isProvisional(notified, dueOn)
  return {
    dueOn,
    provisional,
    steps: [
      { on: notified, article, says: `${received}，次日起算`, kind: 'fact' },
      ...between,
      {
        on: dueOn,
        article,
        says: `${limit}，截止${provisional ? '（放假安排尚未公布，日期为暂定）' : ''}`,
        kind: 'due',
      },
    ],
  }
}
