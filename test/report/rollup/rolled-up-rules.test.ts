import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../../src/domain/report/checks/reconcile.ts'
import { ruleOf, rules } from '../../../src/domain/report/checks/rules.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'
import { checkRollUp } from '../../../src/domain/report/rollup/check-roll-up.ts'
import type { RollUp } from '../../../src/domain/report/rollup/roll-up.ts'
import { balancedSheet, readingOf } from '../sheet-builder.ts'
import { accepted, empty, form, old, rolledUp, withOneRow } from './region.ts'

const two = { ...empty, 'licences/decisions': 70 }
const three = { ...empty, 'licences/decisions': 48 }
const all = rolledUp([
  { id: 2, has: two },
  { id: 3, has: three },
])
const government = (cells: Cells, rollUp: RollUp) =>
  reconcile({ reading: readingOf(form, cells, { year: 2024 }), form, claims: [], rollUp })
const found = (cells: Cells, rollUp: RollUp) => government(cells, rollUp).filter(({ id }) => id.startsWith('rollup.'))
const sums = (cells: Cells, rollUp: RollUp) => found(cells, rollUp).filter(({ id }) => id === 'rollup.sum')
const printed = (value: number | null): Cells => ({ ...empty, 'licences/decisions': value })

describe('A government’s report against the sum of its bodies', () => {
  it('that agrees with it in every cell gets no finding', () => {
    expect(government(printed(118), all)).toEqual([])
  })

  it('that does not gets an error, with both sides and the cell', () => {
    expect(sums(printed(120), all)).toEqual([
      {
        id: 'rollup.sum',
        stableId: 'rollup.sum:licences/decisions=118|120',
        severity: 'error',
        cells: ['licences/decisions'],
        left: 118,
        right: 120,
        difference: -2,
        message: '行政许可·本年处理决定数量：各机关之和 118，本报告填 120，相差 2',
        places: [expect.objectContaining({ text: '120' })],
        fault: 'report',
      },
    ])
  })

  it('gets a warning that names the missing bodies where not all are there', () => {
    const some = rolledUp([
      { id: 2, has: two },
      { id: 3, has: three },
      { id: 4, has: { state: 'returned' } },
      { id: 5, has: accepted(balancedSheet(old), old) },
    ])
    expect(sums(printed(120), some)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('（乙4局、乙5局没有计入）') },
    ])
    expect(sums(printed(118), some)).toEqual([])
  })

  it('names three of many missing bodies there, and all of them by name in findings of their own', () => {
    const many = rolledUp([{ id: 2, has: two }, ...[3, 4, 5, 6, 7].map((id) => ({ id }))])
    expect(sums(printed(120), many)[0]?.message).toContain('乙3局、乙4局、乙5局等 5 个机关没有计入')
    expect(found(empty, many).filter(({ id }) => id === 'rollup.missing')).toHaveLength(5)
  })

  it('gets a warning where a body lacks the cell, or may hold the difference in a blank one', () => {
    const { 'licences/decisions': _, ...lacking } = empty
    const incomplete = rolledUp([
      { id: 2, has: two },
      { id: 3, has: lacking },
    ])
    expect(sums(printed(120), incomplete)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('（乙3局没有这一格）') },
    ])
    const blank = rolledUp([
      { id: 2, has: two },
      { id: 3, has: printed(null) },
    ])
    expect(sums(printed(120), blank)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('（乙3局这一格空白）') },
    ])
    expect(sums(printed(60), blank)).toMatchObject([{ severity: 'error', left: 70, right: 60 }])
  })

  it('gets a warning where it left blank what its bodies filled, and nothing where all agree that there is none', () => {
    expect(sums(printed(null), all)).toMatchObject([
      { severity: 'warning', left: 118, message: '行政许可·本年处理决定数量：各机关之和 118，本报告未填' },
    ])
    expect(sums({ ...printed(118), 'rules/issued': null }, all)).toEqual([])
  })

  it('is not judged over a cell that the reader could not tell', () => {
    const { 'licences/decisions': _, ...untold } = empty
    expect(sums(untold, all)).toEqual([])
  })

  it('is not compared with a sum in another form, and says so', () => {
    const sum = rolledUp([{ id: 2, has: accepted(balancedSheet(old), old) }], old)
    expect(found(empty, sum)).toMatchObject([
      { id: 'rollup.sum', severity: 'warning', message: expect.stringContaining('没有逐格核对') },
    ])
  })

  it('may round amounts to half a cent of 万元', () => {
    const fees = rolledUp([{ id: 2, has: { ...empty, 'fees/amount': 10.004 } }])
    expect(sums({ ...empty, 'fees/amount': 10 }, fees)).toEqual([])
    expect(sums({ ...empty, 'fees/amount': 10.02 }, fees)).toHaveLength(1)
  })

  it('is compared in （六）其他处理 as a whole where one side prints one row and the other three', () => {
    const cells = { ...empty, 'otherwise.other/total': 4, 'otherwise.fee-unpaid/total': 3 }
    const parts = rolledUp([{ id: 2, has: cells }])
    expect(sums(withOneRow(cells), parts)).toEqual([])
    expect(sums({ ...withOneRow(cells), 'otherwise/total': 9 }, parts)).toMatchObject([
      { severity: 'error', cells: ['otherwise/total'], left: 7, right: 9 },
    ])
    const lacking = Object.fromEntries(Object.entries(cells).filter(([key]) => !key.startsWith('otherwise.other/')))
    expect(sums({ ...withOneRow(cells), 'otherwise/total': 9 }, rolledUp([{ id: 2, has: lacking }]))).toEqual([])
    const mixed = rolledUp([
      { id: 2, has: cells },
      { id: 3, has: withOneRow(cells) },
    ])
    expect(sums({ ...empty, 'otherwise.other/total': 14 }, mixed)).toEqual([])
    expect(sums({ ...empty, 'otherwise.other/total': 15 }, mixed)[0]?.cells).toHaveLength(3)
  })
})

describe('Bodies that owe a report by 31 January (条例第四十九条)', () => {
  const sum = rolledUp([
    { id: 2, has: { state: 'nil' } },
    { id: 3, has: { state: 'submitted' } },
    { id: 4 },
    { id: 5, has: accepted(balancedSheet(old), old) },
    { id: 6, has: two },
  ])
  const missing = found(two, sum)

  it('are named one by one, with how far they have come', () => {
    expect(missing.map(({ id, severity, message }) => [id, severity, message])).toEqual([
      ['rollup.missing', 'warning', '乙3局的报告已报送，还没有接收，没有计入汇总'],
      ['rollup.missing', 'warning', '乙4局没有报送报告，也没有零报告，没有计入汇总'],
      ['rollup.missing', 'warning', '乙5局的报告用的不是本年度的格式（2019），没有计入汇总'],
    ])
    expect(ruleOf('rollup.missing').gist).toContain('条例第四十九条')
  })

  it('keep the same finding while the others report', () => {
    expect(missing.map(({ stableId }) => stableId)).toContain('rollup.missing:乙4局')
  })
})

describe('The summed sheet', () => {
  it('is checked by the rules that need figures alone', () => {
    const wrong = { ...empty, 'received/total': 5 }
    const findings = checkRollUp(rolledUp([{ id: 2, has: wrong }]))
    expect(findings.map(({ id }) => id)).toEqual(['flow', 'across'])
    const alone = reconcile({ reading: readingOf(form, wrong, { year: 2024 }), form, claims: [] })
    expect(findings.map(({ stableId, message }) => [stableId, message])).toEqual(
      alone.map(({ stableId, message }) => [stableId, message]),
    )
  })

  it('gets every rule of figures and none of prose', () => {
    const figures = rules.filter(({ reads }) => reads === 'figures').map(({ id }) => id)
    expect(figures).toEqual(
      expect.arrayContaining(['flow', 'settled', 'across', 'disputes', 'cell.integer', 'form.complete']),
    )
    expect(figures.filter((id) => /^(section|claim|prose|period|reading)\./.test(id))).toEqual([])
  })

  it('is no error where a body’s blank cell may hold the difference', () => {
    const blank = {
      ...empty,
      'granted/natural-person': null,
      'granted/total': 3,
      'settled/total': 3,
      'received/total': 3,
    }
    const other = { ...empty }
    const findings = checkRollUp(
      rolledUp([
        { id: 2, has: blank },
        { id: 3, has: other },
      ]),
    )
    const across = findings.find(({ cells }) => cells.includes('granted/total'))
    expect(across).toMatchObject({ id: 'across', severity: 'warning' })
    expect(across?.message).toContain('有的机关有空白格')
  })

  it('is not judged over a cell that some body lacks', () => {
    const wrong: Cells = { ...empty, 'granted/total': 3 }
    const { 'granted/natural-person': _, ...lacking } = wrong
    const sum = rolledUp([
      { id: 2, has: empty },
      { id: 3, has: lacking },
    ])
    expect(checkRollUp(sum).filter(({ cells }) => cells.includes('granted/total') && cells.length === 1)).toEqual([])
    expect(checkRollUp(rolledUp([{ id: 2 }]))).toEqual([])
  })
})

describe('A single report', () => {
  it('is checked as ever where there is no sum to compare it with', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 30, maxLength: 30 }), (seed) => {
        let next = 0
        const cells = balancedSheet(form, () => seed[next++ % seed.length] ?? 0)
        const sum = rolledUp([{ id: 2, has: cells }])
        const reading = readingOf(form, { ...cells, 'received/total': 3.5 }, { year: 2024 })
        const alone = reconcile({ reading, form, claims: [] })
        const compared = reconcile({ reading, form, claims: [], rollUp: sum })
        expect(compared.filter(({ id }) => id !== 'rollup.sum')).toEqual(alone)
        expect(compared.length).toBe(alone.length + 1)
      }),
      { numRuns: 30 },
    )
  })
})
