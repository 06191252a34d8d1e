import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { forms } from './specimens/forms.ts'
import { printHtml } from './specimens/print-html.ts'
import { sample } from './specimens/samples.ts'

const page = printHtml(sample(1))
const label = '7.属于行政执法案卷'
const row = page.split('\n').find((line) => line.includes(label)) ?? ''

/** The row cut in two by the end of a page; what stands in each half of its seven cells. */
async function cut(upper: readonly string[], lower: readonly string[]) {
  const cells = (values: readonly string[]) => values.map((value) => `<td>${value}</td>`).join('')
  const halves = `<tr><td>7.属于行</td>${cells(upper)}</tr></table><table><tr><td>政执法案卷</td>${cells(lower)}</tr>`
  const outcome = await readReport(new TextEncoder().encode(page.replace(row, halves)), forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  const { cells: read } = outcome.report.reading
  return ['natural-person', 'enterprise', 'total'].map((column) => read[`refused.enforcement-file/${column}`])
}

const blank = ['', '', '', '', '', '', '']

describe('a row that a page break cut in two', () => {
  test('has the figures of its upper half', async () => {
    expect(await cut(['7', '1', '0', '0', '0', '0', '8'], blank)).toEqual([7, 1, 8])
  })

  test('has the figures of its lower half', async () => {
    expect(await cut(blank, ['7', '1', '0', '0', '0', '0', '8'])).toEqual([7, 1, 8])
  })

  test('is not read where digits were cut too: 20 above 55 is neither', async () => {
    const read = await cut(['0', '20', '0', '0', '0', '0', '20'], ['', '55', '', '', '', '', '55'])
    expect(read).toEqual([undefined, undefined, undefined])
  })
})

describe('figures set between two lines of their label', () => {
  test('belong to it, though they stand in a row of their own', async () => {
    const figures = ['7', '1', '0', '0', '0', '0', '8'].map((value) => `<td>${value}</td>`).join('')
    const blanks = '<td></td>'.repeat(7)
    const rows = `<tr><td>${label}</td>${blanks}</tr><tr><td></td>${figures}</tr>`
    const outcome = await readReport(new TextEncoder().encode(page.replace(row, rows)), forms)
    expect(outcome.ok && outcome.report.reading.cells['refused.enforcement-file/total']).toBe(8)
  })
})

test('a row of blanks above figures beside words nobody can read is not read as blank', async () => {
  const figures = ['7', '1', '0', '0', '0', '0', '8'].map((value) => `<td>${value}</td>`).join('')
  const rows = `<tr><td>${label}</td>${'<td></td>'.repeat(7)}</tr><tr><td>处三理的计本</td>${figures}</tr>`
  const outcome = await readReport(new TextEncoder().encode(page.replace(row, rows)), forms)
  expect(outcome.ok && outcome.report.reading.cells).not.toHaveProperty('refused.enforcement-file/total')
})

describe('a cell with more than one number', () => {
  test('leaves its row unread where every other cell has one', async () => {
    const values = ['7', '1', '0', '0', '2', '0\n0'].map((value) => `<td>${value.replace('\n', '<br>')}</td>`).join('')
    const outcome = await readReport(
      new TextEncoder().encode(page.replace(row, `<tr><td>${label}</td>${values}</tr>`)),
      forms,
    )
    expect(outcome.ok && outcome.report.reading.cells).not.toHaveProperty('refused.enforcement-file/total')
  })
})
