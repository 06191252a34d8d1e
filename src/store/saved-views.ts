import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'

/** Filters of the worklist that a person keeps under a name. */
export interface SavedView {
  readonly id: number
  readonly name: string
  /** Query of the worklist's address, without what is searched for. */
  readonly query: string
  /** The worklist begins with it. */
  readonly isFirst: boolean
}

/** A person's views, by name. */
export async function findSavedViews(db: Kysely<Database>, accountId: number): Promise<readonly SavedView[]> {
  return db
    .selectFrom('saved_view')
    .select(['id', 'name', 'query', 'is_first as isFirst'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute()
}

/** Keeps a view under its name; of two that come at once under one name the later counts. */
export async function appendSavedView(
  db: Transaction<Database>,
  accountId: number,
  { name, query, at }: { readonly name: string; readonly query: string; readonly at: Date },
): Promise<void> {
  await db
    .insertInto('saved_view')
    .values({ account_id: accountId, name: storable(name), query: storable(query), created_at: at })
    .onConflict((on) => on.columns(['account_id', 'name']).doUpdateSet({ query: storable(query) }))
    .execute()
}

/** @returns whether there is such a view of the person's */
export async function saveViewName(
  db: Transaction<Database>,
  accountId: number,
  { id, name }: Pick<SavedView, 'id' | 'name'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('saved_view')
    .set({ name: storable(name) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Makes a view the one that the worklist begins with; without an id none is. */
export async function saveFirstView(db: Transaction<Database>, accountId: number, id: number | null): Promise<void> {
  const own = () => db.updateTable('saved_view').where('account_id', '=', accountId)
  await own().set({ is_first: false }).where('is_first', '=', sql<boolean>`true`).execute()
  if (id !== null) await own().set({ is_first: true }).where('id', '=', id).execute()
}

export async function removeSavedView(db: Kysely<Database>, accountId: number, id: number): Promise<void> {
  await db.deleteFrom('saved_view').where('account_id', '=', accountId).where('id', '=', id).execute()
}
