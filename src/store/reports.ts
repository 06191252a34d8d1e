import { type Kysely, sql, type Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { Claim } from '../domain/report/claim.ts'
import { applyCorrections, type Decisions, decisionsOf, standingFindings } from '../domain/report/decisions.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { Paper } from '../domain/report/paper.ts'
import type { Cells, Reading } from '../domain/report/reading.ts'
import type { ReportStatus } from '../domain/report/status.ts'
import { toAgency } from './agencies.ts'
import { keyOf, type ReportFile, type ReportKey, sourceRow } from './report-sources.ts'
import type { Database, SourceKind } from './schema.ts'
import { searchTerms } from './search-terms.ts'
import { storable, toJson } from './storable.ts'
import { findTrail } from './trail.ts'

/** What follows from a reading: claims and findings are those of the reading with people's corrections. */
export interface Checked {
  readonly title: string
  /** As the reader read it. */
  readonly asRead: Reading
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
  readonly decisions: Decisions
}

export interface NewReport {
  readonly agencyId: number
  readonly year: number
  readonly title: string
  readonly reading: Reading
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
  readonly file: ReportFile
  /** Absent where the file was our own JSON or CSV. */
  readonly paper?: Paper
  readonly demonstration: boolean
  /** Demonstration whose figures are made up. */
  readonly invented?: boolean
  readonly importedAt: Date
  readonly status: ReportStatus
}

export interface StoredReport {
  readonly id: number
  readonly agency: Agency
  readonly year: number
  readonly title: string
  readonly status: ReportStatus
  /** Grows with every change. */
  readonly version: number
  /** With people's corrections. */
  readonly reading: Reading
  /** As the reader read it. */
  readonly asRead: Reading
  readonly decisions: Decisions
  readonly claims: readonly Claim[]
  /** All that the checks found, those included that people have dismissed. */
  readonly findings: readonly Finding[]
  readonly source: {
    readonly kind: SourceKind
    readonly fileName: string
    /** Hexadecimal. */
    readonly sha256: string
  }
  readonly demonstration: boolean
  readonly invented: boolean
  readonly changedAt: Date
  readonly submittedAt: Date | null
  readonly publishedAt: Date | null
}

const noDecisions: Decisions = { corrections: new Map(), judgements: new Map() }

const isRanked = (cell: string) => /\/total$|^(reconsideration|litigation-)/.test(cell)

/** The figures that rankings need: totals, and all that is told of disputes. */
export function rankedCells(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([cell]) => isRanked(cell)))
}

function contentOf({ asRead, claims, findings, decisions }: Omit<Checked, 'title'>) {
  const { cells: readCells, sources, ...rest } = asRead
  const { cells } = applyCorrections(asRead, decisions.corrections)
  return {
    cells: toJson(cells),
    read_cells: cells === readCells ? null : toJson(readCells),
    sources: toJson(sources),
    reading: toJson(rest),
    claims: toJson(claims),
    findings: toJson(findings),
  }
}

/** What lists show, read off the content. */
function summaryOf({ title, asRead, findings, decisions }: Omit<Checked, 'claims'>) {
  const { cells, problems, form } = applyCorrections(asRead, decisions.corrections)
  const standing = standingFindings(findings, decisions)
  const count = (severity: Finding['severity']) => standing.filter((finding) => finding.severity === severity).length
  return {
    title: storable(title),
    form,
    errors: count('error'),
    warnings: count('warning'),
    hints: count('hint'),
    problems: problems.length,
    totals: toJson(rankedCells(cells)),
  }
}

/** Terms under which each report is found: the words of its body, its title and year. */
async function termsByBody(db: Kysely<Database>, reports: readonly Pick<NewReport, 'agencyId'>[]) {
  const rows = await db
    .selectFrom('agency')
    .select(['id', 'name', 'short_name', 'region'])
    .where('id', '=', sql<number>`any(${[...new Set(reports.map(({ agencyId }) => agencyId))]}::bigint[])`)
    .execute()
  const words = new Map(rows.map(({ id, name, short_name, region }) => [id, `${name} ${short_name} ${region}`]))
  return ({ agencyId, title, year }: Pick<NewReport, 'agencyId' | 'title' | 'year'>) =>
    searchTerms(storable(`${words.get(agencyId)} ${title} ${year}年`))
}

const checkedOf = ({ title, reading, claims, findings }: NewReport): Checked => ({
  title,
  asRead: reading,
  claims,
  findings,
  decisions: noDecisions,
})

const reportRow = (report: NewReport, terms: readonly string[]) => {
  const { agencyId, year, demonstration, invented = false, importedAt, status } = report
  return {
    ...summaryOf(checkedOf(report)),
    agency_id: agencyId,
    year,
    demonstration,
    invented,
    imported_at: importedAt,
    changed_at: importedAt,
    status,
    submitted_at: status === 'submitted' || status === 'accepted' ? importedAt : null,
    published_at: status === 'published' ? importedAt : null,
    search_terms: terms,
  }
}

/** Adds reports with all that hangs on them; gives their ids, in the order given. A body has one report a year. */
export async function appendReports(
  db: Transaction<Database>,
  reports: readonly NewReport[],
): Promise<readonly number[]> {
  if (reports.length === 0) return []
  const termsOfReport = await termsByBody(db, reports)
  const made = await db
    .insertInto('report')
    .values(reports.map((report) => reportRow(report, termsOfReport(report))))
    .returning(['agency_id', 'year', 'id'])
    .execute()
  const ids = new Map(made.map(({ agency_id, year, id }) => [`${agency_id}-${year}`, id]))
  const keyed = reports.map((report) => {
    const id = ids.get(`${report.agencyId}-${report.year}`)
    if (id === undefined) throw new Error('A report that was added has no id')
    return { report, key: { agency_id: report.agencyId, report_id: id } }
  })
  const sources = keyed.map(({ report, key }) => ({ ...key, ...sourceRow(report.file, report.paper) }))
  await db.insertInto('report_source').values(sources).execute()
  const contents = keyed.map(({ report, key }) => ({ ...key, ...contentOf(checkedOf(report)) }))
  await db.insertInto('report_content').values(contents).execute()
  return keyed.map(({ key }) => key.report_id)
}

/** Puts a new reading, a new check or new decisions in the place of the old ones. */
export async function saveChecked(
  db: Transaction<Database>,
  report: ReportKey & Pick<StoredReport, 'year'>,
  checked: Checked,
  at: Date,
): Promise<void> {
  const { agency_id, report_id } = keyOf(report)
  const termsOfReport = await termsByBody(db, [{ agencyId: agency_id }])
  const terms = termsOfReport({ agencyId: agency_id, title: checked.title, year: report.year })
  await db
    .updateTable('report')
    .set((row) => ({ ...summaryOf(checked), changed_at: at, version: row('version', '+', 1) }))
    .set({ search_terms: terms })
    .where('agency_id', '=', agency_id)
    .where('id', '=', report_id)
    .execute()
  await db
    .updateTable('report_content')
    .set(contentOf(checked))
    .where('agency_id', '=', agency_id)
    .where('report_id', '=', report_id)
    .execute()
}

/** Moves a report on. The time of its submission stays until it is submitted anew. */
export async function saveStatus(
  db: Transaction<Database>,
  report: ReportKey,
  status: ReportStatus,
  at: Date,
): Promise<void> {
  await db
    .updateTable('report')
    .set((row) => ({ status, changed_at: at, version: row('version', '+', 1) }))
    .set({ published_at: status === 'published' ? at : null })
    .$if(status === 'submitted', (query) => query.set({ submitted_at: at }))
    .where('agency_id', '=', report.agency.id)
    .where('id', '=', report.id)
    .execute()
}

/** Removes a report with all that hangs on it, its trail excepted. */
export async function removeReport(db: Transaction<Database>, report: ReportKey): Promise<void> {
  await db.deleteFrom('report').where('agency_id', '=', report.agency.id).where('id', '=', report.id).execute()
}

/** Which report: of a body for a year. */
export interface ReportAsked {
  readonly agencyId: number
  readonly year: number
  /** For readers who may see what is published and nothing else. */
  readonly publishedOnly: boolean
}

const rows = (db: Kysely<Database>, { agencyId, year, publishedOnly }: ReportAsked) =>
  db
    .selectFrom('report')
    .where('report.agency_id', '=', agencyId)
    .where('report.year', '=', year)
    .$if(publishedOnly, (query) => query.where('published_at', 'is not', null))

/** Keeps others from changing the report until the transaction ends. */
export async function lockReport(db: Transaction<Database>, asked: Omit<ReportAsked, 'publishedOnly'>): Promise<void> {
  await rows(db, { ...asked, publishedOnly: false })
    .select('id')
    .forUpdate()
    .execute()
}

/** The report of a body for a year, whole. */
export async function findReport(db: Kysely<Database>, asked: ReportAsked): Promise<StoredReport | undefined> {
  const row = await rows(db, asked)
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .innerJoin('report_source as source', (join) =>
      join.onRef('source.agency_id', '=', 'report.agency_id').onRef('source.report_id', '=', 'report.id'),
    )
    .innerJoin('report_content as content', (join) =>
      join.onRef('content.agency_id', '=', 'report.agency_id').onRef('content.report_id', '=', 'report.id'),
    )
    .select(['report.id as report_id', 'report.year', 'title', 'status', 'version', 'published_at', 'submitted_at'])
    .select(['changed_at', 'invented', 'report.demonstration as report_demonstration'])
    .select(['cells', 'read_cells', 'sources', 'reading', 'claims', 'findings'])
    .select(['file_name', 'sha256', 'source.kind as source_kind'])
    .select(['agency.id', 'parent_id', 'name', 'short_name', 'region', 'agency.kind', 'agency.demonstration'])
    .executeTakeFirst()
  if (!row) return undefined
  const sha256 = Buffer.from(row.sha256).toString('hex')
  const trail = await findTrail(db, { agencyId: asked.agencyId, reportId: row.report_id })
  const decisions = decisionsOf(trail, sha256)
  const asRead = { ...row.reading, cells: row.read_cells ?? row.cells, sources: row.sources }
  return {
    id: row.report_id,
    agency: toAgency(row),
    year: row.year,
    title: row.title,
    status: row.status,
    version: row.version,
    reading: applyCorrections(asRead, decisions.corrections),
    asRead,
    decisions,
    claims: row.claims,
    findings: row.findings,
    source: { kind: row.source_kind, fileName: row.file_name, sha256 },
    demonstration: row.report_demonstration,
    invented: row.invented,
    changedAt: row.changed_at,
    submittedAt: row.submitted_at,
    publishedAt: row.published_at,
  }
}
