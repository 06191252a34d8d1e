import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findReportClaims } from '../../src/domain/report/claims/find-claims.ts'
import { chineseNumeral, findFigures } from '../../src/domain/report/claims/numbers.ts'
import { formCells } from '../../src/domain/report/form.ts'
import { type Figures, form2019, form2021, readingOf } from './claims-builder.ts'
import { yunxi } from './claims-sheet.ts'

const BALANCED = ['received', 'carried-in', 'settled', 'carried-out']

/** Any sheet: the figures of the requests are whatever they are, identities or not. */
const sheets = fc
  .array(fc.integer({ min: 0, max: 400 }), { minLength: 300, maxLength: 300 })
  .map((numbers): Figures => {
    const cells = formCells(form2021).filter((cell) => !cell.row.replaces && cell.column.role === 'part')
    return Object.fromEntries(cells.map((cell, index) => [cell.key, numbers[index % numbers.length] ?? 0]))
  })

type Say = (value: (key: string) => number) => { readonly sentence: string; readonly value: number }

const total = (row: string) => `${row}/total`
const TEMPLATES: readonly Say[] = [
  (v) => ({ sentence: '2024年，我区共收到政府信息公开申请#件。', value: v(total('received')) }),
  (v) => ({ sentence: '全年办结政府信息公开申请#件。', value: v(total('settled')) }),
  (v) => ({ sentence: '政府信息公开申请中，予以公开#件。', value: v(total('granted')) }),
  (v) => ({ sentence: '政府信息公开申请中，部分公开#件。', value: v(total('partly-granted')) }),
  (v) => ({ sentence: '结转下年度继续办理的政府信息公开申请#件。', value: v(total('carried-out')) }),
  (v) => ({ sentence: '因政府信息公开被申请行政复议#件。', value: v(total('reconsideration')) }),
  (v) => ({ sentence: '政府信息公开行政复议结果维持#件。', value: v('reconsideration/upheld') }),
  (v) => ({ sentence: '全年制发行政规范性文件#件。', value: v('normative-documents/issued') }),
  (v) => ({ sentence: '作出行政处罚决定#件。', value: v('penalties/decisions') }),
  (v) => ({ sentence: '收到自然人提出的政府信息公开申请#件。', value: v('received/natural-person') }),
]

const claimsIn = (cells: Figures, overview: string) =>
  findReportClaims(readingOf({ cells, prose: { overview } }), form2021)

describe('whatever the tables hold', () => {
  it('a sentence made from a cell fits', () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom(...TEMPLATES), (cells, template) => {
        const printed = readingOf({ cells, prose: {} }).cells
        const { sentence, value } = template((key) => printed[key] ?? 0)
        const claims = claimsIn(cells, sentence.replace('#', String(value)))
        expect(claims.map((claim) => claim.verdict)).toEqual(['fits'])
      }),
    )
  })

  it('the same sentence with a number that no reading gives is a mismatch, and tells what was tried', () => {
    fc.assert(
      fc.property(
        sheets,
        fc.constantFrom(...TEMPLATES),
        fc.integer({ min: 100_000, max: 999_999 }),
        (cells, template, wrong) => {
          const { sentence } = template(() => 0)
          const [claim] = claimsIn(cells, sentence.replace('#', String(wrong)))
          expect(claim?.verdict).toBe('mismatch')
          expect(claim?.tried?.every((one) => one.value !== wrong)).toBe(true)
        },
      ),
    )
  })

  it('a cell off by one is a mismatch unless another reading gives the number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), fc.constantFrom(-1, 1, 10), (template, off) => {
        const printed = readingOf({ cells: yunxi, prose: {} }).cells
        const { sentence, value } = template((key) => printed[key] ?? 0)
        const [claim] = claimsIn(yunxi, sentence.replace('#', String(value + off)))
        const others = claim?.tried?.map((one) => one.value) ?? []
        expect(claim?.verdict === 'fits' || !others.includes(value + off)).toBe(true)
        expect(claim?.verdict).not.toBe('other')
      }),
    )
  })

  it('blank tables confirm and contradict nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), fc.nat(500), (template, number) => {
        const blank = Object.fromEntries(formCells(form2021).map((cell) => [cell.key, null]))
        const { sentence } = template(() => 0)
        expect(claimsIn(blank, sentence.replace('#', String(number))).map((claim) => claim.verdict)).toEqual(['other'])
      }),
    )
  })

  it('cells that the reader could not tell confirm and contradict nothing', () => {
    for (const template of TEMPLATES) {
      const reading = readingOf({ cells: {}, prose: { overview: template(() => 0).sentence.replace('#', '37') } })
      expect(findReportClaims({ ...reading, cells: {} }, form2021).map((claim) => claim.verdict)).toEqual(['other'])
    }
  })

  it('any text is read without an error, and every place lies in its paragraph', () => {
    const words = fc.constantFrom(
      '收到',
      '政府信息公开申请',
      '174',
      '件',
      '，',
      '。',
      '其中',
      '予以公开',
      '行政复议',
      '约',
      '占',
      '%',
      '（',
      '）',
      '万',
      '两',
      '、',
      '和',
      '2023年',
      '办结率',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
        const reading = readingOf({ cells: yunxi, prose: { overview: parts.join('') } })
        const paragraph = reading.sections[0]?.paragraphs[0]
        for (const claim of findReportClaims(reading, form2021)) {
          expect(claim.start).toBeGreaterThanOrEqual(paragraph?.start ?? 0)
          expect(claim.end).toBeLessThanOrEqual(paragraph?.end ?? 0)
          expect(claim.end).toBeGreaterThan(claim.start)
        }
      }),
    )
  })
})

describe('totals that the table leaves blank', () => {
  const cells: Figures = {
    ...Object.fromEntries(['granted', 'partly-granted', ...BALANCED].map((row) => [total(row), null])),
    'granted/natural-person': 40,
    'granted/enterprise': 7,
    'granted/research': null,
    'partly-granted/natural-person': 5,
    'received/natural-person': 90,
  }
  const verdicts = (overview: string) =>
    findReportClaims(readingOf({ form: form2019, year: 2020, cells, prose: { overview } }), form2019).map((claim) => [
      claim.value,
      claim.verdict,
    ])

  it('are read as the sum of what is printed beside them', () => {
    expect(verdicts('依申请公开中，予以公开47件，部分公开5件，予以公开及部分公开52件。')).toEqual([
      [47, 'fits'],
      [5, 'fits'],
      [52, 'fits'],
    ])
  })

  it('do not let one column stand for all', () => {
    expect(verdicts('依申请公开中，予以公开40件，予以公开及部分公开47件。')).toEqual([
      [40, 'mismatch'],
      [47, 'mismatch'],
    ])
  })
})

describe('a number in prose', () => {
  it.each([
    ['十二', 12],
    ['两百零五', 205],
    ['一千零二十', 1020],
    ['二十', 20],
    ['零', 0],
    ['一百七十四', 174],
  ])('written %s is %i', (text, value) => {
    expect(chineseNumeral(text)).toBe(value)
  })

  it.each([
    ['共1.2万件', 12_000, 11_500, 12_500],
    ['共1.20万件', 12_000, 11_950, 12_050],
    ['900余件', 900, 900, 1000],
    ['近200件', 200, 180, 200],
    ['约50件', 50, 45, 55],
    ['1,234件', 1234, 1234, 1234],
    ['不足30件', 30, 0, 30],
  ])('%s can stand for what it was rounded from', (text, value, from, to) => {
    expect(findFigures(text)).toMatchObject([{ value, from, to }])
  })

  it.each(['第3件', '3—5件', '20个工作日', '每件', '高效办成一件事', '2024年'])('%s is no count', (text) => {
    expect(findFigures(text)).toEqual([])
  })
})
