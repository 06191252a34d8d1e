import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { forms } from '../report/specimens/forms.ts'
import { judge } from '../report/specimens/judge.ts'
import { printers } from '../report/specimens/printers.ts'
import { seeded } from '../report/specimens/random.ts'
import { printedBytes, sample } from '../report/specimens/samples.ts'
import { expectedCells } from '../report/specimens/specimen.ts'
import { tryOne } from './fuzz.ts'
import { mutateProse } from './prose.ts'
import { readableFiles } from './sources.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('spoilt files', () => {
  it('are read or refused with a sentence, and never crash or hang the reader', { timeout: 300_000 }, async () => {
    const files = await readableFiles(root)
    for (let number = 0; number < 400; number += 1) {
      const outcome = await tryOne(files, number)
      expect(outcome.complaint, `input ${number}: ${outcome.mutations.join(', ')}`).toBeUndefined()
      expect(outcome.milliseconds, `input ${number}`).toBeLessThan(8000)
    }
  })
})

describe('words around the tables', () => {
  const inMemory = printers.filter((printer) => printer.name !== 'docx')

  it.each(inMemory.map((one) => [one.name, one] as const))(
    'never change a number read from “%s”',
    async (_, printer) => {
      for (let seed = 0; seed < 40; seed += 1) {
        const specimen = mutateProse(sample(seed), seeded(seed))
        const outcome = await readReport(await printedBytes(printer, specimen, [], seed), forms)
        const { wrong, invented, falseBlanks } = judge(
          expectedCells(specimen),
          outcome.ok ? outcome.report.reading.cells : {},
        )
        expect([...wrong, ...invented, ...falseBlanks], `seed ${seed}`).toEqual([])
      }
    },
  )
})
