import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'
import { applicantContext, totpContext } from './seal-contexts.ts'
import { keyIdWithin } from './seals.ts'

/** A column of sealed bytes. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** Column that repeats the key id, where there is one. */
  readonly keyColumn?: string
  readonly context: (row: { readonly agency_id: number; readonly id: number }) => string
}

/** Everything that is sealed; each table has `agency_id` and a unique `id`. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'applicant',
    column: 'sealed',
    keyColumn: 'key_id',
    context: ({ agency_id }) => applicantContext(agency_id),
  },
  { table: 'account', column: 'totp_secret', context: ({ id }) => totpContext(id) },
]

/** The key id of a sealed column, as text. */
export const keyIdIn = (column: string) =>
  sql<string>`encode(substr(${sql.ref(column)}, ${sql.lit(keyIdWithin.from)}, ${sql.lit(keyIdWithin.length)}), 'hex')`

/** The sealed columns that the database has. */
async function columnsThere(db: Kysely<Database>): Promise<readonly SealedColumn[]> {
  const { rows } = await sql<{ found: string }>`
    select table_name || '.' || column_name as found from information_schema.columns
    where table_schema = current_schema()`.execute(db)
  const there = new Set(rows.map(({ found }) => found))
  return sealedColumns.filter(({ table, column }) => there.has(`${table}.${column}`))
}

/** Ids of keys under which something is sealed, with how much. */
export async function findKeysInUse(
  db: Kysely<Database>,
): Promise<readonly { readonly id: string; readonly rows: number }[]> {
  const parts = (await columnsThere(db)).map(
    ({ table, column }) =>
      sql`select ${keyIdIn(column)} as id from ${sql.table(table)} where ${sql.ref(column)} is not null`,
  )
  if (parts.length === 0) return []
  const { rows } = await sql<{ id: string; rows: number }>`
    select id, count(*) as rows from (${sql.join(parts, sql` union all `)}) sealed group by id order by id`.execute(db)
  return rows
}
