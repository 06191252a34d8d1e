import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { reconcile, reconcileYears } from '../../src/domain/report/checks/reconcile.ts'
import type { CheckInput } from '../../src/domain/report/checks/rule.ts'
import { looksBack, rules } from '../../src/domain/report/checks/rules.ts'
import { balancedSheet, readingOf, shippedForms } from './sheet-builder.ts'
import { damages } from './specimens/damages/all.ts'
import { printers } from './specimens/printers.ts'
import { damaged, occursIn, printedBytes, sample } from './specimens/samples.ts'

const forms = shippedForms()

/** A damaged specimen as a web page, read. */
async function readSpecimen(seed: number, year: number) {
  const printer = printers.find(({ name }) => name === 'html')
  if (!printer) throw new Error('No printer of web pages')
  const possible = damages.filter((damage) => occursIn(damage, printer))
  const some = [possible[seed % possible.length]].flatMap((one) => one ?? [])
  const outcome = await readReport(await printedBytes(printer, damaged(sample(seed), some, seed), some, seed), forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  return { ...outcome.report, reading: { ...outcome.report.reading, year } }
}

describe('A report that was checked by itself', () => {
  it('gets with the year before what a whole check finds', async () => {
    let more = 0
    for (let seed = 0; seed < 40; seed += 1) {
      const { reading: previous } = await readSpecimen(seed + 1, 2022)
      const { reading, form, claims } = await readSpecimen(seed, 2023)
      const alone = reconcile({ reading, form, claims })
      const whole = reconcile({ reading, form, claims, previous })
      expect(reconcileYears(alone, { reading, form, claims, previous }), `specimen ${seed}`).toEqual(whole)
      if (whole.length > alone.length) more += 1
    }
    expect(more).toBeGreaterThan(20)
  })

  it('keeps its findings where the other report is not the year before', async () => {
    const { reading: previous } = await readSpecimen(1, 2020)
    const { reading, form, claims } = await readSpecimen(0, 2023)
    const alone = reconcile({ reading, form, claims })
    expect(reconcileYears(alone, { reading, form, claims, previous })).toEqual(alone)
  })
})

describe('The rules that look back', () => {
  it.each(forms)('are those that read the year before (form $id)', (form) => {
    const previous = readingOf(
      form,
      balancedSheet(form, () => 3),
      { year: 2022 },
    )
    const touched = (check: (input: CheckInput) => unknown) => {
      let asked = false
      const watched = (): typeof previous => {
        asked = true
        return previous
      }
      const reading = readingOf(
        form,
        balancedSheet(form, () => 2),
        { year: 2023 },
      )
      const input = {
        reading,
        form,
        claims: [],
        get previous() {
          return watched()
        },
      }
      check(input)
      return asked
    }
    // An identity is handed the year before, and the form tells whether it wants it.
    const identities = new Set(forms.flatMap((one) => one.identities.map(({ id }) => id)))
    for (const { id, check } of rules)
      if (!identities.has(id) && touched(check)) expect(looksBack(id, form), id).toBe(true)
    for (const { id, says } of form.identities) expect(looksBack(id, form), says).toBe(id.startsWith('years.'))
  })
})
