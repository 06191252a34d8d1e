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

/**
 * The index finds those that hold all pairs of the word, the comparison those that hold them in a row. Written so that
 * the planner does not take a match for rare: of a word that all contents hold, the newest are found at once.
 */
const holds = (word: string): Condition =>
  sql<SqlBool>`(search_terms @> ${termsOf(storable(word))}::text[]
    and strpos(lower(number || ' ' || subject || ' ' || content), ${storable(word).toLowerCase()}) > 0)`

async function found(db: Kysely<Database>, { agencyId }: RequestScope, { words, nameMark }: RequestSearch) {
  const inText = sql<SqlBool>`(${sql.join(words.map(holds), sql` and `)})`
  if (!nameMark) return inText
  const named = await db
    .selectFrom('applicant')
    .select('request_id')
    .where('agency_id', '=', agencyId)
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
