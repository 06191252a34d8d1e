import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/domain/calendar/plain-date.ts'
import { disputeStanding, isPressing } from '../../src/domain/request/dispute-standing.ts'
import { defenceOf, type ProcedureId, type RulingId, rulingIds, rulings } from '../../src/domain/request/disputes.ts'
import type { Dispute } from '../../src/domain/request/folded.ts'
import { nation as calendar } from '../calendar/data-calendars.ts'
import { disputeRules } from '../web/site.ts'
import { rules } from './clock-builder.ts'

const reconsideration = (notified: string | undefined, procedure: ProcedureId = 'ordinary'): Dispute => ({
  kind: 'reconsideration',
  number: '云汐复〔2025〕3号',
  before: '示例市人民政府',
  filedOn: '2025-03-03',
  procedure,
  ...(notified !== undefined && { notified }),
})

const litigation = (notified: string): Dispute => ({
  ...reconsideration(notified),
  kind: 'litigation',
  number: '行初3号',
  before: '示例市云汐区人民法院',
  afterReconsideration: false,
})

const at = (today: string) => ({ calendar, today, rules })

describe('The day by which a dispute is answered', () => {
  test.each([
    ['in an ordinary week', '2025-03-05', '2025-03-19'],
    ['over 清明节', '2025-03-31', '2025-04-15'],
    ['over 国庆节, with a Saturday to work', '2025-09-29', '2025-10-20'],
    ['over 春节, with a Sunday and a Saturday to work', '2025-01-20', '2025-02-08'],
  ])(
    'is the tenth workday of an ordinary reconsideration, %s (行政复议法第四十八条、第八十八条)',
    (_, notified, dueOn) => {
      expect(defenceOf(reconsideration(notified), calendar)?.dueOn).toBe(dueOn)
    },
  )

  test.each([
    ['in an ordinary week', '2025-03-05', '2025-03-12'],
    ['over 清明节', '2025-04-01', '2025-04-09'],
    ['on a Saturday to work', '2025-09-29', '2025-10-13'],
  ])('is the fifth workday of a simplified one, %s (行政复议法第五十四条、第八十八条)', (_, notified, dueOn) => {
    expect(defenceOf(reconsideration(notified, 'simplified'), calendar)?.dueOn).toBe(dueOn)
  })

  test.each([
    ['a workday', '2025-03-05', '2025-03-20'],
    ['a Saturday, and so the Monday', '2025-03-07', '2025-03-24'],
    ['in 国庆节, and so the day after it', '2025-09-20', '2025-10-09'],
    ['a Sunday to work, and so that Sunday', '2025-04-12', '2025-04-27'],
  ])('is the fifteenth day before a court: %s (行政诉讼法第六十七条、民事诉讼法第八十五条)', (_, notified, dueOn) => {
    expect(defenceOf(litigation(notified), calendar)?.dueOn).toBe(dueOn)
  })

  test('comes with its steps: the copy, the holidays between, the day', () => {
    expect(defenceOf(reconsideration('2025-03-31', 'simplified'), calendar)?.steps).toEqual([
      {
        on: '2025-03-31',
        article: '行政复议法第五十四条、第八十八条',
        says: '收到行政复议申请书副本（简易程序），次日起算',
        kind: 'fact',
      },
      { on: '2025-04-04', article: '2025 年放假通知', says: '清明节，04-04 非工作日', kind: 'calendar' },
      {
        on: '2025-04-08',
        article: '行政复议法第五十四条、第八十八条',
        says: '5 个工作日内提交书面答复和证据、依据，截止',
        kind: 'due',
      },
    ])
    expect(defenceOf(litigation('2025-03-07'), calendar)?.steps.map(({ on, kind }) => [on, kind])).toEqual([
      ['2025-03-07', 'fact'],
      ['2025-03-22', 'calendar'],
      ['2025-03-24', 'due'],
    ])
  })

  test('is not known before the copy has arrived, and provisional where the holidays are not yet published', () => {
    expect(defenceOf(reconsideration(undefined), calendar)).toBeUndefined()
    expect(defenceOf(reconsideration('2026-12-28'), calendar)?.provisional).toBe(true)
    expect(defenceOf(reconsideration('2026-12-01'), calendar)?.provisional).toBe(false)
  })

  test('is always a workday, and never earlier for a copy that arrived later', () => {
    const days = fc.integer({ min: 0, max: 360 }).map((n) => addDays('2025-01-01', n))
    const kinds = fc.constantFrom<(day: string) => Dispute>(
      (day) => reconsideration(day),
      (day) => reconsideration(day, 'simplified'),
      litigation,
    )
    fc.assert(
      fc.property(days, days, kinds, (one, other, of) => {
        const [first, second] = [one, other].sort() as [string, string]
        const [a, b] = [first, second].map((day) => defenceOf(of(day), calendar)?.dueOn ?? '') as [string, string]
        return calendar.isWorkday(a) && a > first && a <= b
      }),
    )
  })
})

describe('A dispute on a day', () => {
  const due = reconsideration('2025-03-05')
  test.each([
    ['2025-03-06', due, { state: 'to-answer', lamp: 'green', remaining: 9 }],
    ['2025-03-17', due, { state: 'to-answer', lamp: 'amber', remaining: 2 }],
    ['2025-03-19', due, { state: 'to-answer', lamp: 'red', remaining: 0 }],
    ['2025-03-20', due, { state: 'overdue', lamp: 'red', overdueBy: 1 }],
    ['2025-03-24', litigation('2025-03-05'), { state: 'overdue', lamp: 'red', overdueBy: 4 }],
    ['2025-03-10', litigation('2025-03-05'), { state: 'to-answer', lamp: 'green', remaining: 10 }],
    ['2025-04-01', { ...due, answeredOn: '2025-03-18' }, { state: 'answered', lamp: 'off' }],
    ['2025-04-01', { ...due, answeredOn: '2025-03-21' }, { state: 'answered', lamp: 'off', overdueBy: 2 }],
    ['2025-04-01', { ...due, decidedOn: '2025-03-28' }, { state: 'decided', lamp: 'off' }],
    ['2025-04-01', reconsideration(undefined), { state: 'undated', lamp: 'idle' }],
  ] as const)('%s: %o stands as %o', (today, dispute, standing) => {
    const { defence: _, ...rest } = disputeStanding(dispute, at(today))
    expect(rest).toEqual(standing)
  })

  test('presses while it is late or soon due, and no longer once it is answered or decided', () => {
    const presses = (dispute: Dispute, today: string) => isPressing(disputeStanding(dispute, at(today)))
    expect(['2025-03-06', '2025-03-17', '2025-04-01'].map((today) => presses(due, today))).toEqual([false, true, true])
    expect(presses({ ...due, answeredOn: '2025-03-21' }, '2025-04-01')).toBe(false)
    expect(presses({ ...due, decidedOn: '2025-03-21' }, '2025-04-01')).toBe(false)
  })
})

describe('A ruling', () => {
  test.each<readonly [RulingId, string]>([
    ['upheld', 'upheld'],
    ['claim-rejected', 'upheld'],
    ['revoked', 'overturned'],
    ['changed', 'overturned'],
    ['unlawful', 'overturned'],
    ['invalid', 'overturned'],
    ['perform', 'overturned'],
    ['not-accepted', 'other-result'],
    ['given-up', 'other-result'],
    ['mediated', 'other-result'],
  ])('%s is counted as %s in section four of the report (art. 50)', (ruling, column) => {
    expect(disputeRules.columns[ruling]).toBe(column)
  })

  test('orders to decide anew only where the decision did not stand', () => {
    const ordering = rulingIds.filter((id) => rulings[id].mayOrderAnew)
    expect(ordering).toEqual(['revoked', 'unlawful', 'invalid', 'perform'])
    expect(ordering.every((id) => disputeRules.columns[id] === 'overturned')).toBe(true)
  })
})
