import type { Claim } from '../claim.ts'
import type { ReportForm } from '../form.ts'
import type { Reading } from '../reading.ts'
import { findMeanings, type Meant } from './meaning.ts'
import { moneyFactor } from './meaning-of-publication.ts'
import { placeOf } from './passages.ts'
import { type Sheet, sheetOf, type Way } from './sheet.ts'

/**
 * Counts and amounts of the prose that speak of what the tables hold, each compared with every admissible reading.
 *
 * A verb alone does not fix the measure, so a mismatch is told only where no reading fits, all of them can be told
 * from the tables, and the clause is understood; everything doubtful is `other`.
 */
export function findReportClaims(reading: Reading, form: ReportForm): readonly Claim[] {
  const sheet = sheetOf(reading, form)
  return findMeanings(reading, form).map((meant) => toClaim(meant, sheet))
}

function toClaim(meant: Meant, sheet: Sheet): Claim {
  const { figure, passage } = meant
  const fits = meant.other ? [] : fitting(meant, sheet)
  const tried = fits.length > 0 || meant.other || !meant.sure ? [] : waysTried(meant)
  const verdict = fits.length > 0 ? 'fits' : tried.length > 0 ? 'mismatch' : 'other'
  return {
    ...placeOf(passage, meant),
    value: figure.value,
    unit: figure.unit,
    verdict,
    fits,
    ...(verdict === 'mismatch' && { tried }),
    section: passage.section,
  }
}

/** Readings whose value the figure can stand for, without those that only add or subtract zeros. */
function fitting(meant: Meant, sheet: Sheet): readonly string[] {
  const fits = meant.readings.filter((way) => matches(meant, sheet, way))
  const shortest = fits.filter(
    (way) =>
      !fits.some((other) => other.keys.length < way.keys.length && other.keys.every((key) => way.keys.includes(key))),
  )
  return [...new Set(shortest.map((way) => way.keys.join('+')))]
}

function matches({ figure }: Meant, sheet: Sheet, { keys, value }: Way): boolean {
  if (value === undefined) return false
  if (!figure.unit.endsWith('元')) return value >= figure.from && value <= figure.to
  const factor = moneyFactor(figure.unit, unitOf(sheet, keys[0] ?? ''))
  return value >= figure.from * factor - ROUNDING && value <= figure.to * factor + ROUNDING
}

const ROUNDING = 1e-9

function unitOf(sheet: Sheet, key: string): string {
  const [row = '', column = ''] = key.split('/')
  return sheet.rows.get(row)?.block.columns.find((one) => one.key === column)?.unit ?? ''
}

/** The readings with their values; none where one of them cannot be told. */
function waysTried({ readings }: Meant): NonNullable<Claim['tried']> {
  if (readings.some((way) => way.value === undefined)) return []
  const tried = new Map(readings.map(({ keys, value }) => [keys.join('+'), value ?? 0]))
  return [...tried].map(([reading, value]) => ({ reading, value }))
}
