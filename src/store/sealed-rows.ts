import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'
import { applicantContext, draftContext, mailContext, totpContext } from './seal-contexts.ts'
import { keyIdWithin } from './seals.ts'

/** A column of sealed bytes. */
interface SealedColumn {
  readonly table: 'applicant' | 'public_draft' | 'outgoing_mail' | 'account'
  readonly column: string
  readonly contextOf: (row: RowKey) => string
}

interface RowKey {
  readonly agency_id: number
  readonly id: number
}

/** Everything that is sealed. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'applicant',
    column: 'sealed',
    contextOf: ({ agency_id }) => applicantContext(agency_id),
  },
  { table: 'public_draft', column: 'sealed', contextOf: ({ agency_id }) => draftContext(agency_id) },
  { table: 'outgoing_mail', column: 'sealed', contextOf: ({ agency_id }) => mailContext(agency_id) },
  { table: 'account', column: 'totp_secret', contextOf: ({ id }) => totpContext(id) },
]

/** The key id of a sealed column, as text; null where nothing is sealed. */
const keyIdIn = (column: string) =>
  sql<string>`encode(substr(${sql.ref(column)}, ${sql.lit(keyIdWithin.from)}, ${sql.lit(keyIdWithin.length)}), 'hex')`

/** Ids of keys under which something is sealed, with how much. */
export async function findKeysInUse(
  db: Kysely<Database>,
): Promise<readonly { readonly id: string; readonly rows: number }[]> {
  const parts = sealedColumns.map(
    ({ table, column }) =>
      sql`select ${keyIdIn(column)} as id from ${sql.table(table)} where ${sql.ref(column)} is not null`,
  )
  const { rows } = await sql<{ id: string; rows: number }>`
    select id, count(*) as rows from (${sql.join(parts, sql` union all `)}) sealed group by id order by id`.execute(db)
  return rows
}

export interface SealedRow extends RowKey {
  readonly sealed: Uint8Array
}

/** Rows after one, in the order of their keys, that are sealed with another key than this one. */
export async function findSealedOtherwise(
  db: Kysely<Database>,
  { table, column }: SealedColumn,
  { keyId, after, most }: { readonly keyId: string; readonly after: RowKey; readonly most: number },
): Promise<readonly SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select agency_id, id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where (agency_id, id) > (${after.agency_id}, ${after.id}) and ${keyIdIn(column)} <> ${keyId}
    order by agency_id, id limit ${most}`.execute(db)
  return rows
}

export interface Resealed {
  readonly row: SealedRow
  readonly sealed: Uint8Array
}

/** Puts bytes sealed anew in place of the old ones; a row that somebody else has changed meanwhile is left alone. */
export async function saveResealed(
  db: Kysely<Database>,
  { table, column }: SealedColumn,
  rows: readonly Resealed[],
): Promise<void> {
  const list = <T>(of: (one: Resealed) => T) => rows.map(of)
  await sql`
    update ${sql.table(table)} as held set ${sql.ref(column)} = fresh.sealed
    from unnest(${list(({ row }) => row.agency_id)}::bigint[], ${list(({ row }) => row.id)}::bigint[],
      ${list(({ row }) => row.sealed)}::bytea[], ${list(({ sealed }) => sealed)}::bytea[])
      fresh (agency_id, id, before, sealed)
    where held.agency_id = fresh.agency_id and held.id = fresh.id and held.${sql.ref(column)} = fresh.before`.execute(
    db,
  )
}

/** Keeps others from sealing anything until the transaction ends. */
export async function lockSealed(transaction: Transaction<Database>): Promise<void> {
  const tables = sealedColumns.map(({ table }) => sql.table(table))
  await sql`lock table ${sql.join(tables)} in share row exclusive mode`.execute(transaction)
}

/** Any number will do, as long as no other program uses it on the same database. */
const advisoryLock = 7_406_255_019

/** Works while no other process rotates keys; undefined where one does. */
export async function rotateAlone<T>(
  db: Kysely<Database>,
  work: (connection: Kysely<Database>) => Promise<T>,
): Promise<T | undefined> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${advisoryLock}) as taken`.execute(
      connection,
    )
    if (rows[0]?.taken !== true) return undefined
    try {
      return await work(connection)
    } finally {
      await sql`select pg_advisory_unlock(${advisoryLock})`.execute(connection)
    }
  })
}
