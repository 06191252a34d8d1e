import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Entry } from '../domain/request/facts.ts'
import { type CachedRow, written } from './request-row.ts'
import type { RequestTable } from './request-schema.ts'
import type { Database } from './schema.ts'
import { storable, toJson } from './storable.ts'
import type { Actor } from './trail.ts'

/** Which request, within its body. */
export interface RequestKey {
  readonly agencyId: number
  readonly id: number
}

export type RequestRow = Selectable<RequestTable>

/** What a request is registered with and keeps. */
export interface NewRequest {
  readonly agencyId: number
  readonly number: string
  readonly year: number
  readonly serial: number
  readonly maskedName: string
  readonly changedAt: Date
  readonly demonstration: boolean
  /** Requests of the body that ask for much the same. */
  readonly alike: number
}

/** Adds a request; gives its id. Its facts follow in the same transaction. */
export async function appendRequest(db: Transaction<Database>, request: NewRequest, row: CachedRow): Promise<number> {
  const { id } = await db
    .insertInto('request')
    .values({
      ...written(row),
      agency_id: request.agencyId,
      number: request.number,
      year: request.year,
      serial: request.serial,
      masked_name: storable(request.maskedName),
      version: 1,
      changed_at: request.changedAt,
      demonstration: request.demonstration,
      alike: request.alike,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The row of a request. */
export async function findRequest(db: Kysely<Database>, { agencyId, id }: RequestKey): Promise<RequestRow | undefined> {
  return db.selectFrom('request').selectAll().where('agency_id', '=', agencyId).where('id', '=', id).executeTakeFirst()
}

/** The row of a request, held until the transaction ends: one person at a time changes a dossier. */
export async function lockRequest(
  db: Transaction<Database>,
  { agencyId, id }: RequestKey,
): Promise<RequestRow | undefined> {
  return db
    .selectFrom('request')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Writes what the facts amount to, under the version given. */
export async function saveRequest(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
  row: CachedRow,
  { version, at }: { readonly version: number; readonly at: Date },
): Promise<void> {
  await db
    .updateTable('request')
    .set({ ...written(row), version, changed_at: at })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .execute()
}

export interface NewEntry {
  readonly seq: number
  readonly fact: Entry['fact']
  readonly enteredAt: Date
  readonly actor: Actor
}

/** Adds facts to a dossier; they are never changed. */
export async function appendEntries(
  db: Transaction<Database>,
  { agencyId, id }: RequestKey,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const row = ({ seq, fact, enteredAt, actor }: NewEntry) => ({
    agency_id: agencyId,
    request_id: id,
    seq,
    happened: fact.happened,
    happened_on: fact.on,
    entered_at: enteredAt,
    account_id: actor.accountId,
    person: storable(actor.name),
    fact: toJson(fact),
  })
  await db.insertInto('request_fact').values(entries.map(row)).execute()
}

/** The facts of a dossier, in the order of entry. */
export async function findEntries(db: Kysely<Database>, { agencyId, id }: RequestKey): Promise<readonly Entry[]> {
  const rows = await db
    .selectFrom('request_fact')
    .select(['seq', 'fact', 'entered_at', 'person', 'account_id'])
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, fact, entered_at, person, account_id }) => ({
    seq,
    fact,
    enteredAt: entered_at,
    person,
    accountId: account_id,
  }))
}
