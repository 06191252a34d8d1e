import { describe, expect, test } from 'vitest'
import { foldDossier } from '../../src/domain/request/dossier.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { settlementOf } from '../../src/domain/request/settlement.ts'
import { nation as calendar } from '../calendar/data-calendars.ts'
import { rules } from './clock-builder.ts'

const asks = {
  kind: 'disclosure',
  applicantType: 'natural-person',
  subject: '示例路拓宽工程用地批复',
  content: '示例路拓宽工程用地批复',
  medium: '纸质',
  delivery: '自行领取',
} as const

/** A request of 3 March 2025 with what followed, as it stands on a day. */
function dossierOn(today: string, ...more: readonly Fact[]) {
  const facts: readonly Fact[] = [
    { happened: 'submitted', on: '2025-03-03', channel: 'counter', asks },
    { happened: 'registered', on: '2025-03-03', number: '2025-0001' },
    ...more,
  ]
  const entered = facts.map((fact, at) => {
    const by = { enteredAt: new Date('2025-12-01T02:00:00Z'), person: '演示经办人', accountId: 1 }
    return { seq: at + 1, fact, ...by }
  })
  return foldDossier(entered, { calendar, today, rules })
}

const refused: Fact = { happened: 'replied', on: '2025-03-20', outcome: 'refused.deliberative', letterId: 1 }
const served: Fact = { happened: 'served', on: '2025-03-21', letterId: 1, way: 'mail', proof: '回执' }
const filed: Fact = { happened: 'reconsideration-filed', on: '2025-04-01', number: '复1', organ: '示例市人民政府' }
const revoked: Fact = {
  happened: 'reconsideration-decided',
  on: '2025-05-28',
  number: '复1',
  result: 'overturned',
  ruling: 'revoked',
  anew: '2025-06-20',
}
const granted: Fact = { happened: 'replied', on: '2025-06-18', outcome: 'granted', letterId: 2 }

describe('An order to decide anew (行政复议法第六十四条)', () => {
  test('opens the dossier again, with the period of the order', () => {
    const { status, reply, clock } = dossierOn('2025-06-02', refused, served, filed, revoked)
    expect({ status, reply, dueOn: clock.dueOn, state: clock.state, remaining: clock.remaining }).toEqual({
      status: 'handling',
      reply: undefined,
      dueOn: '2025-06-20',
      state: 'running',
      remaining: 14,
    })
  })

  test('is overdue from the day after that period', () => {
    const { clock } = dossierOn('2025-06-23', refused, served, filed, revoked)
    expect(clock).toMatchObject({ state: 'overdue', overdueBy: 1 })
  })

  test('is met by the second reply, which closes the dossier once it is served', () => {
    const again: Fact = { ...served, on: '2025-06-19', letterId: 2 } as Fact
    const { status, clock, reply } = dossierOn('2025-07-01', refused, served, filed, revoked, granted, again)
    expect({ status, state: clock.state, outcome: reply?.outcome }).toEqual({
      status: 'closed',
      state: 'met',
      outcome: 'granted',
    })
  })

  test('does not open a dossier that has not been replied to', () => {
    expect(dossierOn('2025-06-02', filed, revoked).anew).toBeUndefined()
  })

  test('without a period leaves the reply as it is', () => {
    const { anew: _, ...upheld } = { ...revoked, result: 'upheld', ruling: 'upheld' } as typeof revoked & {
      anew: string
    }
    const { status, reply } = dossierOn('2025-06-02', refused, served, filed, upheld as Fact)
    expect({ status, outcome: reply?.outcome }).toEqual({ status: 'closed', outcome: 'refused.deliberative' })
  })
})

describe('The report counts a request (art. 50)', () => {
  test.each([
    ['while it is open, as not settled', [], { settledOn: null, settledAs: null }],
    ['by its reply', [refused], { settledOn: '2025-03-20', settledAs: 'refused.deliberative' }],
    [
      'by the first reply, whatever is decided anew later',
      [refused, filed, revoked, granted],
      { settledOn: '2025-03-20', settledAs: 'refused.deliberative' },
    ],
    [
      'as withdrawn where the applicant gave it up',
      [{ happened: 'withdrawn', on: '2025-03-10', reason: '不需要了' }],
      { settledOn: '2025-03-10', settledAs: 'otherwise.withdrawn' },
    ],
    [
      'as something else where another organ handles it',
      [{ happened: 'transferred', on: '2025-03-10', to: '示例局', reason: '职权划转' }],
      { settledOn: '2025-03-10', settledAs: 'otherwise.other' },
    ],
    [
      'in the requests that it went on in where it was split',
      [{ happened: 'split', on: '2025-03-10', into: ['2025-0002', '2025-0003'] }],
      { settledOn: '2025-03-10', settledAs: null },
    ],
  ] satisfies readonly (readonly [string, readonly Fact[], object])[])('%s', (_, facts, settlement) => {
    expect(settlementOf(dossierOn('2025-12-01', ...facts))).toEqual(settlement)
  })
})
