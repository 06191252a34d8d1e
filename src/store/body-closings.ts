import { type Kysely, sql, type Transaction } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { Database } from './schema.ts'

/** That a body has ceased to be, and who goes on with its work. */
export interface BodyClosing {
  readonly closedOn: PlainDate | null
  readonly successorId: number | null
}

export async function findClosing(db: Kysely<Database>, id: number): Promise<BodyClosing | undefined> {
  const row = await db
    .selectFrom('agency')
    .select(['closed_on', 'successor_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { closedOn: row.closed_on, successorId: row.successor_id }
}

/** Whether the work of a body has come to another one, however many lie between. */
export async function isSucceededBy(db: Kysely<Database>, id: number, successorId: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`with recursive line as (
      select successor_id as id from agency where id = ${id}
      union select next.successor_id from agency next join line on next.id = line.id
    ) select exists (select from line where id = ${successorId}) as found`.execute(db)
  return rows[0]?.found === true
}

export async function saveClosing(
  db: Transaction<Database>,
  id: number,
  { closedOn, successorId }: BodyClosing,
): Promise<void> {
  await db.updateTable('agency').set({ closed_on: closedOn, successor_id: successorId }).where('id', '=', id).execute()
}
