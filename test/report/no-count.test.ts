import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import type { CellKey } from '../../src/domain/report/form.ts'
import { forms } from './specimens/forms.ts'
import { judge } from './specimens/judge.ts'
import { printers } from './specimens/printers.ts'
import { printedBytes, sample } from './specimens/samples.ts'
import { expectedCells, mapCells } from './specimens/specimen.ts'

/** What office programs and slips of the hand leave where a count should stand. */
const noCounts = [
  '#DIV/0!',
  '#REF!',
  '#NAME?',
  '#####',
  'A0',
  '0A',
  'O',
  'l2',
  '1O',
  '1/2',
  '1e9',
  '≥5',
  '√',
  '½',
  '5[1]',
]

/** Each cell is printed in a piece of its own. */
const parting = printers.filter(({ name }) => ['html', 'docx', 'markdown', 'tabbed', 'bars'].includes(name))
const structured = ['html', 'docx']

/** The sample with `text` printed in one cell, which then holds no figure. */
function withNoCount(seed: number, at: number, text: string) {
  const whole = sample(seed)
  const keys = Object.keys(expectedCells(whole))
  const spoilt = keys[at % keys.length] as CellKey
  const specimen = mapCells(whole, (one) => {
    if (one.key !== spoilt) return one
    const { key, value, ...rest } = one
    return { ...rest, text }
  })
  return { specimen, spoilt }
}

const spoiltCell = fc.record({
  printer: fc.constantFrom(...parting),
  seed: fc.nat(5),
  at: fc.nat(500),
  text: fc.constantFrom(...noCounts),
})

describe('A cell that holds something else than a count', () => {
  it('is read as no figure in any way of publishing, and a problem names it', { timeout: 120_000 }, async () => {
    const read = fc.asyncProperty(spoiltCell, async ({ printer, seed, at, text }) => {
      const { specimen, spoilt } = withNoCount(seed, at, text)
      const outcome = await readReport(await printedBytes(printer, specimen, [], seed), forms)
      if (!outcome.ok) throw new Error(outcome.unreadable.message)
      const { cells, problems } = outcome.report.reading
      const { wrong, invented, falseBlanks, absent } = judge(expectedCells(specimen), cells)
      expect([...wrong, ...invented, ...falseBlanks]).toEqual([])
      expect(problems.flatMap(({ cell, cells: several }) => several ?? cell ?? [])).toContain(spoilt)
      if (structured.includes(printer.name)) expect(absent).toEqual([])
    })
    await fc.assert(read, { numRuns: 150, seed: 7 })
  })
})
