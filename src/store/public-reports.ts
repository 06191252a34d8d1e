import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import type { SearchWords } from '../domain/report/search-words.ts'
import { holding } from './like.ts'
import type { Database } from './schema.ts'
import { termsOf } from './search-terms.ts'

/** Reports counted at most; what is beyond is said as "more than". */
export const mostCounted = 10_000

/** What the checks say of a report, the gravest first: each report has one. */
export const verdicts = ['errors', 'warnings', 'doubts', 'passed'] as const

export type Verdict = (typeof verdicts)[number]

/** Orders of a list, each from the top: newest data year, body's name, latest published, most requests received. */
export const orders = ['year', 'name', 'published', 'received'] as const

export type ReportOrder = (typeof orders)[number]

export interface PublicFilter {
  readonly words?: SearchWords
  /** One of these, as bodies have them. */
  readonly regions?: readonly string[]
  readonly agencyId?: number
  readonly year?: number
  readonly form?: string
  readonly kind?: AgencyKind
  readonly verdict?: Verdict
}

export interface ListPage {
  readonly size: number
  /** From 1. */
  readonly number: number
  readonly order?: ReportOrder
}

/** A published report by body and year. */
export interface Found {
  readonly agencyId: number
  readonly year: number
}

type Condition = Expression<SqlBool>

const all = (conditions: readonly Condition[]) => sql<SqlBool>`${sql.join([...conditions], sql` and `)}`

/** Where words are looked for: in the bodies' names and regions or, where no body has them, in the titles. */
type Place = 'bodies' | 'walked bodies' | 'titles'

/** The index finds bodies that hold all pairs of a word, the comparison those that hold them in a row. */
function isInBody(word: string): Condition {
  const pairs = termsOf(word).filter((term) => [...term].length === 2)
  const inRow = sql<SqlBool>`search_text like ${holding(word)}`
  return pairs.length > 0 ? sql<SqlBool>`(search_pairs @> ${pairs}::text[] and ${inRow})` : inRow
}

function wordConditions(names: readonly string[], place: Place): readonly Condition[] {
  if (names.length === 0) return []
  if (place === 'bodies') return [sql<SqlBool>`report.agency_id in (select id from bodies)`]
  // "is true" keeps the planner from looking up body by body.
  if (place === 'walked bodies') return [sql<SqlBool>`(report.agency_id in (select id from bodies)) is true`]
  return names.map((word) => sql<SqlBool>`(search_terms @> ${termsOf(word)}::text[] and title ilike ${holding(word)})`)
}

function conditionsOf({ words, ...filter }: PublicFilter, place: Place): Condition {
  const found: Condition[] = [sql<SqlBool>`published_at is not null`, ...wordConditions(words?.names ?? [], place)]
  for (const year of words?.years ?? []) found.push(sql<SqlBool>`year = ${year}`)
  if (filter.regions) found.push(sql<SqlBool>`body_region = any(${filter.regions}::text[])`)
  if (filter.agencyId !== undefined) found.push(sql<SqlBool>`report.agency_id = ${filter.agencyId}`)
  if (filter.year !== undefined) found.push(sql<SqlBool>`year = ${filter.year}`)
  if (filter.form !== undefined) found.push(sql<SqlBool>`form = ${filter.form}`)
  if (filter.kind !== undefined) found.push(sql<SqlBool>`body_kind = ${filter.kind}`)
  if (filter.verdict !== undefined) found.push(sql<SqlBool>`verdict = ${filter.verdict}`)
  return all(found)
}

/** The bodies whose name or region holds all words; they are fewer than reports, and their rows narrow. */
function bodiesWith(names: readonly string[]) {
  return sql`bodies as materialized (select id from agency where ${names.length > 0 ? all(names.map(isInBody)) : sql`false`})`
}

/** Body and year make each order a strict one. */
const sorting: Readonly<Record<ReportOrder, Expression<unknown>>> = {
  year: sql`year desc, agency_id`,
  name: sql`name, year desc, agency_id`,
  published: sql`published_at desc, agency_id, year`,
  received: sql`received desc nulls last, year desc, agency_id`,
}

interface Asked {
  readonly filter: PublicFilter
  readonly page: ListPage
  readonly place: Place
}

interface Counted extends Found {
  readonly total: number
}

/** Collects what passes, counts it and sorts it: quick where few pass. */
async function collect(db: Kysely<Database>, { filter, page, place }: Asked): Promise<readonly Counted[]> {
  const { size, number, order = 'year' } = page
  const { rows } = await sql<Counted>`with ${bodiesWith(filter.words?.names ?? [])}, found as materialized (
      select agency_id, year, published_at, received from report
      where ${conditionsOf(filter, place)} limit ${mostCounted + 1}
    )
    select agency_id as "agencyId", year, (select count(*) from found) as total from found
      ${order === 'name' ? sql`join agency on agency.id = agency_id` : sql``}
    order by ${sorting[order]} limit ${size} offset ${(number - 1) * size}`.execute(db)
  return rows
}

/**
 * Walks along the order until the page is full: quick where many pass.
 *
 * What was published late or received much may be all of one year, so that a walk finds nothing of another one for long:
 * there all that pass are sorted, off an index alone ("offset 0" keeps the planner from walking).
 */
async function walk(db: Kysely<Database>, { filter, page, place }: Asked): Promise<readonly Found[]> {
  const { size, number, order = 'year' } = page
  const conditions = conditionsOf(filter, place === 'bodies' ? 'walked bodies' : place)
  const passing = sql`(select agency_id, year, published_at, received from report where ${conditions} offset 0) as report`
  const isSorted = order === 'published' || order === 'received'
  const source = {
    sorted: passing,
    walked: sql`report ${order === 'name' ? sql`join agency on agency.id = agency_id` : sql``} where ${conditions}`,
  }
  const { rows } = await sql<Found>`with ${bodiesWith(filter.words?.names ?? [])}
    select agency_id as "agencyId", year from ${isSorted && isFiltered(filter) ? source.sorted : source.walked}
    order by ${sorting[order]} limit ${size} offset ${(number - 1) * size}`.execute(db)
  return rows
}

function isFiltered({ words, ...others }: PublicFilter): boolean {
  return (words?.names.length ?? 0) + (words?.years.length ?? 0) + Object.keys(others).length > 0
}

async function countFound(db: Kysely<Database>, { filter, place }: Asked): Promise<number> {
  const { rows } = await sql<{ total: number }>`with ${bodiesWith(filter.words?.names ?? [])}
    select count(*) as total from (
      select from report where ${conditionsOf(filter, place)} limit ${mostCounted + 1}
    ) as found`.execute(db)
  return rows[0]?.total ?? 0
}

async function isInBodies(db: Kysely<Database>, names: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`with ${bodiesWith(names)}
    select exists (select from bodies) as found`.execute(db)
  return rows[0]?.found === true
}

/**
 * Which published reports stand on a page of the list, and how many pass in all: more than `mostCounted` where `total`
 * is. A page after the last one is empty.
 *
 * Words are looked for in the names and regions of bodies; where no body has them, in the titles of reports, where the
 * former name of a body may stand.
 */
export async function findPublicPage(
  db: Kysely<Database>,
  filter: PublicFilter,
  page: ListPage,
): Promise<{ readonly found: readonly Found[]; readonly total: number }> {
  const names = filter.words?.names ?? []
  const inBodies = await findPageIn(db, { filter, page, place: 'bodies' })
  if (inBodies.total > 0 || names.length === 0 || (await isInBodies(db, names))) return inBodies
  return findPageIn(db, { filter, page, place: 'titles' })
}

async function findPageIn(db: Kysely<Database>, asked: Asked) {
  const rows = await collect(db, asked)
  const total = rows[0]?.total ?? (asked.page.number > 1 ? await countFound(db, asked) : 0)
  const found = total > mostCounted ? await walk(db, asked) : rows
  return { found: found.map(({ agencyId, year }) => ({ agencyId, year })), total }
}
