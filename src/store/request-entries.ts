import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** The form by which a request is entered: drawn at random when the form is shown. */
export interface EntryKey {
  readonly agencyId: number
  readonly key: string
}

/**
 * Holds the key of a form until the transaction ends; whoever sends the form again waits for it. Gives the request
 * that the form has registered already.
 */
export async function lockEntry(
  db: Transaction<Database>,
  { agencyId, key }: EntryKey,
): Promise<{ readonly id: number; readonly number: string } | undefined> {
  const made = await db
    .insertInto('request_entry')
    .values({ agency_id: agencyId, key, request_id: null })
    .onConflict((on) => on.columns(['agency_id', 'key']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 1n) return undefined
  return db
    .selectFrom('request_entry')
    .innerJoin('request', (on) =>
      on
        .onRef('request.agency_id', '=', 'request_entry.agency_id')
        .onRef('request.id', '=', 'request_entry.request_id'),
    )
    .select(['request.id', 'request.number'])
    .where('request_entry.agency_id', '=', agencyId)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** Keeps which request a form has registered. */
export async function saveEntry(
  db: Transaction<Database>,
  { agencyId, key }: EntryKey,
  requestId: number,
): Promise<void> {
  await db
    .updateTable('request_entry')
    .set({ request_id: requestId })
    .where('agency_id', '=', agencyId)
    .where('key', '=', key)
    .execute()
}

/** Keeps which request a form has filed, where something else sees to it that it is sent once at a time. */
export async function appendEntry(
  db: Transaction<Database>,
  { agencyId, key }: EntryKey,
  requestId: number,
): Promise<void> {
  await db.insertInto('request_entry').values({ agency_id: agencyId, key, request_id: requestId }).execute()
}

/** Whether a form has registered its request already. */
export async function isEntered(db: Kysely<Database>, { agencyId, key }: EntryKey): Promise<boolean> {
  const found = await db
    .selectFrom('request_entry')
    .select('key')
    .where('agency_id', '=', agencyId)
    .where('key', '=', key)
    .executeTakeFirst()
  return found !== undefined
}
