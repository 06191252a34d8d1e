import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { type ReportStatus, reportStatuses } from '../domain/report/status.ts'
import { subtree } from './agencies.ts'
import { holding } from './like.ts'
import type { Database } from './schema.ts'
import { termsOf } from './search-terms.ts'

/** Orders of the worklist, with the word shown for each. */
export const deskOrders = {
  newest: '最近变动',
  waiting: '等待最久',
  year: '年度',
  errors: '不符最多',
} as const satisfies Record<string, string>

export type DeskOrder = keyof typeof deskOrders

/** A status, or the reports that break a rule whatever their status. */
export type DeskGroup = ReportStatus | 'errors'

export interface DeskFilter {
  /** The body whose reports are listed, with those of the bodies below it. */
  readonly under: number
  readonly group?: DeskGroup
  readonly year?: number
  /** Words that name, region, title or year must hold, all of them. */
  readonly words?: readonly string[]
}

/** A report as a person at the desk sees it in a list. */
export interface DeskLine {
  readonly agencyId: number
  readonly agencyName: string
  readonly year: number
  readonly title: string
  readonly status: ReportStatus
  readonly errors: number
  readonly warnings: number
  readonly problems: number
  readonly demonstration: boolean
  readonly changedAt: Date
}

/** Counting stops here: nobody works through more, and an exact number costs seconds in a large database. */
export const mostCounted = 10_000

const orders: Readonly<Record<DeskOrder, RawBuilder<unknown>>> = {
  newest: sql`changed_at desc, agency_id, year`,
  waiting: sql`changed_at, agency_id, year`,
  year: sql`year desc, agency_id`,
  errors: sql`errors desc, year desc, agency_id`,
}

/** The index finds reports that hold all pairs of the word, the comparison those that hold them in a row. */
const holds = (word: string) =>
  sql<SqlBool>`search_terms @> ${termsOf(word)}::text[] and exists (select from agency where agency.id = report.agency_id
    and (name || ' ' || short_name || ' ' || region || ' ' || title || ' ' || year || '年') ilike ${holding(word)})`

const inGroup = (group: DeskGroup) => (group === 'errors' ? sql<SqlBool>`errors > 0` : sql<SqlBool>`status = ${group}`)

/** Bodies that are named to the database one by one. */
const few = 500

/**
 * Whether a report is of the body or of one below it. A few bodies lead to their reports through an index; of very many
 * (a nation) the reports are run through in the order of the list and asked for their body, which "is true" says to the
 * planner: it would look up report by report else.
 *
 * @param many where the many bodies stand, as a subquery
 */
async function scopeOf(db: Kysely<Database>, under: number, many = subtree(under)): Promise<RawBuilder<SqlBool>> {
  const { rows } = await sql<{ id: number }>`${subtree(under)} limit ${few + 1}`.execute(db)
  if (rows.length > few) return sql<SqlBool>`(agency_id in ${many}) is true`
  return sql<SqlBool>`agency_id = any(${rows.map(({ id }) => id)}::bigint[])`
}

interface Asked extends Pick<DeskFilter, 'group' | 'year' | 'words'> {
  readonly scope: RawBuilder<SqlBool>
}

function conditionOf({ scope, group, year, words = [] }: Asked): RawBuilder<SqlBool> {
  const conditions = [
    scope,
    ...(group === undefined ? [] : [inGroup(group)]),
    ...(year === undefined ? [] : [sql<SqlBool>`year = ${year}`]),
    ...words.map(holds),
  ]
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** A page of the reports that pass the filter. */
export async function findDeskReports(
  db: Kysely<Database>,
  filter: DeskFilter,
  page: { readonly order: DeskOrder; readonly size: number; readonly number: number },
): Promise<readonly DeskLine[]> {
  const scope = await scopeOf(db, filter.under)
  return db
    .selectFrom('report')
    .select(['agency_id as agencyId', 'year', 'title', 'status', 'errors', 'warnings', 'problems', 'demonstration'])
    .select('changed_at as changedAt')
    .select(sql<string>`(select name from agency where agency.id = report.agency_id)`.as('agencyName'))
    .where(conditionOf({ ...filter, scope }))
    .orderBy(orders[page.order])
    .limit(page.size)
    .offset((page.number - 1) * page.size)
    .execute()
}

export type DeskCounts = Readonly<Record<DeskGroup | 'all', number>>

const groups: readonly DeskGroup[] = [...(Object.keys(reportStatuses) as ReportStatus[]), 'errors']

/** How many reports pass the filter in each group, up to `mostCounted`; the filter's own group plays no part. */
export async function countDeskReports(db: Kysely<Database>, filter: DeskFilter): Promise<DeskCounts> {
  const scope = await scopeOf(db, filter.under, sql`(select id from scope)`)
  const counted = (name: string, asked: Asked) => sql`(select count(*) from (
      select from report where ${conditionOf(asked)} limit ${mostCounted}) as counted) as ${sql.ref(name)}`
  const { group: _, ...others } = { ...filter, scope }
  const columns = [counted('all', others), ...groups.map((group) => counted(group, { ...others, group }))]
  const { rows } = await sql<Record<DeskGroup | 'all', number>>`
    with scope as materialized ${subtree(filter.under)} select ${sql.join(columns)}`.execute(db)
  const [counts] = rows
  if (!counts) throw new Error('A count gave no row')
  return counts
}

interface Key {
  readonly agencyId: number
  readonly year: number
}

/** The next report in a status after the given one, by year from the newest and then by body, and round to the first. */
export async function findNextReport(
  db: Kysely<Database>,
  { under, status, after }: { readonly under: number; readonly status: ReportStatus; readonly after: Key },
): Promise<Key | undefined> {
  const scope = await scopeOf(db, under)
  const candidates = () =>
    db
      .selectFrom('report')
      .select(['agency_id as agencyId', 'year'])
      .where('status', '=', status)
      .where(scope)
      .where(sql<SqlBool>`(agency_id, year) <> (${after.agencyId}, ${after.year})`)
      .orderBy('year', 'desc')
      .orderBy('agency_id')
      .limit(1)
  const later = sql<SqlBool>`(-year, agency_id) > (${-after.year}, ${after.agencyId})`
  return (await candidates().where(later).executeTakeFirst()) ?? (await candidates().executeTakeFirst())
}
