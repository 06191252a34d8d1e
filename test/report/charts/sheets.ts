import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { ChartSheet } from '../../../src/domain/report/charts/figures.ts'
import { type CellKey, formCells, type ReportForm } from '../../../src/domain/report/form.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'
import { shippedForm } from '../sheet-builder.ts'

/** A report of the demonstration, its cells changed; undefined takes a cell out. */
export function demoSheet(
  name: string,
  form: '2019' | '2021',
  changes: Readonly<Record<CellKey, number | null | undefined>> = {},
): ChartSheet {
  const file = join(import.meta.dirname, '../../../demo/expected', `${name}.json`)
  const cells = { ...(JSON.parse(readFileSync(file, 'utf8')) as Cells), ...changes }
  const kept = Object.entries(cells).filter((entry): entry is [CellKey, number | null] => entry[1] !== undefined)
  return { form: shippedForm(form), cells: Object.fromEntries(kept) }
}

export const huaxi = (changes: Readonly<Record<CellKey, number | null | undefined>> = {}) =>
  demoSheet('huaxi-2021', '2021', changes)

/** The columns of one row, all with the same value. */
export function wholeRow(form: ReportForm, row: string, value: number | null | undefined) {
  return Object.fromEntries(
    formCells(form)
      .filter((cell) => cell.row.key === row)
      .map(({ key }) => [key, value]),
  )
}

/** Any sheet that a reader may hand on: numbers of all sizes, negative ones, blanks, and cells that are not there. */
export function anySheet(form: ReportForm): fc.Arbitrary<ChartSheet> {
  const keys = formCells(form).map(({ key }) => key)
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.nat(200_000) },
    { weight: 4, arbitrary: fc.constant(0) },
    fc.constant(null),
    fc.constant(undefined),
    fc.integer({ min: -50, max: -1 }),
  )
  return fc.array(value, { minLength: keys.length, maxLength: keys.length }).map((values) => {
    const told = keys.flatMap((key, index) => {
      const one = values[index]
      return one === undefined ? [] : [[key, one] as const]
    })
    return { form, cells: Object.fromEntries(told) }
  })
}
