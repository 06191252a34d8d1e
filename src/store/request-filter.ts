import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { ApplicantType, ChannelId } from '../domain/request/channels.ts'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import { inView, type RequestView, type ViewedBy, withinSection } from './request-views.ts'
import type { Database } from './schema.ts'
import { termsOf } from './search-terms.ts'
import { storable } from './storable.ts'

/** Whose dossiers are within reach: all of one body, or those of one of its sections. */
export interface RequestScope {
  readonly agencyId: number
  readonly sectionId?: number
}

/** What is typed into the search box. */
export interface RequestSearch {
  /** Words of at least two characters that number, subject or content must hold, all of them. */
  readonly words: readonly string[]
  /** Blind index of the whole as an applicant's name; absent where the person may not know who asks. */
  readonly nameMark?: Uint8Array
}

export interface RequestFilter extends ViewedBy {
  readonly scope: RequestScope
  readonly view: RequestView
  readonly channel?: ChannelId
  readonly applicantType?: ApplicantType
  readonly status?: DossierStatus
  readonly outcome?: OutcomeId
  readonly sectionId?: number
  readonly handlerId?: number
  /** Days of receipt, both included. */
  readonly from?: PlainDate
  readonly to?: PlainDate
  /** Year of submission. */
  readonly year?: number
  readonly search?: RequestSearch
}

export type Condition = RawBuilder<SqlBool>

/** Dossiers of one applicant that are looked through; nobody has more with one body. */
const mostOfOne = 1000

const allTerms = (words: readonly string[]) => [...new Set(words.flatMap((word) => termsOf(storable(word))))]

/**
 * From here on a word is frequent in a body: the newest requests that hold it are found along their order. Fewer are read
 * all and sorted, since a matter may have been asked about years ago alone.
 */
const frequent = 20_000

/** What the index of the body finds by. */
const byIndex = ({ agencyId }: RequestScope, terms: readonly string[]): Condition =>
  sql<SqlBool>`within_agency(agency_id, search_terms) @> within_agency(${agencyId}, ${terms}::text[])`

async function isFrequent(db: Kysely<Database>, scope: RequestScope, terms: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ many: number }>`
    select count(*)::int as many from (select from request where ${byIndex(scope, terms)} limit ${frequent}) held`.execute(
    db,
  )
  return (rows[0]?.many ?? 0) >= frequent
}

/** The terms find requests with all pairs of the words, the comparison those that hold them in a row. */
async function holding(db: Kysely<Database>, scope: RequestScope, words: readonly string[]): Promise<Condition> {
  const terms = allTerms(words)
  // No index holds the bare terms: so the planner walks along the order of the list.
  const near = (await isFrequent(db, scope, terms))
    ? sql<SqlBool>`search_terms @> ${terms}::text[]`
    : byIndex(scope, terms)
  const inRow = words.map(
    (word) =>
      sql<SqlBool>`strpos(lower(number || ' ' || subject || ' ' || content), ${storable(word).toLowerCase()}) > 0`,
  )
  return sql<SqlBool>`(${sql.join([near, ...inRow], sql` and `)})`
}

async function found(db: Kysely<Database>, scope: RequestScope, { words, nameMark }: RequestSearch) {
  const inText = await holding(db, scope, words)
  if (!nameMark) return inText
  const named = await db
    .selectFrom('applicant')
    .select('request_id')
    .where('agency_id', '=', scope.agencyId)
    .where('name_mark', '=', nameMark)
    .limit(mostOfOne)
    .execute()
  if (named.length === 0) return inText
  return sql<SqlBool>`(id = any(${named.map(({ request_id }) => request_id)}::bigint[]) or ${inText})`
}

const within = ({ agencyId, sectionId }: RequestScope): Condition =>
  sectionId === undefined
    ? sql<SqlBool>`agency_id = ${agencyId}`
    : sql<SqlBool>`agency_id = ${agencyId} and ${withinSection(sectionId)}`

const equals = (column: string, value: string | number | undefined): readonly Condition[] =>
  value === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} = ${value}`]

/** Submitted in a year; between two days, so that the order of the newest leads there. */
const inYear = (year: number | undefined): readonly Condition[] =>
  year === undefined ? [] : [sql<SqlBool>`submitted_on between ${`${year}-01-01`} and ${`${year}-12-31`}`]

/** All that a filter asks for besides its view; asks the database first who bears a name. */
export async function conditionsOf(db: Kysely<Database>, filter: RequestFilter): Promise<Condition> {
  const { scope, search, from, to, year, sectionId } = filter
  const conditions = [
    within(scope),
    ...equals('channel', filter.channel),
    ...equals('applicant_type', filter.applicantType),
    ...equals('status', filter.status),
    ...equals('outcome', filter.outcome),
    ...equals('section_id', sectionId),
    ...equals('handler_id', filter.handlerId),
    ...(from === undefined ? [] : [sql<SqlBool>`received_on >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`received_on <= ${to}`]),
    ...inYear(year),
    ...(search && search.words.length > 0 ? [await found(db, scope, search)] : []),
  ]
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** All that a filter asks for, with its view. */
export async function wholeCondition(db: Kysely<Database>, filter: RequestFilter): Promise<Condition> {
  return sql<SqlBool>`${await conditionsOf(db, filter)} and ${inView(filter.view, filter)}`
}
