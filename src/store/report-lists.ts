import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { ReportStatus } from '../domain/report/status.ts'
import { subtree } from './agencies.ts'
import type { Database } from './schema.ts'
import { termsOf } from './search-terms.ts'

/** A report as a list shows it. */
export interface ReportLine {
  readonly agencyId: number
  readonly year: number
  readonly title: string
  readonly form: string
  readonly agencyName: string
  readonly region: string
  readonly demonstration: boolean
  readonly publishedAt: Date | null
  readonly status: ReportStatus
  readonly errors: number
  readonly warnings: number
  readonly hints: number
  /** What the reader was unsure of. */
  readonly problems: number
}

export interface ReportFilter {
  /** Words that name, region, title or year must hold, all of them. */
  readonly words?: readonly string[]
  readonly region?: string
  readonly agencyId?: number
  readonly year?: number
  readonly form?: string
}

/** What a reader can choose from. */
export interface ReportChoices {
  readonly regions: readonly string[]
  readonly agencies: readonly { readonly id: number; readonly name: string }[]
  readonly years: readonly number[]
  readonly forms: readonly string[]
}

function lines(db: Kysely<Database>) {
  return db
    .selectFrom('report')
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .select(['report.agency_id', 'year', 'title', 'form', 'name', 'region', 'report.demonstration', 'published_at'])
    .select(['status', 'errors', 'warnings', 'hints', 'problems'])
}

type Line = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

function toLine(row: Line): ReportLine {
  const { agency_id, name, published_at, ...same } = row
  return { ...same, agencyId: agency_id, agencyName: name, publishedAt: published_at }
}

/** `%` and `_` in what people type stand for themselves. */
const pattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** The index finds reports that hold all pairs of the word, the comparison those that hold them in a row. */
const holds = (word: string): Expression<SqlBool> =>
  sql<SqlBool>`search_terms @> ${termsOf(word)}::text[] and
    (name || ' ' || short_name || ' ' || region || ' ' || title || ' ' || year || '年') ilike ${pattern(word)}`

/** A page of the published reports that pass the filter, newest data year first, and how many pass in all. */
export async function findPublishedReports(
  db: Kysely<Database>,
  filter: ReportFilter,
  page: { readonly size: number; readonly number: number },
): Promise<{ readonly reports: readonly ReportLine[]; readonly total: number }> {
  const conditions: Expression<SqlBool>[] = [sql<SqlBool>`published_at is not null`]
  for (const word of filter.words ?? []) conditions.push(holds(word))
  if (filter.region !== undefined) conditions.push(sql<SqlBool>`region = ${filter.region}`)
  if (filter.agencyId !== undefined) conditions.push(sql<SqlBool>`report.agency_id = ${filter.agencyId}`)
  if (filter.year !== undefined) conditions.push(sql<SqlBool>`year = ${filter.year}`)
  if (filter.form !== undefined) conditions.push(sql<SqlBool>`form = ${filter.form}`)
  const [rows, all] = await Promise.all([
    lines(db)
      .where((on) => on.and(conditions))
      .orderBy('year', 'desc')
      .orderBy('report.agency_id')
      .limit(page.size)
      .offset((page.number - 1) * page.size)
      .execute(),
    db
      .selectFrom('report')
      .innerJoin('agency', 'agency.id', 'report.agency_id')
      .select((on) => on.fn.countAll<number>().as('total'))
      .where((on) => on.and(conditions))
      .executeTakeFirstOrThrow(),
  ])
  return { reports: rows.map(toLine), total: all.total }
}

/** Reports of a body and of those below it in the tree, drafts included. */
export async function findReportsUnder(db: Kysely<Database>, agencyId: number): Promise<readonly ReportLine[]> {
  const rows = await lines(db)
    .where('report.agency_id', 'in', subtree(agencyId))
    .orderBy('year', 'desc')
    .orderBy('report.agency_id')
    .execute()
  return rows.map(toLine)
}

/** Regions, bodies, years and forms that have a published report. */
export async function findReportChoices(db: Kysely<Database>): Promise<ReportChoices> {
  const rows = await db
    .selectFrom('report')
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .select(['region', 'agency.id', 'name', 'year', 'form'])
    .distinct()
    .where('published_at', 'is not', null)
    .execute()
  const unique = <T>(values: readonly T[]) => [...new Set(values)].sort()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return {
    regions: unique(rows.map(({ region }) => region)),
    agencies: [...names].map(([id, name]) => ({ id, name })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    years: unique(rows.map(({ year }) => year)).reverse(),
    forms: unique(rows.map(({ form }) => form)),
  }
}
