import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { forms } from './specimens/forms.ts'
import { judge } from './specimens/judge.ts'

const file = (name: string) => readFileSync(new URL(`./specimens/pdf/${name}`, import.meta.url))

const papers = {
  plain: 'in one piece',
  pages: 'with page headers, page numbers and blanks known by their place only',
  'narrow-columns': 'with labels wrapped every few letters and groups centred over pages',
  traditional: 'in traditional characters, with a cover and thousands commas',
  'page-break': 'with the header repeated and labels broken over lines',
}

describe('a report published as PDF', () => {
  for (const [name, how] of Object.entries(papers)) {
    it(`${how} is read whole and without a wrong number`, { timeout: 60_000 }, async () => {
      const told = JSON.parse(file(`${name}.json`).toString())
      const outcome = await readReport(new Uint8Array(file(`${name}.pdf`)), forms)
      if (!outcome.ok) throw new Error(outcome.unreadable.message)
      const { reading } = outcome.report
      const verdict = judge(told.cells, reading.cells)
      expect([...verdict.wrong, ...verdict.invented, ...verdict.falseBlanks]).toEqual([])
      expect(verdict.absent).toEqual([])
      expect(reading.form).toBe(told.form)
      expect(reading.year).toBe(told.year)
    })
  }
})
