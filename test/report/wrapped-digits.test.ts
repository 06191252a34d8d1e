import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { forms } from './specimens/forms.ts'
import { printAligned } from './specimens/print-text.ts'
import { sample } from './specimens/samples.ts'

const page = printAligned(sample(1))

/** The page with the lines of one row printed in another way. */
async function cellsWith(label: string, lines: string) {
  const row = page.split('\n').find((line) => line.trimStart().startsWith(label))
  if (!row) throw new Error(`no row ${label}`)
  const outcome = await readReport(new TextEncoder().encode(page.replace(row, lines)), forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  return outcome.report.reading.cells
}

describe('digits wrapped in narrow cells, as a text of a page has them', () => {
  test('leave their row unread: the line beside the label holds but their middle', async () => {
    const lines = ['        12            12', '四、结转下年度', '        33 0 0 0 0 0 33', '继续办理 6             6']
    const cells = await cellsWith('四、结转下年度继续办理', lines.join('\n'))
    expect(cells).not.toHaveProperty('carried-out/natural-person')
    expect(cells).not.toHaveProperty('carried-out/total')
  })

  test('leave the first row unread where they stand above its label', async () => {
    const cells = await cellsWith('规章', '                    96200\n规章    3   0\n                    30')
    expect(cells).not.toHaveProperty('rules/in-force')
  })
})

describe('a page number', () => {
  test('among the figures of a row is left out', async () => {
    const cells = await cellsWith('四、结转下年度继续办理', '四、结转下年度继续办理  4  1  0  0  0  0  5\n7')
    expect(cells).toMatchObject({ 'carried-out/natural-person': 4, 'carried-out/total': 5 })
  })
})
