import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { Entry } from '../domain/request/facts.ts'
import type { CachedRow } from './request-row.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'

export type CachedColumn = keyof CachedRow

/** Of a row, what was asked for. */
export type SomeColumns = Readonly<Partial<Record<CachedColumn, unknown>>>

/** A request that a walk has come to. */
export interface WalkedRequest extends RequestKey {
  readonly number: string
  readonly version: number
  /** Full name of its body. */
  readonly body: string
  /** Of its body, as 贵州省贵阳市花溪区. */
  readonly region: string
  /** What its row says now. */
  readonly row: SomeColumns
  readonly entries: readonly Entry[]
}

/** Which requests a walk is for; all ways are in the order of an index. */
export type Walk =
  /** All open ones, in the order of their ids. */
  | { readonly over: 'open' }
  /** Those of a body that are open or due from a day on, held until the transaction ends. */
  | { readonly over: 'due'; readonly agencyId: number; readonly from: PlainDate }
  /** Every one, or every one of a body. */
  | { readonly over: 'all'; readonly agencyId?: number | undefined }

interface Asked {
  readonly columns: readonly CachedColumn[]
  readonly after: RequestKey | undefined
  readonly size: number
}

const isAffected = (from: PlainDate) => sql<SqlBool>`(is_open or due_on >= ${from}::date)`

function wanted(walk: Walk, { agencyId, id }: RequestKey): RawBuilder<unknown> {
  if (walk.over === 'open') return sql`is_open and id > ${id} order by id`
  if (walk.over === 'due')
    return sql`agency_id = ${walk.agencyId} and ${isAffected(walk.from)} and id > ${id} order by id`
  if (walk.agencyId !== undefined) return sql`agency_id = ${walk.agencyId} and id > ${id} order by id`
  return sql`(agency_id, id) > (${agencyId}, ${id}) order by agency_id, id`
}

type EntryValues = readonly [
  seq: number,
  fact: Entry['fact'],
  enteredAt: string,
  person: string,
  accountId: number | null,
]

interface WalkedRow {
  readonly agency_id: number
  readonly id: number
  readonly number: string
  readonly version: number
  readonly body: string
  readonly region: string
  readonly entries: readonly EntryValues[] | null
}

const entryOf = ([seq, fact, enteredAt, person, accountId]: EntryValues): Entry => ({
  seq,
  fact,
  enteredAt: new Date(enteredAt),
  person,
  accountId,
})

function walkedOf({ agency_id, entries, id, number, version, body, region, ...row }: WalkedRow): WalkedRequest {
  return { agencyId: agency_id, id, number, version, body, region, row, entries: (entries ?? []).map(entryOf) }
}

const start: RequestKey = { agencyId: 0, id: 0 }

/** The next requests of a walk with their facts, in one statement, so that row and facts are of one moment. */
export async function findNextRequests(
  db: Kysely<Database>,
  walk: Walk,
  { columns, after = start, size }: Asked,
): Promise<readonly WalkedRequest[]> {
  const holding = walk.over === 'due' ? sql`for update` : sql``
  const of = (table: string) => sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))
  const { rows } = await sql<WalkedRow>`
    select next.agency_id, next.id, next.number, next.version, ${of('next')}, agency.name as body, agency.region,
      (select json_agg(json_build_array(seq, fact, entered_at, person, account_id) order by seq)
        from request_fact where agency_id = next.agency_id and request_id = next.id) as entries
    from (select agency_id, id, number, version, ${of('request')} from request
      where ${wanted(walk, after)} limit ${size} ${holding}) next
    join agency on agency.id = next.agency_id
    order by ${walk.over === 'open' ? sql`next.id` : sql`next.agency_id, next.id`}`.execute(db)
  return rows.map(walkedOf)
}

/** The bodies with requests that are open or due from a day on, in the order of their ids. */
export async function findBodiesDue(db: Kysely<Database>, from: PlainDate): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('request')
    .select('agency_id')
    .distinct()
    .where(isAffected(from))
    .orderBy('agency_id')
    .execute()
  return rows.map(({ agency_id }) => agency_id)
}

/** What a row is to say, where nobody has changed it since. */
export interface RefoldedRow extends RequestKey {
  readonly version: number
  readonly row: SomeColumns
}

/**
 * Writes many rows in one statement, each only where it still has the version that was read. Versions stay: nobody's
 * page becomes stale because a day has passed. Gives the ids of those that were written.
 */
export async function saveRefolded(
  db: Kysely<Database>,
  columns: readonly CachedColumn[],
  refolded: readonly RefoldedRow[],
): Promise<ReadonlySet<number>> {
  if (refolded.length === 0) return new Set()
  const news = refolded.map(({ agencyId, id, version, row }) => ({ ...row, agency_id: agencyId, id, version }))
  const sets = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`news.${column}`)}`)
  const { rows } = await sql<{ id: number }>`
    update request set ${sql.join(sets)}
    from jsonb_populate_recordset(null::request, ${JSON.stringify(news)}::jsonb) news
    where request.agency_id = news.agency_id and request.id = news.id and request.version = news.version
    returning request.id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
