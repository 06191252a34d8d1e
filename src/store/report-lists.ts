import { type Kysely, type SqlBool, sql } from 'kysely'
import type { ReportStatus } from '../domain/report/status.ts'
import { type Found, findPublicPage, type ListPage, type PublicFilter } from './public-reports.ts'
import type { Database } from './schema.ts'

/** A report as a list shows it. */
export interface ReportLine {
  readonly agencyId: number
  readonly year: number
  readonly title: string
  readonly form: string
  readonly agencyName: string
  readonly region: string
  readonly demonstration: boolean
  /** Demonstration whose figures are made up. */
  readonly invented: boolean
  readonly publishedAt: Date | null
  readonly status: ReportStatus
  readonly errors: number
  readonly warnings: number
  readonly hints: number
  /** What the reader was unsure of. */
  readonly problems: number
}

function lines(db: Kysely<Database>) {
  return db
    .selectFrom('report')
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .select(['report.agency_id', 'year', 'title', 'form', 'name', 'region', 'report.demonstration', 'published_at'])
    .select(['status', 'errors', 'warnings', 'hints', 'problems', 'invented'])
}

type Line = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

function toLine(row: Line): ReportLine {
  const { agency_id, name, published_at, ...same } = row
  return { ...same, agencyId: agency_id, agencyName: name, publishedAt: published_at }
}

/** A page of the published reports that pass the filter, and how many pass in all: at most `mostCounted` and one. */
export async function findPublishedReports(
  db: Kysely<Database>,
  filter: PublicFilter,
  page: ListPage,
): Promise<{ readonly reports: readonly ReportLine[]; readonly total: number }> {
  const { found, total } = await findPublicPage(db, filter, page)
  return { reports: await findLines(db, found), total }
}

/** Published reports by body and year, in the order given; one that is not there any more is left out. */
async function findLines(db: Kysely<Database>, keys: readonly Found[]): Promise<readonly ReportLine[]> {
  if (keys.length === 0) return []
  const asked = sql`(${sql.join(keys.map(({ agencyId, year }) => sql`(${agencyId}::bigint, ${year}::integer)`))})`
  const rows = await lines(db)
    .where(sql<SqlBool>`(report.agency_id, report.year) in ${asked}`)
    .where('published_at', 'is not', null)
    .execute()
  const byKey = new Map(rows.map((row) => [`${row.agency_id}-${row.year}`, toLine(row)]))
  return keys.flatMap(({ agencyId, year }) => byKey.get(`${agencyId}-${year}`) ?? [])
}

/** The published reports of one body, newest data year first. */
export async function findPublishedOfBody(db: Kysely<Database>, agencyId: number): Promise<readonly ReportLine[]> {
  const rows = await lines(db)
    .where('report.agency_id', '=', agencyId)
    .where('published_at', 'is not', null)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(toLine)
}
