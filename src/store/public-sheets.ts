import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Cells, Reading } from '../domain/report/reading.ts'
import type { Found } from './public-reports.ts'
import type { Database } from './schema.ts'

/** A published report without what only its own page shows. */
export interface PublicSheet extends Found {
  readonly agencyName: string
  readonly shortName: string
  /** Id of the form. */
  readonly form: string
  readonly title: string
  readonly demonstration: boolean
  readonly invented: boolean
  readonly cells: Cells
}

const content = (db: Kysely<Database>) =>
  db
    .selectFrom('report')
    .innerJoin('report_content as content', (join) =>
      join.onRef('content.agency_id', '=', 'report.agency_id').onRef('content.report_id', '=', 'report.id'),
    )
    .where('published_at', 'is not', null)

const sheets = (db: Kysely<Database>) =>
  content(db)
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .select(['report.agency_id as agencyId', 'year', 'form', 'title', 'report.demonstration', 'invented', 'cells'])
    .select(['name as agencyName', 'short_name as shortName'])

/** The figures of published reports, in the order given; one that is not there is left out. */
export async function findPublicSheets(db: Kysely<Database>, keys: readonly Found[]): Promise<readonly PublicSheet[]> {
  if (keys.length === 0) return []
  const asked = sql`(${sql.join(keys.map(({ agencyId, year }) => sql`(${agencyId}::bigint, ${year}::integer)`))})`
  const rows = await sheets(db).where(sql<SqlBool>`(report.agency_id, report.year) in ${asked}`).execute()
  return keys.flatMap(({ agencyId, year }) => rows.find((row) => row.agencyId === agencyId && row.year === year) ?? [])
}

/** The figures of all published reports of a body, oldest data year first. */
export async function findSheetsOfBody(db: Kysely<Database>, agencyId: number): Promise<readonly PublicSheet[]> {
  return sheets(db).where('report.agency_id', '=', agencyId).orderBy('year').execute()
}

/** What the reader found in a published report besides its figures, of which it has none here. */
export async function findPublicProse(db: Kysely<Database>, { agencyId, year }: Found): Promise<Reading | undefined> {
  const row = await content(db)
    .select('reading')
    .where('report.agency_id', '=', agencyId)
    .where('year', '=', year)
    .executeTakeFirst()
  return row && { ...row.reading, cells: {}, sources: {} }
}

/**
 * The figures of a report of the newest data year, of one whose figures are not made up where there is one; of several
 * the body that came first. Reads an index of all reports, so ask rarely.
 */
export async function findNewestSheet(db: Kysely<Database>): Promise<PublicSheet | undefined> {
  const key = await db
    .selectFrom('report')
    .select(['agency_id as agencyId', 'year'])
    .where('published_at', 'is not', null)
    .orderBy('invented')
    .orderBy('year', 'desc')
    .orderBy('agency_id')
    .limit(1)
    .executeTakeFirst()
  return key && (await findPublicSheets(db, [key]))[0]
}
