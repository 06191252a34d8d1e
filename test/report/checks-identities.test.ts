import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/domain/report/checks/reconcile.ts'
import type { Cells } from '../../src/domain/report/reading.ts'
import { balancedSheet, readingOf, shippedForm, shippedForms } from './sheet-builder.ts'

const form = shippedForm('2021')
const check = (cells: Cells, previous?: Cells) =>
  reconcile({
    reading: readingOf(form, cells, { year: 2022 }),
    form,
    claims: [],
    ...(previous && { previous: readingOf(form, previous, { year: 2021 }) }),
  })
const ids = (cells: Cells, previous?: Cells) => check(cells, previous).map((finding) => finding.id)

/** Six free cells of one column each; the rest 0. */
const sheet = balancedSheet(form, (key) =>
  key === 'partly-granted/natural-person'
    ? 17
    : key === 'partly-granted/enterprise'
      ? 1
      : key === 'granted/research'
        ? 4
        : 0,
)

describe('identities within one report', () => {
  it('says nothing of a balanced sheet', () => {
    expect(check(sheet)).toEqual([])
  })

  it('states both sides of a row whose total is wrong, and names the total', () => {
    const findings = check({ ...sheet, 'partly-granted/total': 19 })
    const across = findings.find((finding) => finding.id === 'across')
    expect(across).toEqual({
      id: 'across',
      stableId: 'across:partly-granted/total=18|19',
      severity: 'error',
      cells: ['partly-granted/total'],
      left: 18,
      right: 19,
      difference: -1,
      message: '横向不平：（二）部分公开 17+1+0+0+0+0 = 18，总计填 19',
      places: [{ start: expect.any(Number), end: expect.any(Number), text: '19' }],
      fault: 'report',
    })
    expect(findings.map((finding) => finding.id).sort()).toEqual(['across', 'settled'])
  })

  it('states all four operands of a column in which what came in is not what went out', () => {
    const flow = check({ ...sheet, 'received/natural-person': 18 }).find((finding) => finding.id === 'flow')
    expect(flow).toMatchObject({
      cells: [
        'received/natural-person',
        'carried-in/natural-person',
        'settled/natural-person',
        'carried-out/natural-person',
      ],
      left: 18,
      right: 17,
      difference: 1,
      message: '收办不平：自然人 本年新收 18 + 上年结转 0 = 18，（七）总计 17 + 结转下年度 0 = 17',
    })
  })

  it('names the printed grand total of a column whose outcomes sum to something else', () => {
    const settled = check({ ...sheet, 'settled/research': 5 }).find((finding) => finding.id === 'settled')
    expect(settled).toMatchObject({
      cells: ['settled/research'],
      left: 4,
      right: 5,
      message: '办理结果不平：科研机构 各项之和 4，（七）总计填 5',
    })
  })

  it('checks the three blocks of section four each for itself and never against each other', () => {
    const two = {
      ...sheet,
      'litigation-after-reconsideration/overturned': 1,
      'litigation-after-reconsideration/total': 1,
    }
    expect(ids(two)).toEqual([])
    expect(check({ ...sheet, 'reconsideration/pending': 2, 'reconsideration/total': 3 })[0]).toMatchObject({
      id: 'disputes',
      cells: ['reconsideration/total'],
      left: 2,
      right: 3,
      message: '复议诉讼不平：行政复议 0+0+0+2 = 2，总计填 3',
    })
  })

  it('reads one row （六） in place of three', () => {
    const { ...one } = sheet as Record<string, number>
    for (const key of Object.keys(one)) if (key.startsWith('otherwise.')) delete one[key]
    for (const column of form.tables[1]?.blocks[0]?.columns ?? []) one[`otherwise/${column.key}`] = 0
    expect(ids(one)).toEqual(['form.complete'])
    expect(ids({ ...one, 'otherwise/natural-person': 1 })).toContain('settled')
  })

  it('counts the one row （六） as a subtotal where its three rows stand beside it', () => {
    const both = { ...sheet, 'otherwise/natural-person': 0 }
    expect(ids({ ...both, 'otherwise/natural-person': 7 })).not.toContain('settled')
  })

  it('blames the reading where an operand was chosen among splits', () => {
    const reading = readingOf(form, { ...sheet, 'partly-granted/total': 19 }, { chosen: ['partly-granted/enterprise'] })
    const across = reconcile({ reading, form, claims: [] }).find((finding) => finding.id === 'across')
    expect(across?.fault).toBe('reading')
  })

  it('does not evaluate a line with a cell that the reader could not tell', () => {
    const { 'partly-granted/enterprise': _, ...unsure } = sheet as Record<string, number>
    expect(ids({ ...unsure, 'partly-granted/total': 19 })).not.toContain('across')
  })
})

describe('blank operands', () => {
  it('are no error where the total column is blank throughout', () => {
    const blank = Object.fromEntries(
      Object.entries(sheet).map(([key, value]) => [key, key.endsWith('/total') && !key.includes('rec') ? null : value]),
    )
    expect(check({ ...sheet, ...blank }).filter((finding) => finding.severity === 'error')).toEqual([])
  })

  it('are told beside the sum, and cannot excuse parts that exceed the total', () => {
    const findings = check({ ...sheet, 'partly-granted/research': null, 'partly-granted/total': 16 })
    const across = findings.find((finding) => finding.id === 'across')
    expect(across).toMatchObject({ severity: 'error', left: 18, right: 16 })
    expect(across?.message).toContain('空白 1 格未计入')
  })

  it('leave a warning where the blank cell could hold the difference', () => {
    const findings = check({ ...sheet, 'partly-granted/research': null, 'partly-granted/total': 20 })
    expect(findings.find((finding) => finding.id === 'across')).toMatchObject({
      severity: 'warning',
      left: 18,
      right: 20,
    })
  })

  it('leave nothing to compare where the total itself is blank', () => {
    expect(ids({ ...sheet, 'partly-granted/total': null }).filter((id) => id === 'across')).toEqual([])
  })

  it('say nothing of an identity that holds without them', () => {
    expect(ids({ ...sheet, 'partly-granted/research': null })).toEqual(['cell.blank'])
  })
})

describe('identities over two years', () => {
  it('asks that what was carried out last year is carried in this year', () => {
    const last = { ...balancedSheet(form), 'carried-out/total': 3 }
    const carry = check(sheet, last).find((finding) => finding.id === 'years.carry')
    expect(carry).toMatchObject({
      severity: 'warning',
      cells: ['carried-in/total'],
      left: 3,
      right: 0,
      message: '结转不衔接：总计 上年报告结转下年度 3，上年结转填 0',
    })
    expect(ids(sheet, balancedSheet(form))).toEqual([])
  })

  it('follows the stock of documents', () => {
    const last = { ...balancedSheet(form), 'rules/in-force': 12 }
    const now = { ...sheet, 'rules/issued': 2, 'rules/repealed': 1 }
    expect(check({ ...now, 'rules/in-force': 13 }, last)).toEqual([])
    expect(check({ ...now, 'rules/in-force': 14 }, last)[0]).toMatchObject({
      id: 'years.stock',
      left: 13,
      right: 14,
      message: '文件数不衔接：规章 上年报告现行有效件数 12 + 本年制发件数 2 − 本年废止件数 1 = 13，现行有效件数填 14',
    })
  })

  it('follows the number of projects in the form of 2019', () => {
    const old = shippedForm('2019')
    const cells = { ...balancedSheet(old), 'licences/last-year': 15 }
    const last = { ...balancedSheet(old), 'licences/last-year': 16, 'licences/change': -1 }
    const at = (cells: Cells) =>
      reconcile({
        reading: readingOf(old, cells, { year: 2020 }),
        form: old,
        claims: [],
        previous: readingOf(old, last, { year: 2019 }),
      })
    expect(at(cells)).toEqual([])
    expect(at({ ...cells, 'licences/last-year': 16 }).map((finding) => finding.id)).toEqual(['years.projects'])
  })

  it('skips the stock over the change of forms, but not what is carried', () => {
    const old = shippedForm('2019')
    const previous = readingOf(old, { ...balancedSheet(old), 'carried-out/natural-person': 1 }, { year: 2020 })
    const reading = readingOf(form, { ...sheet, 'rules/in-force': 14 }, { year: 2021 })
    const found = reconcile({ reading, form, claims: [], previous }).map((finding) => finding.id)
    expect(found).toEqual(['years.carry'])
  })

  it('says nothing where the other report is not the year before', () => {
    const reading = readingOf(form, sheet, { year: 2024 })
    const previous = readingOf(form, { ...balancedSheet(form), 'carried-out/total': 3 }, { year: 2021 })
    expect(reconcile({ reading, form, claims: [], previous })).toEqual([])
  })
})

describe('any sheet', () => {
  const forms = shippedForms()
  const sheets = fc.record({
    form: fc.constantFrom(...forms),
    seed: fc.array(fc.nat(60), { minLength: 40, maxLength: 40 }),
  })
  const identities = new Set(['flow', 'settled', 'across', 'disputes'])
  const broken = (form: (typeof forms)[number], cells: Cells) =>
    reconcile({ reading: readingOf(form, cells), form, claims: [] }).filter((finding) => identities.has(finding.id))
  const fill = (form: (typeof forms)[number], seed: readonly number[]) => {
    let next = 0
    return balancedSheet(form, () => seed[next++ % seed.length] ?? 0)
  }

  it('that balances has no broken identity', () => {
    fc.assert(
      fc.property(sheets, ({ form, seed }) => {
        expect(broken(form, fill(form, seed))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('with one number of table three or four changed has at least one, and no two with the same id', () => {
    fc.assert(
      fc.property(sheets, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ form, seed }, at, by) => {
        const cells = fill(form, seed)
        const keys = Object.keys(cells).filter(
          (key) => !form.tables[0]?.blocks.some((block) => block.rows.some((row) => key.startsWith(`${row.key}/`))),
        )
        const key = keys[at % keys.length] as string
        const findings = broken(form, { ...cells, [key]: (cells[key] ?? 0) + by })
        expect(findings.length).toBeGreaterThan(0)
        expect(new Set(findings.map((finding) => finding.stableId)).size).toBe(findings.length)
        expect(findings.every((finding) => finding.difference !== 0)).toBe(true)
      }),
      { numRuns: 120 },
    )
  })
})
