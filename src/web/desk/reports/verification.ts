import { type Target, unchangeable } from '../../../app/act-on-report.ts'
import type { Services } from '../../../app/services.ts'
import { mayTo, standingOf } from '../../../app/standing.ts'
import type { Person } from '../../../domain/agency/person.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { standingFindings } from '../../../domain/report/decisions.ts'
import type { Finding } from '../../../domain/report/finding.ts'
import { type CellKey, formCells, getForm, type ReportForm } from '../../../domain/report/form.ts'
import type { Block } from '../../../domain/report/paper.ts'
import type { Reading } from '../../../domain/report/reading.ts'
import type { ReportStatus, Standing } from '../../../domain/report/status.ts'
import type { TrailEntry } from '../../../domain/report/trail.ts'
import { findAgency } from '../../../store/agencies.ts'
import { findNextReport } from '../../../store/desk-lists.ts'
import { findSourceText } from '../../../store/report-sources.ts'
import { findReport, type StoredReport } from '../../../store/reports.ts'
import { findTrail } from '../../../store/trail.ts'

/** Everything that the page of verification shows. */
export interface Verification {
  readonly report: StoredReport
  readonly form: ReportForm
  readonly standing: Standing
  /** Why this person cannot move the report, whatever its status; undefined where they can. */
  readonly onlooker: Refusal | undefined
  /** Why this person can change nothing now; undefined where they can. */
  readonly fixed: Refusal | undefined
  readonly trail: readonly TrailEntry[]
  /** Undefined where the file was data without a text. */
  readonly source: { readonly text: string; readonly blocks: readonly Block[] } | undefined
  readonly previous: Reading | undefined
}

export type Key = Omit<Target, 'version'>

/** A report for a person who may see it; undefined where there is none for them. */
export async function findVerification(
  { db, forms }: Pick<Services, 'db' | 'forms'>,
  person: Person,
  { agencyId, year }: Key,
): Promise<Verification | undefined> {
  const agency = await findAgency(db, agencyId)
  const standing = agency && (await standingOf(db, person, agency))
  const report = standing && (await findReport(db, { agencyId, year, publishedOnly: false }))
  if (!report) return undefined
  const [trail, source, previous] = await Promise.all([
    findTrail(db, { agencyId, reportId: report.id }),
    findSourceText(db, report),
    findReport(db, { agencyId, year: year - 1, publishedOnly: false }),
  ])
  const allowed = mayTo(person, 'decide-report', { agency: report.agency, standing })
  const onlooker = allowed === true ? undefined : allowed
  const fixed = onlooker ?? unchangeable({ report, standing })
  const form = getForm(forms, report.reading.form)
  return { report, form, standing, onlooker, fixed, trail, source, previous: previous?.reading }
}

/** The next report in the queue that this one stands, or stood, in. */
export function findNext(
  { db }: Pick<Services, 'db'>,
  person: Person,
  { report: { agency, year } }: Verification,
  status: ReportStatus,
): Promise<Key | undefined> {
  return findNextReport(db, { under: person.agencyId, status, after: { agencyId: agency.id, year } })
}

const isOpen = (finding: Finding, { decisions }: StoredReport) =>
  finding.severity !== 'hint' && !decisions.judgements.has(finding.stableId)

/** Cells that a person should look at, in printed order: nobody has decided about what is wrong or unsure there. */
export function doubtfulCells({ report, form }: Verification): readonly CellKey[] {
  const { reading, findings, decisions } = report
  const cells = new Set<CellKey>([
    ...standingFindings(findings, decisions)
      .filter((finding) => isOpen(finding, report))
      .flatMap((finding) => finding.cells),
    ...reading.chosen,
    ...reading.problems.flatMap(({ cell, cells: several, severity }) =>
      severity === 'hint' ? [] : [...(cell ? [cell] : []), ...(several ?? [])],
    ),
  ])
  return formCells(form)
    .map(({ key }) => key)
    .filter((key) => cells.has(key) && !decisions.corrections.has(key))
}

/** The doubtful cells before and after a cell, in printed order. */
export function neighbours(all: Verification, cell: CellKey) {
  const order = new Map(formCells(all.form).map(({ key }, index) => [key, index]))
  const at = order.get(cell) ?? -1
  const doubtful = doubtfulCells(all)
  const place = (key: CellKey) => order.get(key) ?? -1
  return {
    previous: doubtful.findLast((key) => place(key) < at),
    next: doubtful.find((key) => place(key) > at),
    left: doubtful.length,
  }
}
