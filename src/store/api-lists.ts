import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import { holding } from './like.ts'
import type { Verdict } from './public-reports.ts'
import { inRegion } from './regions.ts'
import type { Database } from './schema.ts'
import { termsOf } from './search-terms.ts'

/** Orders of the list of reports: newest data year, latest published, most requests received. */
export const listOrders = ['year', 'published', 'received'] as const

export type ListOrder = (typeof listOrders)[number]

export interface ListFilter {
  /** Words that body, region, title or year must hold, all of them. */
  readonly words?: readonly string[]
  /** A division; those below it count too. */
  readonly region?: string
  readonly agencyId?: number
  readonly year?: number
  readonly form?: string
  readonly kind?: AgencyKind
}

/** A published report in few words. */
export interface ListedReport {
  readonly agencyId: number
  readonly agencyName: string
  readonly region: string
  readonly kind: AgencyKind
  readonly year: number
  readonly title: string
  readonly form: string
  readonly verdict: Verdict
  readonly errors: number
  readonly warnings: number
  readonly hints: number
  readonly problems: number
  /** Requests received, settled and carried out; null where the report does not tell. */
  readonly received: number | null
  readonly settled: number | null
  readonly carriedOut: number | null
  readonly publishedAt: Date
  readonly changedAt: Date
  readonly demonstration: boolean
  readonly invented: boolean
  /** `publishedAt` in microseconds since 1970, as the order needs it. */
  readonly moment: number
}

/** Where a page ends: what its last report is sorted by. */
export type PageEnd = Pick<ListedReport, 'agencyId' | 'year' | 'moment' | 'received'>

/** Reports counted at most. */
export const mostListed = 10_000

const holds = (word: string) =>
  sql<SqlBool>`(search_terms @> ${termsOf(word)}::text[] and search_text ilike ${holding(word)})`

function conditionsOf({ words = [], region, agencyId, year, form, kind }: ListFilter) {
  const conditions: Expression<SqlBool>[] = [sql<SqlBool>`published_at is not null`, ...words.map(holds)]
  if (region !== undefined) conditions.push(inRegion(region))
  if (agencyId !== undefined) conditions.push(sql<SqlBool>`agency_id = ${agencyId}`)
  if (year !== undefined) conditions.push(sql<SqlBool>`year = ${year}`)
  if (form !== undefined) conditions.push(sql<SqlBool>`form = ${form}`)
  if (kind !== undefined) conditions.push(sql<SqlBool>`body_kind = ${kind}`)
  return conditions
}

const both = (conditions: readonly Expression<SqlBool>[]) => sql<SqlBool>`${sql.join([...conditions], sql` and `)}`

interface Order {
  readonly by: Expression<unknown>
  readonly after: (end: PageEnd) => Expression<SqlBool>
}

const instant = (moment: number) => sql`(timestamptz 'epoch' + ${moment}::double precision * interval '1 microsecond')`

const olderYear = ({ year, agencyId }: PageEnd) =>
  sql<SqlBool>`year <= ${year} and (year < ${year} or agency_id > ${agencyId})`

/** Body and year make each order a strict one. */
const orders: Readonly<Record<ListOrder, Order>> = {
  year: { by: sql`year desc, agency_id`, after: olderYear },
  published: {
    by: sql`published_at desc, agency_id, year`,
    after: ({ moment, agencyId, year }) => sql<SqlBool>`published_at <= ${instant(moment)}
      and (published_at < ${instant(moment)} or (agency_id, year) > (${agencyId}, ${year}))`,
  },
  received: {
    by: sql`received desc nulls last, year desc, agency_id`,
    after: (end) =>
      end.received === null
        ? sql<SqlBool>`received is null and ${olderYear(end)}`
        : sql<SqlBool>`(received < ${end.received} or received is null
            or (received = ${end.received} and ${olderYear(end)}))`,
  },
}

export interface Listing {
  readonly order: ListOrder
  /** Reports at most. */
  readonly size: number
  /** Where the page before ended. */
  readonly after?: PageEnd
}

/** Published reports that pass the filter, in the order, from where the page before ended. */
export async function findListedReports(
  db: Kysely<Database>,
  filter: ListFilter,
  { order, size, after }: Listing,
): Promise<readonly ListedReport[]> {
  const { by, after: beyond } = orders[order]
  const conditions = [...conditionsOf(filter), ...(after ? [beyond(after)] : [])]
  const { rows } = await sql<ListedReport>`select agency_id as "agencyId", body_name as "agencyName",
      body_region as region, body_kind as kind, year, title, form, verdict, errors, warnings, hints, problems, received,
      (totals ->> 'settled/total')::numeric as settled, (totals ->> 'carried-out/total')::numeric as "carriedOut",
      published_at as "publishedAt", changed_at as "changedAt", demonstration, invented,
      (extract(epoch from published_at) * 1000000)::bigint as moment
    from report where ${both(conditions)} order by ${by} limit ${size}`.execute(db)
  return rows
}

/** How many published reports pass the filter; one more than `mostListed` where they are more. */
export async function countListedReports(db: Kysely<Database>, filter: ListFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total
    from (select from report where ${both(conditionsOf(filter))} limit ${mostListed + 1}) as found`.execute(db)
  return rows[0]?.total ?? 0
}

export interface ListedBody {
  readonly id: number
  readonly name: string
  readonly shortName: string
  readonly region: string
  readonly kind: AgencyKind
  /** The body above it, which need not have published anything itself. */
  readonly above: { readonly id: number; readonly name: string } | null
  readonly demonstration: boolean
  /** Data years of its published reports, newest first; at least one. */
  readonly years: readonly number[]
}

export interface BodyFilter {
  readonly id?: number
  readonly words?: readonly string[]
  readonly region?: string
  readonly kind?: AgencyKind
}

const shown = sql<SqlBool>`exists (select from report where agency_id = agency.id and published_at is not null)`

function bodyConditions({ id, words = [], region, kind }: BodyFilter): readonly Expression<SqlBool>[] {
  const conditions = [shown, ...words.map((word) => sql<SqlBool>`strpos(agency.search_text, ${word}) > 0`)]
  if (id !== undefined) conditions.push(sql<SqlBool>`agency.id = ${id}`)
  if (region !== undefined) conditions.push(sql<SqlBool>`starts_with(agency.region, ${region})`)
  if (kind !== undefined) conditions.push(sql<SqlBool>`agency.kind = ${kind}`)
  return conditions
}

/** Bodies that have published a report, by id, after one of them. */
export async function findListedBodies(
  db: Kysely<Database>,
  filter: BodyFilter,
  { size, after = 0 }: { readonly size: number; readonly after?: number },
): Promise<readonly ListedBody[]> {
  const conditions = [...bodyConditions(filter), sql<SqlBool>`agency.id > ${after}`]
  const { rows } = await sql<ListedBody>`select agency.id, agency.name, agency.short_name as "shortName", agency.region,
      agency.kind, agency.demonstration,
      case when above.id is not null then json_build_object('id', above.id, 'name', above.name) end as above,
      (select json_agg(year order by year desc) from report where agency_id = agency.id and published_at is not null) as years
    from agency left join agency as above on above.id = agency.parent_id
    where ${both(conditions)} order by agency.id limit ${size}`.execute(db)
  return rows
}

/** How many bodies have published a report; one more than `mostListed` where they are more. */
export async function countListedBodies(db: Kysely<Database>, filter: BodyFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total
    from (select from agency where ${both(bodyConditions(filter))} limit ${mostListed + 1}) as found`.execute(db)
  return rows[0]?.total ?? 0
}

/** How many reports are published, and of which data years, newest first. */
export async function countShown(
  db: Kysely<Database>,
): Promise<{ readonly total: number; readonly years: readonly number[] }> {
  const { rows } = await sql<{ year: number; count: number }>`select year, count(*) as count from report
    where published_at is not null group by year order by year desc`.execute(db)
  return { total: rows.reduce((sum, { count }) => sum + count, 0), years: rows.map(({ year }) => year) }
}
