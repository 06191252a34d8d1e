import { articles } from '../articles.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { SpecialDay, WorkCalendar } from '../calendar/work-calendar.ts'
import { channels, type ReceiptBasis } from './channels.ts'
import { type Clock, lookedAtOn } from './clock.ts'
import { type ClockReading, type Start, workdays } from './clock-reading.ts'
import type { Pause } from './questions.ts'
import { type Count, countAt, type Taken } from './uncounted.ts'

/** One step of how a due date was reached. */
export interface Step {
  readonly on: PlainDate
  /** Last day of a step that took time. */
  readonly until?: PlainDate
  readonly article: string
  readonly says: string
  readonly kind: 'fact' | 'pause' | 'calendar' | 'due' | 'end'
}

interface Case {
  readonly reading: ClockReading
  readonly clock: Clock
  readonly calendar: WorkCalendar
  readonly today: PlainDate
}

const { art30, art31, art32, art33, art34, art35, art42, art51 } = articles

/** Art. 31: why the day of receipt is that day. */
export const receiptWords: Readonly<Record<ReceiptBasis, string>> = {
  submission: '当日为收到申请之日',
  signature: '签收之日为收到申请之日',
  confirmation: '双方确认之日为收到申请之日',
}

function receiptSteps({ reading }: Case): readonly Step[] {
  const { channel, submittedOn, receivedOn } = reading
  if (channel === undefined || submittedOn === undefined) return []
  const { says, basis, article } = channels[channel]
  const way = says.replace(/（.*/, '')
  const verb = basis === 'submission' ? '提交' : '申请'
  if (receivedOn === undefined)
    return [{ on: submittedOn, article, says: `${way}提交，须与申请人确认收到，尚未开始计时`, kind: 'fact' }]
  const received = { on: receivedOn, article, says: `${way}${verb}，${receiptWords[basis]}`, kind: 'fact' } as const
  if (submittedOn === receivedOn) return [received]
  return [{ on: submittedOn, article: art31.cite, says: `${way}提交`, kind: 'fact' }, received]
}

function clarificationSteps({ reading, calendar }: Case): readonly Step[] {
  const { clarificationsAskedOn, receivedOn } = reading
  return clarificationsAskedOn.map((on, at): Step => {
    const limit = workdays.clarificationNotice
    const nth = receivedOn === undefined ? undefined : calendar.workdaysBetween(receivedOn, on)
    const late = nth !== undefined && nth > limit ? '，已超过期限' : ''
    const counted = nth === undefined ? `限 ${limit} 个工作日内` : `第 ${nth} 个工作日，限 ${limit} 个工作日内${late}`
    const says = at === 0 ? `一次性告知补正（${counted}）` : `再次告知补正（补正应当一次性告知）`
    return { on, article: art30.cite, says, kind: 'fact' }
  })
}

const restartWords: Readonly<
  Record<Exclude<Start['by'], 'receipt'>, { readonly says: string; readonly article: string }>
> = {
  clarification: { says: '收到补正', article: `${art30.cite}、第三十三条` },
  payment: { says: '收到缴费', article: `${art42.cite}、第三十三条` },
}

function restartSteps({ reading }: Case): readonly Step[] {
  return reading.starts.flatMap(({ on, by }): readonly Step[] => {
    if (by === 'receipt') return []
    const { says, article } = restartWords[by]
    return [{ on, article, says: `${says}，答复期限重新计算，次日起的第一个工作日为第 1 个工作日`, kind: 'fact' }]
  })
}

function feeSteps({ reading }: Case): readonly Step[] {
  const says = '发出收费通知，缴费前不计算答复期限'
  return reading.feesNoticedOn.map((on) => ({ on, article: art42.cite, says, kind: 'fact' }))
}

const askedWords = {
  'third-party': { says: '征求第三方意见', article: `${art32.cite}、第三十三条` },
  'co-maker': { says: '征求共同制作机关意见', article: `${art34.cite}、第三十三条` },
  'other-organ': { says: '征求其他机关意见', article: art33.cite },
  reasons: { says: '要求申请人说明理由', article: art35.cite },
} as const satisfies Record<Pause['kind'], { readonly says: string; readonly article: string }>

function endWords({ answeredOn, silentOn }: Pause, today: PlainDate): string {
  if (answeredOn !== undefined && (silentOn === undefined || answeredOn <= silentOn)) return ''
  if (silentOn === undefined) return '，尚未答复，截止日按今天答复推算'
  return today < silentOn ? `，最迟 ${silentOn} 答复，截止日按该日推算` : '，逾期未提出意见'
}

const effectWords: Readonly<Record<Taken['effect'], (days: number) => string>> = {
  uncounted: (days) => `，其间 ${days} 个工作日不计入`,
  overlapping: () => '，与前面的时间重叠，不重复扣除',
  'before-start': () => '，在期限重新计算之前结束，不影响现在的截止日',
  'after-due': () => '，截止日不再变动',
}

/** The count behind the due date; absent while nothing runs. */
function countOf({ reading, calendar, today }: Case, more = 0): Count | undefined {
  const start = reading.starts.at(-1)?.on
  if (start === undefined) return undefined
  const { allowed, pauses } = reading
  return countAt({ start, counted: allowed + more, pauses, day: lookedAtOn(reading, today) }, calendar)
}

/** Each question with the workdays that it, and none before it, takes out of the count. */
function pauseSteps(it: Case): readonly Step[] {
  const effectOf = (taken: Taken) => (it.reading.delayed ? '' : effectWords[taken.effect](taken.days))
  return (countOf(it)?.taken ?? []).map((taken): Step => {
    const { pause, to } = taken
    const { says, article } = askedWords[pause.kind]
    const words = `${says}（${pause.party}）${effectOf(taken)}${endWords(pause, lookedAtOn(it.reading, it.today))}`
    return { on: pause.from, until: to, article, says: words, kind: 'pause' }
  })
}

function extensionWords({ extended, delayed }: ClockReading): string {
  const { approver, workdays: days = 0, on = '' } = extended ?? {}
  const consent = approver === undefined ? '经政府信息公开工作机构负责人同意' : `经负责人${approver}同意`
  const moot = delayed && delayed.on <= on ? '；期限已另行确定，截止日不变' : ''
  return `${consent}，延长 ${days} 个工作日${moot}`
}

function periodSteps({ reading }: Case): readonly Step[] {
  const { extended, delayed } = reading
  const steps: Step[] = []
  if (extended) steps.push({ on: extended.on, article: art33.cite, says: extensionWords(reading), kind: 'fact' })
  if (delayed)
    steps.push({
      on: delayed.on,
      article: art35.cite,
      says: `确定延迟答复的合理期限，至 ${delayed.date}`,
      kind: 'fact',
    })
  return steps
}

const monthDay = (day: PlainDate) => day.slice(5)

/** One step for a run of days with one name. */
function calendarStep(days: readonly SpecialDay[]): Step {
  const [first, last] = [days[0] as SpecialDay, days.at(-1) as SpecialDay]
  const { kind, name, notice } = first
  const list = days.length > 2 ? `${days.length} 天` : days.map(({ on }) => monthDay(on)).join('、')
  const says = kind === 'off' ? `${name}，${list} 非工作日` : `${name}调休，${list} 上班，计入工作日`
  return { on: first.on, ...(last.on !== first.on && { until: last.on }), article: notice, says, kind: 'calendar' }
}

/** Days off and days moved, those of one name as one step. */
export function specialDaySteps(days: readonly SpecialDay[]): readonly Step[] {
  const runs: SpecialDay[][] = []
  for (const day of days) {
    const before = runs.at(-1)?.at(-1)
    if (before && before.kind === day.kind && before.name === day.name) runs.at(-1)?.push(day)
    else runs.push([day])
  }
  return runs.map(calendarStep)
}

/** Days off and days moved among those that were counted. */
function calendarSteps(it: Case): readonly Step[] {
  const { reading, clock, calendar } = it
  const start = reading.starts.at(-1)?.on
  if (start === undefined || clock.dueOn === undefined || reading.delayed) return []
  const taken = countOf(it)?.taken.filter(({ effect }) => effect === 'uncounted') ?? []
  const isCounted = (on: PlainDate) => !taken.some(({ after, to }) => after < on && on <= to)
  return specialDaySteps(calendar.specialDays(start, clock.dueOn).filter(({ on }) => isCounted(on)))
}

/** The latest day that an extension could still reach. */
function latest(it: Case): PlainDate | undefined {
  const { extended, delayed } = it.reading
  return extended || delayed ? undefined : countOf(it, workdays.extension)?.due
}

/** Where only the extension reaches into a year without a notice, its day alone is provisional. */
function latestWords({ clock, calendar }: Case, until: PlainDate): string {
  const { dueOn = until, provisional } = clock
  return `最迟 ${until}${!provisional && calendar.isProvisional(dueOn, until) ? '（暂定）' : ''}`
}

function lateWords({ clock, reading, today }: Case): string {
  if (clock.state !== 'overdue') return ''
  const late = `逾期 ${clock.overdueBy} 个工作日`
  return reading.repliedOn === undefined ? `；至 ${today} ${late}` : `；${reading.repliedOn} 答复，${late}`
}

function dueSteps(it: Case): readonly Step[] {
  const { clock, reading } = it
  if (clock.dueOn === undefined) return []
  const { state } = clock
  const provisional = clock.provisional ? '（放假安排尚未公布，日期为暂定）' : ''
  const until = state === 'running' || state === 'paused' ? latest(it) : undefined
  const more = until === undefined ? '' : `；如需延长须经工作机构负责人同意，${latestWords(it, until)}`
  const says = `${state === 'paused' ? '预计答复截止' : '答复截止'}${provisional}${more}${lateWords(it)}`
  return [{ on: clock.dueOn, article: reading.delayed ? art35.cite : art33.cite, says, kind: 'due' }]
}

function endSteps({ reading, clock }: Case): readonly Step[] {
  const { repliedOn, endedOn } = reading
  if (repliedOn !== undefined)
    return clock.state === 'met' ? [{ on: repliedOn, article: art33.cite, says: '按期答复', kind: 'end' }] : []
  return endedOn === undefined ? [] : [{ on: endedOn, article: art33.cite, says: '终止，不再计时', kind: 'end' }]
}

/** An order to decide anew sets its own period. */
function anewSteps({ reading, clock, today }: Case, anew: NonNullable<ClockReading['anew']>): readonly Step[] {
  const { on, until, repliedOn } = anew
  const late = clock.overdueBy === undefined ? '' : `；${repliedOn ?? `至 ${today}`} 逾期 ${clock.overdueBy} 个工作日`
  const first = reading.repliedOn ?? on
  const met: readonly Step[] =
    repliedOn !== undefined && repliedOn <= until
      ? [{ on: repliedOn, article: art51.cite, says: '按期重新答复', kind: 'end' }]
      : []
  return [
    { on: first, article: art33.cite, says: '作出答复', kind: 'fact' },
    { on, article: art51.cite, says: '复议决定或者裁判责令重新处理，期限按该文书确定', kind: 'fact' },
    ...met,
    { on: until, article: art51.cite, says: `重新答复截止${late}`, kind: 'due' },
  ]
}

/** Steps of one day come in this order. */
const order: Readonly<Record<Step['kind'], number>> = { fact: 0, pause: 1, calendar: 2, end: 3, due: 4 }

/**
 * How the due date was reached, day by day: facts, what was not counted, days off and days moved. The last step is the
 * due date where there is one; what came after it moved nothing.
 */
export function clockSteps(it: Case): readonly Step[] {
  const { anew } = it.reading
  if (anew) return anewSteps(it, anew)
  const steps = [
    ...receiptSteps(it),
    ...clarificationSteps(it),
    ...feeSteps(it),
    ...restartSteps(it),
    ...pauseSteps(it),
    ...periodSteps(it),
    ...calendarSteps(it),
    ...endSteps(it),
    ...dueSteps(it),
  ]
  const { dueOn } = it.clock
  return steps
    .filter(({ on }) => dueOn === undefined || on <= dueOn)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : order[a.kind] - order[b.kind]))
}
