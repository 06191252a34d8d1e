import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

type Task = () => Promise<void>

/** What is still to be done before a transaction commits. */
const endings = new WeakMap<Transaction<Database>, Task[]>()

/** What is to be done once a transaction has been committed. */
const sequels = new WeakMap<Transaction<Database>, (() => void)[]>()

/** Runs the work in one transaction: the one given, where it is one already, else a new one. */
export async function inTransaction<T>(
  db: Kysely<Database>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<Database>)
  const afterwards: (() => void)[] = []
  const answer = await db.transaction().execute(async (transaction) => {
    const tasks: Task[] = []
    endings.set(transaction, tasks)
    sequels.set(transaction, afterwards)
    const done = await work(transaction)
    for (const task of tasks) await task()
    return done
  })
  for (const follow of afterwards) follow()
  return answer
}

/**
 * Puts off a task to the end of the transaction, after all its other work; false where the transaction was begun by
 * other means than {@link inTransaction}, so that it has to be done at once.
 */
export function putOff(transaction: Transaction<Database>, task: Task): boolean {
  const tasks = endings.get(transaction)
  tasks?.push(task)
  return tasks !== undefined
}

/** Begins something once the transaction has been committed; nobody waits for it. Never where it was rolled back. */
export function onceCommitted(transaction: Transaction<Database>, follow: () => void): void {
  sequels.get(transaction)?.push(follow)
}
