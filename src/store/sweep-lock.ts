import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

/** Any number will do, as long as no other program uses it on the same database. */
const advisoryLock = 7_406_255_017

async function take(db: Kysely<Database>, waits: boolean): Promise<boolean> {
  if (waits) {
    await sql`select pg_advisory_lock(${advisoryLock})`.execute(db)
    return true
  }
  const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${advisoryLock}) as taken`.execute(db)
  return rows[0]?.taken === true
}

/**
 * Works on a connection while no other process walks over the requests; undefined where one does, unless it is waited
 * for.
 */
export async function walkAlone<T>(
  db: Kysely<Database>,
  { waits }: { readonly waits: boolean },
  work: (connection: Kysely<Database>) => Promise<T>,
): Promise<T | undefined> {
  return db.connection().execute(async (connection) => {
    if (!(await take(connection, waits))) return undefined
    try {
      return await work(connection)
    } finally {
      await sql`select pg_advisory_unlock(${advisoryLock})`.execute(connection)
    }
  })
}
