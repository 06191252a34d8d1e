import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'
import { draftContext } from './seal-contexts.ts'
import type { Seals } from './seals.ts'

export interface DraftKey {
  readonly agencyId: number
  readonly id: number
}

/** What somebody has typed so far, right or wrong, by the names of the fields. */
export type DraftValues = Readonly<Record<string, string>>

export interface Draft extends DraftKey {
  readonly values: DraftValues
  readonly changedAt: Date
}

interface Change {
  readonly values: DraftValues
  readonly at: Date
  readonly expiresAt: Date
}

const sealed = (seals: Seals, agencyId: number, values: DraftValues) =>
  seals.seal(JSON.stringify(values), draftContext(agencyId))

/** Keeps a new draft, sealed; gives its id. */
export async function appendDraft(
  db: Kysely<Database>,
  seals: Seals,
  {
    agencyId,
    tokenHash,
    values,
    at,
    expiresAt,
  }: Change & { readonly agencyId: number; readonly tokenHash: Uint8Array },
): Promise<number> {
  const { id } = await db
    .insertInto('public_draft')
    .values({
      agency_id: agencyId,
      token_hash: tokenHash,
      sealed: sealed(seals, agencyId, values),
      changed_at: at,
      expires_at: expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The draft of a browser's token, while it lives. */
export async function findDraft(
  db: Kysely<Database>,
  seals: Seals,
  tokenHash: Uint8Array,
  at: Date,
): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('public_draft')
    .select(['agency_id', 'id', 'sealed', 'changed_at'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  if (!row) return undefined
  const values = JSON.parse(seals.open(row.sealed, draftContext(row.agency_id))) as DraftValues
  return { agencyId: row.agency_id, id: row.id, values, changedAt: row.changed_at }
}

/** Writes what is typed now; false where the draft is gone. */
export async function saveDraft(
  db: Kysely<Database>,
  seals: Seals,
  { agencyId, id }: DraftKey,
  { values, at, expiresAt }: Change,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('public_draft')
    .set({ sealed: sealed(seals, agencyId, values), changed_at: at, expires_at: expiresAt })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Holds a draft until the transaction ends; false where it is gone. */
export async function lockDraft(db: Transaction<Database>, { agencyId, id }: DraftKey): Promise<boolean> {
  const row = await db
    .selectFrom('public_draft')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Removes a draft with its files; false where it was gone. */
export async function removeDraft(db: Kysely<Database>, { agencyId, id }: DraftKey): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('public_draft')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Removes a draft that was filed, and counts that it was, where suggestions were shown. */
export async function removeFiledDraft(db: Transaction<Database>, { agencyId, id }: DraftKey): Promise<void> {
  await sql`
    with counted as (update suggestion_use set filed = true where agency_id = ${agencyId} and draft_id = ${id})
    delete from public_draft where agency_id = ${agencyId} and id = ${id}`.execute(db)
}

/** Removes drafts whose time is over, at most so many; gives how many there were. */
export async function removeExpiredDrafts(db: Kysely<Database>, at: Date, most: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from public_draft where (agency_id, id) in (
    select agency_id, id from public_draft where expires_at <= ${at} limit ${most})`.execute(db)
  return Number(numAffectedRows)
}
