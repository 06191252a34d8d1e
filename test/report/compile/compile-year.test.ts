import { describe, expect, test } from 'vitest'
import { compileYear } from '../../../src/domain/report/compile/compile-year.ts'
import type { Dispute } from '../../../src/domain/request/folded.ts'
import { outcomeIds } from '../../../src/domain/request/outcomes.ts'
import { shippedForm } from '../sheet-builder.ts'
import { type Known, ledgerOf, outcomeRows, request, rulesOf } from './ledgers.ts'

type Form = '2019' | '2021'

const compiled = (known: readonly Known[], year: number, form: Form = '2021', countedIn?: 'concluded' | 'filed') =>
  compileYear(ledgerOf(known), { year, isOver: true }, rulesOf(form, countedIn))

/** Cells that count anything, without the totals. */
function counted(known: readonly Known[], year: number, form: Form = '2021', countedIn?: 'concluded' | 'filed') {
  const { cells, findings } = compiled(known, year, form, countedIn)
  expect(findings).toEqual([])
  return Object.fromEntries(
    Object.entries(cells).filter(([key, value]) => value > 0 && !/^settled\/|\/total$/.test(key)),
  )
}

describe.each(['2019', '2021'] as const)('In the form of %s (2.4, 2.5)', (form) => {
  test.each(outcomeIds)('%s is counted in its row, once (art. 36)', (settledAs) => {
    const row = outcomeRows[settledAs][form]
    expect(counted([request({ settledOn: '2021-03-20', settledAs })], 2021, form)).toEqual({
      'received/natural-person': 1,
      [`${row}/natural-person`]: 1,
    })
  })

  test('every cell of sections three and four is there, and none of section two', () => {
    const { cells } = compiled([], 2021, form)
    const rows = shippedForm(form)
      .tables.filter(({ section }) => section > 2)
      .flatMap(({ blocks }) => blocks.flatMap((block) => block.rows.filter((row) => !row.replaces)))
    expect(Object.keys(cells)).toHaveLength(form === '2019' ? 23 * 7 + 15 : 25 * 7 + 15)
    expect(new Set(Object.keys(cells).map((key) => key.split('/')[0]))).toEqual(new Set(rows.map(({ key }) => key)))
    expect(Object.values(cells).every((value) => value === 0)).toBe(true)
  })
})

describe('A year (art. 50: 1 January to 31 December)', () => {
  test.each([
    ['received and settled on its last day', '2021-12-31', '2021-12-31', ['received', 'granted']],
    ['received on its first day', '2021-01-01', null, ['received', 'carried-out']],
    ['received on the last day before, settled on its first', '2020-12-31', '2021-01-01', ['carried-in', 'granted']],
    ['received on the last day before, settled on that day', '2020-12-31', '2020-12-31', []],
    ['received on its last day, settled on the first after', '2021-12-31', '2022-01-01', ['received', 'carried-out']],
    ['received on the first day after', '2022-01-01', null, []],
    ['received long before, settled long after', '2019-05-06', '2023-07-08', ['carried-in', 'carried-out']],
    ['not received yet', null, null, []],
  ] as const)('counts what is %s', (_, receivedOn, settledOn, rows) => {
    const known = request({ receivedOn, settledOn, settledAs: settledOn && 'granted' })
    expect(counted([known], 2021)).toEqual(Object.fromEntries(rows.map((row) => [`${row}/natural-person`, 1])))
  })

  test('that is not over is counted as it stands', () => {
    const under = compileYear(ledgerOf([request()]), { year: 2021, isOver: false }, rulesOf('2021'))
    expect([under.state, under.cells['carried-out/total']]).toEqual(['under-way', 1])
  })

  test('opens for each figure what it counts, for a total what its parts count', () => {
    const { cells, counts } = compiled(
      [
        request({ settledOn: '2021-03-20', settledAs: 'granted' }),
        request({ applicantType: 'enterprise' }),
        request({ settledOn: '2021-04-20', settledAs: 'partly-granted' }),
      ],
      2021,
    )
    const ids = (cell: string) => counts(cell).map(({ requestId }) => requestId)
    expect(ids('received/natural-person')).toEqual([1, 3])
    expect(ids('received/total')).toEqual([1, 3, 2])
    expect(ids('settled/total')).toEqual([1, 3])
    expect(ids('carried-out/enterprise')).toEqual([2])
    expect(ids('rules/issued')).toEqual([])
    expect(cells['rules/issued']).toBeUndefined()
  })
})

describe('What went on in other requests (拆分、并案, art. 29)', () => {
  const split = (receivedOn: string, settledOn: string) => request({ receivedOn, settledOn, settledAs: null })

  test('in the year in which it came is not counted at all', () => {
    expect(counted([split('2021-03-04', '2021-03-08')], 2021)).toEqual({})
  })

  test('in a later year was carried over, and ends among other ways', () => {
    const known = [split('2020-12-30', '2021-01-04')]
    expect(counted(known, 2020)).toEqual({ 'received/natural-person': 1, 'carried-out/natural-person': 1 })
    expect(counted(known, 2021)).toEqual({ 'carried-in/natural-person': 1, 'otherwise.other/natural-person': 1 })
    expect(counted(known, 2021, '2019')).toEqual({ 'carried-in/natural-person': 1, 'otherwise/natural-person': 1 })
  })
})

describe('Disputes (2.5)', () => {
  const dispute = (given: Partial<Dispute>): Dispute => ({
    kind: 'reconsideration',
    number: '示例复〔2021〕1号',
    before: '示例市人民政府',
    filedOn: '2021-11-05',
    ...given,
  })
  const about = (given: Partial<Dispute>) => [request({ receivedOn: null, disputes: [dispute(given)] })]
  const decided = { decidedOn: '2022-01-20', result: 'overturned', ruling: 'revoked' } as const
  const court = { kind: 'litigation', number: '（2022）示01行初1号' } as const

  test.each([
    ['concluded', 2020, {}, {}],
    ['concluded', 2021, {}, { 'reconsideration/pending': 1 }],
    ['concluded', 2022, {}, { 'reconsideration/pending': 1 }],
    ['concluded', 2021, decided, { 'reconsideration/pending': 1 }],
    ['concluded', 2022, decided, { 'reconsideration/overturned': 1 }],
    ['concluded', 2023, decided, {}],
    ['concluded', 2021, { ...decided, decidedOn: '2021-12-31' }, { 'reconsideration/overturned': 1 }],
    ['filed', 2021, {}, { 'reconsideration/pending': 1 }],
    ['filed', 2022, {}, {}],
    ['filed', 2021, decided, { 'reconsideration/pending': 1 }],
    ['filed', 2022, decided, {}],
    ['filed', 2021, { ...decided, decidedOn: '2021-12-31' }, { 'reconsideration/overturned': 1 }],
  ] as const)('counted when %s: in %i, with %o, as %o', (countedIn, year, more, cells) => {
    expect(counted(about(more), year, '2021', countedIn)).toEqual(cells)
  })

  test.each([
    [{ ...court, afterReconsideration: false }, 'litigation-direct/pending'],
    [{ ...court, afterReconsideration: true }, 'litigation-after-reconsideration/pending'],
    [{ ...court, decidedOn: '2021-12-01', result: 'upheld', ruling: 'claim-rejected' }, 'litigation-direct/upheld'],
    [{ decidedOn: '2021-12-01', result: 'other-result', ruling: 'given-up' }, 'reconsideration/other-result'],
    [{ decidedOn: '2021-12-01', result: 'upheld' }, 'reconsideration/upheld'],
  ] as const)('%o is counted in %s', (given, cell) => {
    expect(counted(about(given), 2021)).toEqual({ [cell]: 1 })
  })

  test('are opened by their kind and number, also two about one request', () => {
    const known = [request({ disputes: [dispute({}), dispute({ ...court, afterReconsideration: true })] })]
    expect(compiled(known, 2021).counts('reconsideration/total')).toEqual([
      { requestId: 1, item: 'reconsideration 示例复〔2021〕1号' },
    ])
    expect(compiled(known, 2021).counts('litigation-after-reconsideration/pending')).toEqual([
      { requestId: 1, item: 'litigation （2022）示01行初1号' },
    ])
  })
})
