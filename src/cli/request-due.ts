import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { createWorkCalendar } from '../domain/calendar/work-calendar.ts'
import { type Clock, clockOf, clockStates } from '../domain/request/clock.ts'
import { type Fault, readClock } from '../domain/request/clock-reading.ts'
import { clockSteps, type Step } from '../domain/request/clock-steps.ts'
import type { ClockRules } from '../domain/request/look.ts'
import { isCountable, type Line, placeOf, type ReadFacts, readClockFacts, years } from './clock-facts.ts'
import type { CliIo } from './io.ts'
import { plain } from './report-columns.ts'

export interface DueOptions {
  readonly text: string
  readonly today: PlainDate
  /** What was wrong with the command line. */
  readonly faults: readonly string[]
  readonly json: boolean
}

/** What is told from outside holds no demand for reasons and shows no lamp. */
const rules: ClockRules = { lamp: { red: 0, amber: 5 }, reasonsPause: false }

/** Tells when the reply is due, and why. Gives 0, or 2 with a line a fault and nothing told. */
export async function tellDue(io: CliIo, { text, today, faults, json }: DueOptions): Promise<number> {
  const calendar = createWorkCalendar(await io.calendarYears())
  const read = readClockFacts(text)
  const look = { calendar, rules, today: isCountable(today) ? today : `${years.last}-12-31` }
  const reading = readClock(read.facts, look)
  const lines = [...faults, ...linesOf(read, reading.faults)]
  if (lines.length > 0) {
    io.err(lines.map((line) => `${plain(line)}\n`).join(''))
    return 2
  }
  io.err(read.strange.map(({ says }) => `${plain(says)}\n`).join(''))
  const clock = clockOf(reading, look)
  const steps = clockSteps({ reading, clock, calendar, today })
  io.out(json ? `${JSON.stringify(toJson(clock, steps), null, 2)}\n` : toText(clock, steps))
  return 0
}

/** What is wrong with single facts and with the history, in the order of the facts. */
function linesOf({ faults, places, unread }: ReadFacts, impossible: readonly Fault[]): readonly string[] {
  const told = impossible.filter(({ lacks }) => lacks === undefined || !mayBeUnread(lacks, unread))
  const lines: readonly Line[] = told.map(({ index, says, article }) => {
    const place = places[index] ?? index
    return { index: place, says: `${placeOf(place)}：${says}${article === undefined ? '' : `（${article}）`}` }
  })
  return [...faults, ...lines].sort((a, b) => a.index - b.index).map(({ says }) => says)
}

/** Whether what a fact lacks may stand in one that could not be read; without a submission everything lacks it. */
const mayBeUnread = (lacks: string, unread: ReadonlySet<string>) =>
  unread.has(lacks) || (lacks === 'submitted' && unread.has('unknown'))

function toJson({ receivedOn, dueOn, state, remaining, overdueBy, provisional }: Clock, steps: readonly Step[]) {
  const told = steps.map(({ on, article, says }) => ({ on, article, says }))
  return { receivedOn, dueOn, state, remaining, overdueBy, provisional, steps: told }
}

function toText(clock: Clock, steps: readonly Step[]): string {
  const { receivedOn = '尚未确定', dueOn = '尚未计算', provisional } = clock
  const lines = [
    `收到申请之日  ${receivedOn}`,
    `答复截止日    ${dueOn}${provisional ? '（暂定）' : ''}`,
    `状态          ${clockStates[clock.state]}${countWords(clock)}`,
    '',
    ...steps.map(({ on, article, says }) => `${on}  ${plain(says)}（${article}）`),
  ]
  return `${lines.join('\n')}\n`
}

function countWords({ remaining, overdueBy }: Clock): string {
  if (remaining !== undefined) return `，还剩 ${remaining} 个工作日`
  return overdueBy === undefined ? '' : ` ${overdueBy} 个工作日`
}
