import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import { createWorkCalendar } from '../../src/domain/calendar/work-calendar.ts'
import { clockOf } from '../../src/domain/request/clock.ts'
import { type ClockRules, readClock } from '../../src/domain/request/clock-reading.ts'
import { clockSteps } from '../../src/domain/request/clock-steps.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { root } from '../database.ts'

const folder = join(root, 'data/calendars')

/** The calendar of the notices that come with the program. */
export const calendar = createWorkCalendar(
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))),
)

export const rules: ClockRules = { lamp: { red: 0, amber: 5 }, reasonsPause: false }

/** How a history stands on a day, with the steps to it. */
export function clockOn(today: PlainDate, facts: readonly Fact[]) {
  const reading = readClock(facts, { calendar, today, rules })
  const clock = clockOf(reading, { calendar, today, rules })
  return { ...clock, faults: reading.faults, steps: clockSteps({ reading, clock, calendar, today }) }
}
