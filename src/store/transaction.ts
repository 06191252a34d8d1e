import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** Runs the work in one transaction: the one given, where it is one already, else a new one. */
export function inTransaction<T>(
  db: Kysely<Database>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.isTransaction ? work(db as Transaction<Database>) : db.transaction().execute(work)
}
