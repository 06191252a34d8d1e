import { daysBetween, type PlainDate } from '../calendar/plain-date.ts'
import type { Clock } from './clock.ts'
import type { ClockReading } from './clock-reading.ts'

/** How a dossier stands against its clock, for the head of its page. */
export interface DueWords {
  /** In large type: a day, or what is waited for. */
  readonly large: string
  readonly says: string
}

const runningWords = (remaining: number) =>
  remaining === 0 ? '答复截止日 · 今天截止' : `答复截止日 · 还剩 ${remaining} 个工作日`

function pausedWords(since: PlainDate, today: PlainDate): string {
  return `停止计时第 ${daysBetween(since, today) + 1} 日 · 预计答复截止日`
}

function overdueWords({ overdueBy = 0 }: Clock, repliedOn: PlainDate | undefined): string {
  const late = `逾期 ${overdueBy} 个工作日`
  return repliedOn === undefined ? `答复截止日 · ${late}` : `答复截止日 · ${repliedOn} 答复，${late}`
}

/** 行政复议法第六十四条: once a decision was ordered anew, the day of the order is what counts. */
function anewWords(
  { state, dueOn = '', remaining = 0, overdueBy = 0 }: Clock,
  repliedOn: PlainDate | undefined,
): DueWords {
  const late = `逾期 ${overdueBy} 个工作日`
  if (repliedOn !== undefined)
    return {
      large: dueOn,
      says: `责令重新处理的截止日 · ${repliedOn} ${state === 'met' ? '按期重新答复' : `重新答复，${late}`}`,
    }
  const left = remaining === 0 ? '今天截止' : `还剩 ${remaining} 个工作日`
  return { large: dueOn, says: `责令重新处理 · 重新答复截止日 · ${state === 'overdue' ? late : left}` }
}

type Read = Pick<ClockReading, 'repliedOn' | 'anew'>

/** The large words and those beside them. */
export function dueWords(clock: Clock, { repliedOn, anew }: Read, today: PlainDate): DueWords {
  if (anew) return anewWords(clock, anew.repliedOn)
  const { state, dueOn = '', pausedSince = today, remaining = 0 } = clock
  switch (state) {
    case 'awaiting-confirmation':
      return { large: '待确认收到', says: '与申请人确认收到之日起计算答复期限' }
    case 'awaiting-clarification':
      return { large: '等待补正', says: '补正后重新计算答复期限' }
    case 'awaiting-payment':
      return { large: '等待缴费', says: '缴费后重新计算答复期限' }
    case 'running':
      return { large: dueOn, says: runningWords(remaining) }
    case 'paused':
      return { large: `约 ${dueOn}`, says: pausedWords(pausedSince, today) }
    case 'overdue':
      return { large: dueOn, says: overdueWords(clock, repliedOn) }
    case 'met':
      return { large: dueOn, says: `答复截止日 · ${repliedOn} 按期答复` }
    case 'ended':
      return { large: '已终止', says: '不再计时' }
  }
}
