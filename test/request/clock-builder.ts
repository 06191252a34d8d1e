import { expect } from 'vitest'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import type { ChannelId } from '../../src/domain/request/channels.ts'
import { type ClockState, clockOf } from '../../src/domain/request/clock.ts'
import { readClock } from '../../src/domain/request/clock-reading.ts'
import { clockSteps } from '../../src/domain/request/clock-steps.ts'
import type { AskedKind, ClockFact, Fact } from '../../src/domain/request/facts.ts'
import type { ClockRules } from '../../src/domain/request/look.ts'
import { nation as calendar } from '../calendar/data-calendars.ts'

export const rules: ClockRules = { lamp: { red: 0, amber: 5 }, reasonsPause: false }

/** How a history stands on a day, with the steps to it. */
export function clockOn(today: PlainDate, facts: readonly Fact[], more: Partial<ClockRules> = {}) {
  const look = { calendar, today, rules: { ...rules, ...more } }
  const reading = readClock(facts, look)
  const clock = clockOf(reading, look)
  return { ...clock, faults: reading.faults, steps: clockSteps({ reading, clock, calendar, today }) }
}

type Stood = ReturnType<typeof clockOn>

/** A history as one tells it; a history that cannot be fails the test unless its faults are asked for. */
export function given(...facts: readonly Fact[]) {
  const last = facts.reduce((day, { on }) => (on > day ? on : day), '')
  const looked = (today: PlainDate) => sentences(clockOn(today, facts))
  return { ...looked(last), on: looked }
}

function sentences(stood: Stood) {
  const itself = {
    stood,
    deadlineIs: (day: PlainDate) => checked(() => expect(stood).toMatchObject({ dueOn: day, faults: [] })),
    hasNoDeadline: () => checked(() => expect([stood.dueOn, stood.faults]).toEqual([undefined, []])),
    is: (state: ClockState, more: Partial<Stood> = {}) =>
      checked(() => expect(stood).toMatchObject({ state, faults: [], ...more })),
    because: (words: string) => checked(() => expect(stood.steps.map(({ says }) => says).join('\n')).toContain(words)),
    cannotBe: (...faults: readonly string[]) =>
      checked(() =>
        expect(stood.faults.map(({ index, article, says }) => `${index} ${article ?? ''} ${says}`)).toEqual(
          faults.map((fault) => expect.stringContaining(fault)),
        ),
      ),
  }
  function checked(check: () => void) {
    check()
    return itself
  }
  return itself
}

type FactOf<Kind extends ClockFact['happened']> = Extract<ClockFact, { happened: Kind }>

export const submitted = (on: PlainDate, channel: ChannelId = 'counter'): Fact => ({
  happened: 'submitted',
  on,
  channel,
})
const plain =
  <
    const Kind extends
      | 'signed-for'
      | 'receipt-confirmed'
      | 'clarification-asked'
      | 'clarification-received'
      | 'fee-noticed'
      | 'fee-paid'
      | 'replied',
  >(
    happened: Kind,
  ) =>
  (on: PlainDate): Fact =>
    ({ happened, on }) as FactOf<Kind>

export const signedFor = plain('signed-for')
export const confirmed = plain('receipt-confirmed')
export const clarificationAsked = plain('clarification-asked')
export const clarificationReceived = plain('clarification-received')
export const feeNoticed = plain('fee-noticed')
export const feePaid = plain('fee-paid')
export const replied = plain('replied')

export const asked = (kind: AskedKind, on: PlainDate, party = '甲', delivered?: PlainDate): Fact => ({
  happened: `${kind}-asked`,
  on,
  party,
  ...(delivered !== undefined && { delivered }),
})
export const answered = (kind: AskedKind, on: PlainDate, party = '甲'): Fact => ({
  happened: `${kind}-answered`,
  on,
  party,
})
export const extended = (on: PlainDate, workdays: number): Fact => ({ happened: 'extended', on, workdays })
export const delayedUntil = (on: PlainDate, date: PlainDate): Fact => ({ happened: 'delayed-until', on, date })
