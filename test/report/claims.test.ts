import { describe, expect, it } from 'vitest'
import { findReportClaims } from '../../src/domain/report/claims/find-claims.ts'
import { form2021, readingOf } from './claims-builder.ts'
import { MATCHING, NOT_OURS, WRONG } from './claims-sentences.ts'
import { yunxi } from './claims-sheet.ts'

const claimsIn = (prose: string, section = 'overview') =>
  findReportClaims(readingOf({ cells: yunxi, prose: { [section]: prose } }), form2021)

describe('a figure that the tables give', () => {
  it.each(MATCHING.map(([sentence, ...expected]) => ({ sentence, expected })))(
    '$sentence',
    ({ sentence, expected }) => {
      const claims = claimsIn(sentence)
      expect(claims.map((claim) => `${claim.value}${claim.unit} ${claim.verdict}`)).toEqual(
        expected.map(([value]) => `${value} fits`),
      )
      for (const [index, [, cells]] of expected.entries()) expect(claims[index]?.fits).toContain(cells)
    },
  )
})

describe('a figure that no reading of the tables gives', () => {
  it.each(WRONG.map(([sentence, ...expected]) => ({ sentence, expected })))('$sentence', ({ sentence, expected }) => {
    const wrong = claimsIn(sentence).filter((claim) => claim.verdict === 'mismatch')
    expect(wrong.map((claim) => `${claim.value}${claim.unit}`)).toEqual(expected)
    for (const claim of wrong) expect(claim.tried?.length).toBeGreaterThan(0)
  })
})

describe('a figure of something else is neither confirmed nor contradicted', () => {
  it.each(NOT_OURS)('%s', (sentence) => {
    expect(claimsIn(sentence).filter((claim) => claim.verdict !== 'other')).toEqual([])
  })
})

describe('a note beside a table', () => {
  it('is about what the table is about', () => {
    expect(claimsIn('全年共收到174件，办结180件。', 'requests').map((claim) => claim.verdict)).toEqual(['fits', 'fits'])
    expect(claimsIn('全年发生行政复议18件。', 'disputes').map((claim) => claim.verdict)).toEqual(['mismatch'])
  })
})

describe('the place of a claim', () => {
  it('is where it stands in the paper, whatever the reader cleaned away', () => {
    const reading = readingOf({ cells: yunxi, prose: { overview: '2024年，我区共收到政府信息公开申请174件。' } })
    const [claim] = findReportClaims(reading, form2021)
    const paragraph = reading.sections[0]?.paragraphs[0]
    const index = paragraph?.text.indexOf('共收到') ?? -1
    expect(claim?.text).toBe('共收到政府信息公开申请174件')
    expect(claim?.start).toBe(paragraph?.offsets[index])
    expect(claim?.end).toBe((paragraph?.offsets[index + 14] ?? 0) + 1)
    expect(claim?.section).toBe('overview')
  })
})
