import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import { type ClockState, clockStates, type Lamp } from '../../../domain/request/clock.ts'
import { type ListedClock, listedClock } from '../../../domain/request/listed-clock.ts'
import type { Look } from '../../../domain/request/look.ts'
import type { RequestLine } from '../../../store/request-lists.ts'

/** What the first column of a list says: a light, a day or why there is none, and how far it is. */
export interface StandingWords {
  readonly lamp: Lamp
  readonly state: ClockState
  readonly day: string
  readonly says: string
}

/** Month and day; the year too where it is another than that of the day it is read beside. */
export const nearDay = (day: PlainDate, beside: PlainDate): string =>
  day.slice(0, 4) === beside.slice(0, 4) ? day.slice(5) : day

/** What is waited for while no day can be told. */
const undated = {
  'awaiting-confirmation': { day: '未起算', says: '与申请人确认收到后计算' },
  'awaiting-clarification': { day: '未起算', says: '补正后重新计算' },
  'awaiting-payment': { day: '未起算', says: '缴费后重新计算' },
} as const

function repliedWords({ repliedOn, overdueBy }: RequestLine, today: PlainDate): Pick<StandingWords, 'day' | 'says'> {
  const says = overdueBy === null ? '按期答复' : `逾期 ${overdueBy} 个工作日答复`
  return { day: repliedOn === null ? '' : nearDay(repliedOn, today), says }
}

function countedWords({ state, remaining = 0, overdueBy = 0, pausedFor = 0 }: ListedClock): string {
  if (state === 'overdue') return `逾期 ${overdueBy} 个工作日`
  if (state === 'paused') return `停止计时第 ${pausedFor + 1} 日`
  return remaining === 0 ? '今天到期' : `还剩 ${remaining} 个工作日`
}

function wordsOf(line: RequestLine, clock: ListedClock, today: PlainDate): Pick<StandingWords, 'day' | 'says'> {
  const { state } = clock
  if (line.repliedOn !== null) return repliedWords(line, today)
  if (state === 'ended') return { day: '—', says: '已终止' }
  if (state in undated) return undated[state as keyof typeof undated]
  if (line.dueOn === null) return { day: '未起算', says: clockStates[state] }
  const about = state === 'paused' ? '约 ' : ''
  const provisional = line.provisional ? ' · 暂定' : ''
  return { day: `${about}${nearDay(line.dueOn, today)}`, says: `${countedWords(clock)}${provisional}` }
}

/** How a listed request stands today, in the words of the desk. */
export function standingWords(line: RequestLine, look: Look): StandingWords {
  const clock = listedClock(line, look)
  return { lamp: clock.lamp, state: clock.state, ...wordsOf(line, clock, look.today) }
}
