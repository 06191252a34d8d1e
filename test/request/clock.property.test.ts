import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/domain/calendar/plain-date.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { nation } from '../calendar/data-calendars.ts'
import { answered, asked, clockOn } from './clock-builder.ts'
import { walkedDue } from './clock-oracle.ts'
import { anyDay, anyFact, anyHistory, lastOf, toldHistories } from './histories.ts'

/** Without the places of the facts, which are those of entry. */
function known({ faults, ...stood }: ReturnType<typeof clockOn>) {
  return { ...stood, faults: faults.map(({ says }) => says).sort() }
}

describe('Any history', () => {
  test('is due where a clerk comes to who walks day by day, a finger on the calendar (arts. 30, 32–34)', () => {
    fc.assert(
      fc.property(toldHistories, ({ told, facts, today }) => {
        const { dueOn, faults } = clockOn(today, facts)
        const walked = walkedDue(told, today)
        expect(faults.map(({ article }) => article)).toEqual(walked === 'refused' ? ['条例第三十三条'] : [])
        if (walked !== 'refused') expect(dueOn).toBe(walked)
      }),
      { numRuns: 1000 },
    )
  })

  test('is never thrown at, whatever it says, and shows what its state allows', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 20 }), anyDay, (facts, today) => {
        const { state, dueOn, remaining, overdueBy, receivedOn } = clockOn(today, facts)
        if (state.startsWith('awaiting-')) expect(dueOn).toBeUndefined()
        if (state === 'awaiting-confirmation') expect(receivedOn).toBeUndefined()
        expect(remaining !== undefined).toBe(state === 'running')
        expect(overdueBy !== undefined).toBe(state === 'overdue')
        for (const count of [remaining ?? 0, overdueBy ?? 0]) expect(count).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })

  test('is due on a workday, unless art. 35 fixed the day', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, (facts, today) => {
        const { dueOn } = clockOn(
          today,
          facts.filter(({ happened }) => happened !== 'delayed-until'),
        )
        if (dueOn !== undefined) expect(nation.isWorkday(dueOn)).toBe(true)
      }),
    )
  })

  test('is told in steps in the order of days, of which the last is the due date', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, (facts, today) => {
        const { dueOn, steps } = clockOn(today, facts)
        const days = steps.map(({ on }) => on)
        expect(days).toEqual([...days].sort())
        if (dueOn !== undefined) expect(steps.at(-1)).toMatchObject({ on: dueOn, kind: 'due' })
        for (const { article, says } of steps) expect([article, says]).not.toContain('')
      }),
    )
  })

  test('is the same in whatever order it is entered, late or early', () => {
    const shuffled = anyHistory.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
    )
    fc.assert(
      fc.property(shuffled, anyDay, ([facts, other], today) => {
        const inEntry = facts.every((fact, at) => facts.findIndex((one) => same(one, fact)) === at)
        fc.pre(inEntry)
        expect(known(clockOn(today, other))).toEqual(known(clockOn(today, facts)))
      }),
    )
  })
})

/** Facts of one day and kind, whose order of entry decides. */
const same = (a: Fact, b: Fact) => a.on === b.on && a.happened === b.happened

const steady: readonly Fact['happened'][] = [
  'clarification-received',
  'fee-paid',
  'receipt-confirmed',
  'signed-for',
  'delayed-until',
  'replied',
  'withdrawn',
]
const places = (faults: readonly { readonly index: number }[]) => faults.map(({ index }) => index).join()
const isAnswer = ({ happened }: Fact) => happened.endsWith('-answered')

describe('A due date', () => {
  test('is moved earlier by no fact but a restart, an answer that came, and a day fixed under art. 35', () => {
    fc.assert(
      fc.property(anyHistory, anyFact, (facts, fact) => {
        fc.pre(!steady.includes(fact.happened) && !isAnswer(fact) && fact.happened !== 'submitted')
        const today = lastOf([...facts, fact])
        const before = clockOn(today, facts)
        const after = clockOn(today, [...facts, fact])
        // What the fact makes possible or impossible of the others is not its own doing.
        fc.pre(places(after.faults) === places(before.faults))
        if (before.dueOn !== undefined && after.dueOn !== undefined) expect(after.dueOn >= before.dueOn).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('is not moved earlier by one more question with its answer, nor twice by the same one', () => {
    fc.assert(
      fc.property(toldHistories, fc.nat(80), fc.nat(20), ({ facts, today }, after, long) => {
        const on = addDays((facts[0] as Fact).on, after)
        const more = (party: string) => [
          asked('other-organ', on, party),
          answered('other-organ', addDays(on, long), party),
        ]
        const later = addDays(today, 100)
        const [none, once, twice] = [[], more('丙'), [...more('丙'), ...more('丁')]].map(
          (added) => clockOn(later, [...facts, ...added]).dueOn ?? '',
        ) as [string, string, string]
        expect(once >= none).toBe(true)
        expect(twice).toBe(once)
      }),
    )
  })

  test('moves on with the days while another organ is silent, and never back', () => {
    fc.assert(
      fc.property(toldHistories, fc.nat(30), ({ facts, today }, days) => {
        const [now, then] = [today, addDays(today, days)].map((day) => clockOn(day, facts).dueOn ?? '')
        expect((then ?? '') >= (now ?? '')).toBe(true)
      }),
    )
  })
})

describe('Ten thousand facts', () => {
  test('are read in a moment', () => {
    const day = (at: number) => addDays('2019-01-01', at % 2000)
    const facts: Fact[] = [{ happened: 'submitted', on: '2019-01-01', channel: 'counter' }]
    for (let at = 0; at < 5000; at += 1)
      facts.push(asked('other-organ', day(at), `${at}`), answered('other-organ', addDays(day(at), 3), `${at}`))
    const began = performance.now()
    expect(clockOn('2026-11-01', facts).faults).toEqual([])
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
