import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { forms } from './specimens/forms.ts'
import { judge } from './specimens/judge.ts'

const file = (name: string) => readFileSync(new URL(`./specimens/layouts/${name}`, import.meta.url))

async function verdictOf(name: string) {
  const told = JSON.parse(file(`${name}.json`).toString())
  const outcome = await readReport(new Uint8Array(file(`${name}.pdf`)), forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  const { reading } = outcome.report
  expect([reading.form, reading.year]).toEqual([told.form, told.year])
  return judge(told.cells, reading.cells)
}

const whole = {
  'without-lines': 'without any line, half of its zeros left blank',
  'ruled-across': 'with lines across only',
  'narrow-without-lines': 'in narrow columns without lines',
  'rows-cut-by-pages': 'with large letters, its rows cut by the ends of pages',
  'digits-wrapped': 'with numbers on several lines of a cell',
  'upright-groups': 'with headings of groups written from top to bottom',
  'footnote-marks': 'with a footnote behind every number',
  lying: 'with pages lying on their side',
}

describe('a report laid out by an office program', { timeout: 60_000 }, () => {
  for (const [name, how] of Object.entries(whole)) {
    test(`${how} is read whole and without a wrong number`, async () => {
      const verdict = await verdictOf(name)
      expect([...verdict.wrong, ...verdict.invented, ...verdict.falseBlanks]).toEqual([])
      expect(verdict.absent).toEqual([])
    })
  }
})
