import type { Claim } from '../claim.ts'
import type { ReportForm } from '../form.ts'
import type { Reading } from '../reading.ts'
import { findMeanings, type Meant } from './meaning.ts'
import { moneyFactor } from './meaning-of-publication.ts'
import { placeOf } from './passages.ts'
import { type Sheet, sheetOf, sumOf, type Terms } from './sheet.ts'

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
  const tried = fits.length > 0 || meant.other || !meant.sure ? [] : valuesTried(meant, sheet)
  const verdict = fits.length > 0 ? 'fits' : tried.length > 0 ? 'mismatch' : 'other'
  return {
    ...placeOf(passage, meant),
    value: figure.value,
    unit: figure.unit,
    verdict,
    fits: fits.map((terms) => terms.join('+')),
    ...(verdict === 'mismatch' && { tried }),
    section: passage.section,
  }
}

/** Readings whose value the figure can stand for, without those that only add or subtract zeros. */
export function fitting(meant: Meant, sheet: Sheet): readonly Terms[] {
  const fits = unique(meant.readings).filter((terms) => matches(meant, sheet, terms))
  return fits.filter(
    (terms) => !fits.some((other) => other.length < terms.length && other.every((key) => terms.includes(key))),
  )
}

function matches(meant: Meant, sheet: Sheet, terms: Terms): boolean {
  const value = sumOf(sheet, terms)
  if (value === undefined) return false
  const { figure } = meant
  if (!/元$/.test(figure.unit)) return value >= figure.from && value <= figure.to
  const factor = moneyFactor(figure.unit, unitOf(sheet, terms[0] ?? ''))
  return value >= figure.from * factor - ROUNDING && value <= figure.to * factor + ROUNDING
}

const ROUNDING = 1e-9

function unitOf(sheet: Sheet, key: string): string {
  const [row = '', column = ''] = key.split('/')
  return sheet.rows.get(row)?.block.columns.find((one) => one.key === column)?.unit ?? ''
}

/** The readings with their values; none where one of them cannot be told. */
function valuesTried(meant: Meant, sheet: Sheet): NonNullable<Claim['tried']> {
  const tried = unique(meant.readings).map((terms) => ({ reading: terms.join('+'), value: sumOf(sheet, terms) }))
  if (tried.some((one) => one.value === undefined)) return []
  return tried.map(({ reading, value }) => ({ reading, value: value ?? 0 }))
}

function unique(readings: readonly Terms[]): readonly Terms[] {
  return [...new Map(readings.map((terms) => [terms.join('+'), terms])).values()]
}
