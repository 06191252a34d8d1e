import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/domain/report/checks/reconcile.ts'
import { ruleOf, rules } from '../../src/domain/report/checks/rules.ts'
import type { Claim } from '../../src/domain/report/claim.ts'
import type { CellKey } from '../../src/domain/report/form.ts'
import { formCells } from '../../src/domain/report/form.ts'
import type { Cells, Reading } from '../../src/domain/report/reading.ts'
import { balancedSheet, readingOf, shippedForm } from './sheet-builder.ts'

const form = shippedForm('2021')
const old = shippedForm('2019')
const sheet: Record<CellKey, number> = balancedSheet(form, (key) => (key === 'granted/natural-person' ? 40 : 0))

function found(cells: Cells, more: Partial<Reading> = {}, previous?: Reading, claims: readonly Claim[] = []) {
  const reading = readingOf(form, cells, { year: 2022, ...more })
  return reconcile({ reading, form, claims, ...(previous && { previous }) })
}
const of = (id: string, findings: ReturnType<typeof found>) => findings.filter((finding) => finding.id === id)
const without = (cells: Record<CellKey, number>, gone: (key: CellKey) => boolean): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([key]) => !gone(key)))
const blank = (gone: (key: CellKey) => boolean): Cells =>
  Object.fromEntries(Object.entries(sheet).map(([key, value]) => [key, gone(key) ? null : value]))

describe('the registry of rules', () => {
  it('holds every identity of both forms, with words for each rule', () => {
    const ids = rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const identity of [...form.identities, ...old.identities]) expect(ids).toContain(identity.id)
    for (const rule of rules) for (const words of [rule.title, rule.gist, rule.advice]) expect(words).toMatch(/[一-龥]/)
  })

  it('names a rule that it no longer holds by its id', () => {
    expect(ruleOf('across').title).toBe('横向不平')
    expect(ruleOf('gone').title).toBe('gone')
  })

  it('evaluates an identity that only the form knows', () => {
    const identity = {
      id: 'new',
      severity: 'error',
      table: 'disputes',
      per: 'row',
      says: '',
      left: ['upheld'],
      right: ['pending'],
    }
    const future = { ...form, identities: [identity] } as typeof form
    const reading = readingOf(future, { ...sheet, 'reconsideration/upheld': 2 }, { year: 2022 })
    const findings = reconcile({ reading, form: future, claims: [] })
    expect(of('new', findings)).toMatchObject([{ cells: ['reconsideration/upheld'], left: 0, right: 2 }])
  })
})

describe('numbers in cells', () => {
  it('of counts are whole', () => {
    expect(of('cell.integer', found({ ...sheet, 'licences/decisions': 3.5 }))).toMatchObject([
      {
        severity: 'error',
        cells: ['licences/decisions'],
        left: 3.5,
        message: '行政许可·本年处理决定数量填 3.5，应为整数',
      },
    ])
    expect(of('cell.integer', found({ ...sheet, 'fees/amount': 3.5 }))).toEqual([])
  })

  it('are not negative, but for changes', () => {
    expect(of('cell.non-negative', found({ ...sheet, 'rules/repealed': -1 }))).toMatchObject([
      { cells: ['rules/repealed'] },
    ])
    const reading = readingOf(old, { ...balancedSheet(old), 'licences/change': -3 })
    expect(of('cell.non-negative', reconcile({ reading, form: old, claims: [] }))).toEqual([])
  })

  it('of amounts have a unit', () => {
    const cells = { ...balancedSheet(old), 'procurement/amount': 20477 }
    const check = (units: Reading['units']) =>
      of('cell.unit', reconcile({ reading: readingOf(old, cells, { units }), form: old, claims: [] }))
    expect(check({})).toMatchObject([{ severity: 'warning', cells: ['procurement/amount'] }])
    expect(check({ 'procurement/amount': '元' })).toEqual([])
  })

  it('of amounts that are ten thousand times last year’s look like 元 for 万元', () => {
    const last = readingOf(form, { ...balancedSheet(form), 'fees/amount': 380 }, { year: 2021 })
    const mixed = of('cell.unit', found({ ...sheet, 'fees/amount': 3_912_000 }, {}, last))
    expect(mixed).toMatchObject([{ left: 3_912_000, right: 380 }])
    expect(mixed[0]?.message).toContain('可能混用了元和万元')
    expect(of('cell.unit', found({ ...sheet, 'fees/amount': 4100 }, {}, last))).toEqual([])
  })
})

describe('blank cells', () => {
  it('are one hint where a column is blank throughout', () => {
    const hints = of('cell.blank', found(blank((key) => key.endsWith('/research'))))
    expect(hints).toMatchObject([{ severity: 'hint', message: '“科研机构”一列整列空白，没有填 0' }])
    expect(hints[0]?.cells).toHaveLength(25)
  })

  it('are one hint where a table is blank throughout', () => {
    const hints = of('cell.blank', found(blank((key) => /^(reconsideration|litigation)/.test(key))))
    expect(hints.map(({ message }) => message)).toEqual(['政府信息公开行政复议、行政诉讼情况整张表空白，没有填 0'])
  })

  it('are one hint a row where a few are scattered, with what is printed instead', () => {
    const cells = { ...sheet, 'granted/research': null, 'granted/enterprise': null }
    const sources = {
      'granted/research': { start: 1, end: 2, text: '/' },
      'granted/enterprise': { start: 3, end: 4, text: '/' },
    }
    expect(of('cell.blank', found(cells, { sources })).map(({ message }) => message)).toEqual([
      '（一）予以公开的商业企业、科研机构填“/”，不是 0',
    ])
  })

  it('are told together where many rows have some', () => {
    const hints = of('cell.blank', found(blank((key) => /^refused.*(research|enterprise)$/.test(key))))
    expect(hints.map(({ message }) => message)).toEqual([
      '收到和处理政府信息公开申请情况有 16 格空白，分布在 8 行，没有填 0',
    ])
  })

  it('printed as 0 are none', () => {
    expect(found(sheet)).toEqual([])
  })
})

describe('completeness of the form', () => {
  it('names a lost row, a lost column and a lost table', () => {
    const lost = (gone: (key: CellKey) => boolean) =>
      of('form.complete', found(without(sheet, gone))).map((one) => one.message)
    expect(lost((key) => key.startsWith('refused.deliberative/'))).toEqual([
      '没有见到“（三）不予公开6.属于四类过程性信息”一行',
    ])
    expect(lost((key) => key.endsWith('/legal-services'))).toEqual(['没有见到“法律服务机构”一列'])
    expect(lost((key) => /^(reconsideration|litigation)/.test(key))).toEqual([
      '没有见到“政府信息公开行政复议、行政诉讼情况”的表格',
    ])
    expect(lost((key) => key.startsWith('fees/'))).toEqual(['没有见到“第二十条第（八）项”的各行'])
  })

  it('tells one printed row （六） from a lost one by a hint', () => {
    const one = { ...without(sheet, (key) => key.startsWith('otherwise.')) } as Record<CellKey, number | null>
    for (const { row, column } of formCells(form)) if (row.key === 'otherwise') one[`otherwise/${column.key}`] = 0
    expect(of('form.complete', found(one))).toMatchObject([
      { severity: 'hint', message: expect.stringContaining('只印了一行') },
    ])
    expect(of('form.complete', found(without(sheet, (key) => key.startsWith('otherwise.'))))).toHaveLength(3)
  })

  it('does not call a row lost that the reader saw but could not split', () => {
    const cells = without(sheet, (key) => key.startsWith('normative-documents/'))
    const problem = (code: string) => ({
      code,
      severity: 'warning' as const,
      cells: formCells(form)
        .filter(({ row }) => row.key === 'normative-documents')
        .map(({ key }) => key),
      message: '',
    })
    expect(of('form.complete', found(cells, { problems: [problem('cells-unclear')] }))).toEqual([])
    expect(of('form.complete', found(cells, { problems: [problem('row-missing')] }))).toHaveLength(1)
  })
})

describe('figures over two years', () => {
  const last = (cells: Cells) => readingOf(form, { ...balancedSheet(form), ...cells }, { year: 2021 })

  it('that jump more than five times are a hint, small ones never', () => {
    const now = { ...sheet, 'licences/decisions': 1200, 'penalties/decisions': 9, 'coercive-measures/decisions': 50 }
    const before = last({ 'licences/decisions': 200, 'penalties/decisions': 1, 'coercive-measures/decisions': 10 })
    expect(of('years.jump', found(now, {}, before))).toMatchObject([
      {
        severity: 'hint',
        cells: ['licences/decisions'],
        left: 1200,
        right: 200,
        message: expect.stringContaining('6 倍'),
      },
    ])
  })

  it('jump once where the total and its parts jump together', () => {
    const many = balancedSheet(form, (key) => (key === 'granted/natural-person' ? 400 : 0))
    const jumps = of('years.jump', found(many, {}, last(sheetOf40())))
    expect(jumps.map(({ cells }) => cells[0])).toEqual(['received/total', 'granted/total', 'settled/total'])
  })

  it('compare published documents with those made', () => {
    const check = (cells: Cells) =>
      of(
        'published.made',
        reconcile({ reading: readingOf(old, { ...balancedSheet(old), ...cells }), form: old, claims: [] }),
      )
    const documents = 'normative-documents'
    expect(check({ [`${documents}/published`]: 5, [`${documents}/total`]: 4 })).toMatchObject([{ left: 4, right: 5 }])
    expect(check({ [`${documents}/published`]: 5, [`${documents}/total`]: 21 })).toEqual([])
  })
})

function sheetOf40(): Cells {
  return Object.fromEntries(Object.entries(sheet).map(([key, value]) => [key, value]))
}

describe('figures in prose', () => {
  const claim: Claim = {
    start: 10,
    end: 20,
    text: '共收到政府信息公开申请45件',
    value: 45,
    unit: '件',
    verdict: 'mismatch',
    fits: [],
    tried: [
      { reading: 'carried-in/total', value: 0 },
      { reading: 'received/total', value: 40 },
    ],
    section: 'overview',
  }

  it('that fit no reading of the tables are told with the nearest one', () => {
    const count = of('claim.count', found(sheet, {}, undefined, [claim]))
    expect(count).toMatchObject([
      { severity: 'warning', cells: ['received/total'], left: 45, right: 40, places: [{ start: 10, end: 20 }] },
    ])
    expect(count[0]?.message).toMatch(
      /^正文写“共收到政府信息公开申请45件”，表中为一、本年新收政府信息公开申请数量·总计 40、/,
    )
  })

  it('that fit, or measure something else, are no finding', () => {
    const others = [
      { ...claim, verdict: 'fits' as const },
      { ...claim, verdict: 'other' as const },
    ]
    expect(found(sheet, {}, undefined, others)).toEqual([])
  })
})

describe('values that the reader chose', () => {
  it('are one hint a row, blamed on the reading', () => {
    const chosen = ['granted/natural-person', 'granted/total']
    expect(of('reading.doubt', found(sheet, { chosen }))).toMatchObject([
      { severity: 'hint', fault: 'reading', cells: chosen, message: expect.stringContaining('自然人 40、总计 40') },
    ])
  })
})
