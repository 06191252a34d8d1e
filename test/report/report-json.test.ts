import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/domain/report/checks/reconcile.ts'
import { readSheet } from '../../src/domain/report/read/read-sheet.ts'
import type { Reading } from '../../src/domain/report/reading.ts'
import { toReportJson } from '../../src/domain/report/report-json.ts'
import { balancedSheet, readingOf, sectionsOf, shippedForm, shippedForms } from './sheet-builder.ts'

const form = shippedForm('2021')
const forms = shippedForms()

/** As a file or the network would carry it. */
const sent = (reading: Reading) =>
  JSON.parse(JSON.stringify(toReportJson({ reading, claims: [], findings: reconcile({ reading, form, claims: [] }) })))

describe('the JSON of a report', () => {
  const full = readingOf(
    form,
    { ...balancedSheet(form), 'rules/issued': 2, 'received/research': null, 'fees/amount': 736.5 },
    {
      year: 2023,
      contact: { address: '云溪路 1 号', telephone: '000-0000000' },
      remarks: { 'rules/issued': '其中修订1件' },
      chosen: ['rules/issued'],
      problems: [{ code: 'unit-unknown', severity: 'warning', cell: 'fees/amount', message: '没有注明单位' }],
    },
  )

  it('has the keys that the documents name', () => {
    const json = sent({ ...full, cells: { ...full.cells, 'rules/issued': 2 } })
    expect(Object.keys(json).slice(0, 8)).toEqual([
      'agency',
      'year',
      'form',
      'cells',
      'sources',
      'problems',
      'claims',
      'findings',
    ])
    expect(json.cells['received/research']).toBeNull()
    expect(json.sources['rules/issued']).toEqual({ start: expect.any(Number), end: expect.any(Number), text: '2' })
    expect(json.findings[0]).toMatchObject({
      id: expect.any(String),
      severity: expect.any(String),
      cells: expect.any(Array),
    })
  })

  it('is read back to the same reading', () => {
    const read = readSheet(sent(full), forms)
    expect(read.ok && read.reading).toEqual(full)
    expect(read.ok && read.form.id).toBe('2021')
  })

  it('keeps where each character of the prose stands, also over gaps', () => {
    const [first, ...rest] = sectionsOf(form, ['本区收到申请三件。'])
    const gap = {
      ...first,
      paragraphs: first?.paragraphs.map((one) => ({
        ...one,
        offsets: one.offsets.map((at, i) => (i < 3 ? at : at + 5)),
      })),
    } as NonNullable<typeof first>
    const read = readSheet(sent({ ...full, sections: [gap, ...rest] }), forms)
    expect(read.ok && read.reading.sections[0]?.paragraphs[0]?.offsets).toEqual(gap.paragraphs[0]?.offsets)
  })

  it('gives the same cells back whatever they are', () => {
    const keys = Object.keys(full.cells)
    const value = fc.oneof(fc.nat(), fc.constant(null))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value, { minKeys: 1, maxKeys: 60 }), (cells) => {
        const read = readSheet(sent(readingOf(form, cells, { year: 2023 })), forms)
        expect(read.ok && read.reading.cells).toEqual({ ...cells })
      }),
      { numRuns: 50 },
    )
  })
})

describe('JSON of others', () => {
  it('without cells is refused in one sentence', () => {
    for (const value of [null, 3, [], {}, { cells: [] }])
      expect(readSheet(value, forms)).toMatchObject({ ok: false, unreadable: { code: 'not-a-sheet' } })
    expect(readSheet({ form: '2021', cells: { total: 3 } }, forms)).toMatchObject({ unreadable: { code: 'no-cells' } })
  })

  it('of an unknown form is refused, and the known ones are named', () => {
    const read = readSheet({ form: '1999', cells: { 'rules/issued': 1 } }, forms)
    expect(!read.ok && read.unreadable.message).toMatch(/1999.*2019、2021/)
  })

  it('of a later version is refused, for its keys may mean something else', () => {
    const read = readSheet({ version: 2, form: '2021', cells: { 'rules/issued': 1 } }, forms)
    expect(!read.ok && read.unreadable).toMatchObject({
      code: 'version-unknown',
      message: expect.stringContaining('2'),
    })
  })

  it('without a form follows the form of its year', () => {
    const read = readSheet({ year: 2020, cells: { 'rules/made': 1 } }, forms)
    expect(read.ok && read.reading.form).toBe('2019')
  })

  it('keeps what is right and names each cell that is not', () => {
    const cells = { 'rules/issued': 2, 'rules/repealed': '3', 'rule/issued': 4, 'rules/in-force': Number.NaN }
    const read = readSheet({ form: '2021', year: '二〇二一', cells }, forms)
    expect(read.ok && read.reading.cells).toEqual({ 'rules/issued': 2 })
    expect(read.ok && read.reading.problems.map(({ code, cell }) => [code, cell])).toEqual([
      ['cell-not-a-number', 'rules/repealed'],
      ['cell-unknown', undefined],
      ['cell-not-a-number', 'rules/in-force'],
      ['year-unknown', undefined],
    ])
  })

  it('of any shape never throws', () => {
    const shapes = fc.record(
      {
        form: fc.constant('2021'),
        cells: fc.constant({ 'rules/issued': 1 }),
        sources: fc.jsonValue(),
        sections: fc.jsonValue(),
      },
      { requiredKeys: ['form', 'cells'] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), shapes), (value) => {
        expect(typeof readSheet(value, forms).ok).toBe('boolean')
      }),
      { numRuns: 200 },
    )
  })
})

it('doubts data whose year does not use its form, once', () => {
  const sheet = { year: 2001, form: '2021', cells: { 'received/total': 1 } }
  const read = readSheet(sheet, forms)
  const doubts = read.ok ? read.reading.problems : []
  expect(doubts.map(({ code }) => code)).toEqual(['form-of-other-year'])
  const again = readSheet({ ...sheet, problems: doubts }, forms)
  expect(again.ok && again.reading.problems).toEqual(doubts)
  const right = readSheet({ ...sheet, year: 2023 }, forms)
  expect(right.ok && right.reading.problems).toEqual([])
})
