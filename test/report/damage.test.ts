import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { mayMiss } from './damage-expectations.ts'
import { damages } from './specimens/damages/all.ts'
import type { Damage } from './specimens/damages/damage.ts'
import { forms } from './specimens/forms.ts'
import { printers } from './specimens/printers.ts'
import { damaged, occursIn, printedBytes, sample } from './specimens/samples.ts'
import { faults, type Trial, tryOut } from './specimens/survey.ts'

/** More of both for a long run: `DAMAGE_SEEDS=24 DAMAGE_MIXES=2000 npx vitest run test/report/damage.test.ts`. */
const seedsEach = Number(process.env.DAMAGE_SEEDS ?? 2)
const mixes = Number(process.env.DAMAGE_MIXES ?? 150)

const seedsFor = (offset: number, count: number) => Array.from({ length: count }, (_, index) => offset * 7 + index)

function isHonest(trial: Trial) {
  const { printer, damages, seed, verdict, missed } = trial
  const names = damages.map((damage) => damage.name)
  expect(faults(trial), `seed ${seed}`).toEqual([])
  const most = Math.floor(mayMiss(printer.name, names) * verdict.printed)
  if (missed.length > most) expect(missed, `seed ${seed}, at most ${most}`).toEqual([])
}

for (const printer of printers) {
  describe(`a report published as “${printer.name}”`, { timeout: 60_000 }, () => {
    it('is read whole when nothing is damaged', async () => {
      for (const seed of seedsFor(0, 6)) isHonest(await tryOut(printer, [], seed))
    })

    const possible = damages.filter((damage) => occursIn(damage, printer))
    possible.forEach((damage, place) => {
      it(`is never read wrongly with ${damage.name}`, async () => {
        for (const seed of seedsFor(place, printer.name === 'docx' ? 1 : seedsEach))
          isHonest(await tryOut(printer, [damage], seed))
      })
    })
  })
}

describe('two or three damages at once', () => {
  const mix = fc.record({
    printer: fc.constantFrom(...printers.filter((one) => one.name !== 'docx')),
    some: fc.uniqueArray(fc.constantFrom(...damages), { minLength: 2, maxLength: 3 }),
    seed: fc.nat(100_000),
  })

  it('never make the reader tell a wrong number', { timeout: 1_800_000 }, async () => {
    const never = fc.asyncProperty(mix, async ({ printer, some, seed }) => {
      const possible = some.filter((one) => occursIn(one, printer))
      expect(faults(await tryOut(printer, possible, seed))).toEqual([])
    })
    await fc.assert(never, { numRuns: mixes, seed: 20 })
  })
})

describe('an amount whose unit stands only in a label', () => {
  const named = (name: string) => damages.filter((damage: Damage) => damage.name === name)

  it('is told as printed and marked as doubtful where no table binds the label to it', async () => {
    const some = named('unit of the amount in a label that no table binds to it')
    for (const printer of printers.filter((one) => occursIn(some[0] as Damage, one) && one.name !== 'run together')) {
      const outcome = await readReport(await printedBytes(printer, damaged(sample(4), some, 4), some, 4), forms)
      const problems = outcome.ok ? outcome.report.reading.problems : []
      expect(problems).toContainEqual(expect.objectContaining({ code: 'unit-unknown', cell: 'procurement/amount' }))
    }
  })
})
