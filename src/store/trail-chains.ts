import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ChainEnd, Link } from '../domain/trail/link.ts'
import type { Database } from './schema.ts'
import { inTransaction } from './transaction.ts'

const columns = ['agency_id', 'seq', 'at', 'account_id', 'person', 'kind', 'subject', 'text', 'hash'] as const

export interface LinkRow {
  readonly agency_id: number
  readonly seq: number
  readonly at: Date
  readonly account_id: number | null
  readonly person: string
  readonly kind: string
  readonly subject: string
  readonly text: string
  readonly hash: Uint8Array
}

export const toLink = ({ agency_id, account_id, ...rest }: LinkRow): Link => ({
  ...rest,
  agencyId: agency_id,
  accountId: account_id,
})

/** The newest link of a body as it was written down; undefined where there is none. */
export async function findChainEnd(db: Kysely<Database>, agencyId: number): Promise<ChainEnd | undefined> {
  return db.selectFrom('trail_head').select(['seq', 'hash']).where('agency_id', '=', agencyId).executeTakeFirst()
}

/** Links of a body after a number, in order. */
export async function findLinksAfter(
  db: Kysely<Database>,
  { agencyId, after, most }: { readonly agencyId: number; readonly after: number; readonly most: number },
): Promise<readonly Link[]> {
  const rows = await db
    .selectFrom('trail_link')
    .select(columns)
    .where('agency_id', '=', agencyId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(most)
    .execute()
  return rows.map(toLink)
}

/** Reads a chain as it is at one moment, while others go on writing. */
export function atOneMoment<T>(db: Kysely<Database>, read: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  return inTransaction(db, async (transaction) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(transaction)
    return read(transaction)
  })
}

/** Whether the application itself could change the trail, were it not for the triggers. */
export async function isTrailGuarded(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select has_table_privilege('trail_link', 'update') or has_table_privilege('trail_link', 'delete') as may`.execute(
    db,
  )
  return rows[0]?.may === false
}

/** Bodies after an id, in the order of their ids. */
export async function findBodiesAfter(
  db: Kysely<Database>,
  after: number,
  most: number,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  return db.selectFrom('agency').select(['id', 'name']).where('id', '>', after).orderBy('id').limit(most).execute()
}
