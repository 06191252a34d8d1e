import { rowName } from '../checks/labels.ts'
import { clean } from '../claims/numbers.ts'
import type { Column, ReportForm, Row, Unit } from '../form.ts'
import type { Cells } from '../reading.ts'
import { type AlignedRow, alignTables } from './align-rows.ts'
import { type Held, heldBy } from './held-by.ts'

export const fewestCompared = 2
export const mostCompared = 6

export interface ComparedReport {
  /** What stands over its column, as 2024 年 or 云溪区教育局. */
  readonly label: string
  /** The body; the same word for the same body, whatever its name was in the year. */
  readonly agency: string
  readonly year: number
  readonly form: ReportForm
  readonly cells: Cells
}

/** Why two figures are not compared. */
export type Incomparable = 'blank' | 'absent' | 'in-one-row' | 'not-in-form' | 'other-unit'

/** A figure against that of another report; `against` is the other's place among the reports. */
export type Change =
  | {
      readonly comparable: true
      readonly against: number
      readonly difference: number
      /** This figure divided by the other's; null where that is no meaningful number (other's 0, 增/减). */
      readonly ratio: number | null
    }
  | { readonly comparable: false; readonly against: number; readonly code: Incomparable; readonly reason: string }

export interface ComparedSide extends Held {
  /** Null for a report that the others are compared with, and the earliest of several years. */
  readonly change: Change | null
}

/** One cell of all reports. */
export interface ComparedCell {
  readonly column: string
  readonly label: string
  readonly unit: Unit
  readonly number: Column['number']
  readonly role: Column['role']
  /** In the order of the reports. */
  readonly sides: readonly ComparedSide[]
}

export interface ComparedRow {
  readonly key: string
  /** With the number of its group, as （三）不予公开1.属于国家秘密. */
  readonly label: string
  readonly row: Row
  readonly cells: readonly ComparedCell[]
}

export interface ComparedTable {
  readonly key: string
  readonly title: string
  readonly rows: readonly ComparedRow[]
}

export interface Comparison {
  /** first: all against the first report. earlier-year: each against the nearest earlier year of the same body. */
  readonly basis: 'first' | 'earlier-year'
  readonly reports: readonly ComparedReport[]
  readonly tables: readonly ComparedTable[]
}

/**
 * Two to six reports side by side, row by row, over the forms that they follow.
 *
 * @throws RangeError on fewer or more reports: whoever takes the choice from people must have told them
 */
export function compareSheets(reports: readonly ComparedReport[]): Comparison {
  if (reports.length < fewestCompared || reports.length > mostCompared)
    throw new RangeError(`${reports.length} reports to compare; give ${fewestCompared} to ${mostCompared}.`)
  const basis = isSeries(reports) ? 'earlier-year' : 'first'
  const against = reports.map((_, side) => (basis === 'first' ? firstBut(side) : earlierYear(reports, side)))
  const tables = alignTables(reports).map(({ key, title, rows }) => ({
    key,
    title,
    rows: rows.map((row) => comparedRow(reports, against, row)),
  }))
  return { basis, reports, tables }
}

/** Different years of one body. */
function isSeries(reports: readonly ComparedReport[]): boolean {
  const bodies = new Set(reports.map(({ agency }) => agency))
  return bodies.size === 1 && new Set(reports.map(({ year }) => year)).size === reports.length
}

const firstBut = (side: number) => (side === 0 ? null : 0)

function earlierYear(reports: readonly ComparedReport[], side: number): number | null {
  const own = reports[side]?.year ?? 0
  let best: number | null = null
  for (const [at, { year }] of reports.entries())
    if (year < own && (best === null || year > (reports[best]?.year ?? 0))) best = at
  return best
}

function comparedRow(
  reports: readonly ComparedReport[],
  against: readonly (number | null)[],
  { row, columns }: AlignedRow,
): ComparedRow {
  const cells = columns.map((column): ComparedCell => {
    const { key, label, unit, number, role } = column
    const held = reports.map(({ form, cells }) => heldBy(form, cells, row.key, key))
    const sides = held.map((own, side) => ({ ...own, change: changeOf(reports, held, side, against[side] ?? null) }))
    return { column: key, label, unit, number, role, sides }
  })
  return { key: row.key, label: rowName(row), row, cells }
}

function changeOf(
  reports: readonly ComparedReport[],
  held: readonly Held[],
  side: number,
  against: number | null,
): Change | null {
  const now = held[side]
  const before = against === null ? undefined : held[against]
  if (against === null || !now || !before) return null
  if (now.value !== null && before.value !== null && now.unit === before.unit)
    return { comparable: true, against, ...step(now, before, now.value, before.value) }
  const [hindering, at] = now.value === null ? [now, side] : before.value === null ? [before, against] : [null, 0]
  if (!hindering) return { comparable: false, against, code: 'other-unit', reason: unitsDiffer(now, before) }
  const code = hindering.state as Incomparable
  return { comparable: false, against, code, reason: reasonOf(code, reports[at]) }
}

function step(now: Held, before: Held, value: number, other: number) {
  const meaningful = now.number !== 'signed' && before.number !== 'signed' && value >= 0 && other > 0
  return { difference: clean(value - other), ratio: meaningful ? value / other : null }
}

const unitsDiffer = (now: Held, before: Held) => `单位不同：一份报告为${now.unit}，另一份为${before.unit}`

function reasonOf(code: Incomparable, report: ComparedReport | undefined): string {
  const label = report?.label ?? ''
  switch (code) {
    case 'blank':
      return `“${label}”这一格空白，空白不等于 0`
    case 'absent':
      return `“${label}”这一格没有读到`
    case 'in-one-row':
      return `“${label}”把这几行并为一行，没有分开的数`
    default:
      return `“${label}”用的格式（${report?.form.notice}）没有这一格`
  }
}
