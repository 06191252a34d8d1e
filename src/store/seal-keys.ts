import { type Kysely, sql } from 'kysely'
import { CannotStart } from './cannot-start.ts'
import { followKeyFile, makeKeyFile, newChest, readKeyFile } from './key-file.ts'
import type { Database } from './schema.ts'
import { findKeysInUse } from './sealed-rows.ts'
import { createSeals, idOfKey, type SealKeys, type Seals } from './seals.ts'
import { inTransaction } from './transaction.ts'

/** Where the keys of an installation stand. */
export interface KeyPlace {
  readonly path: string
  readonly randomBytes: (size: number) => Uint8Array
  readonly now: () => Date
  /** Whether no other process can use the database with a key file of its own. */
  readonly alone: boolean
}

/** Keys that the database may hold something of. */
async function registered(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db.selectFrom('seal_key').select('id').where('dropped_at', 'is', null).execute()
  return rows.map(({ id }) => id)
}

const listed = ({ keys, markKey }: SealKeys) => [
  ...[...keys.keys()].map((id) => ({ id, purpose: 'seal' as const })),
  { id: idOfKey(markKey), purpose: 'mark' as const },
]

/** Writes down that the database may hold what is sealed with these keys. */
export async function saveSealKeys(db: Kysely<Database>, keys: SealKeys, now: Date): Promise<void> {
  await db
    .insertInto('seal_key')
    .values(listed(keys).map((row) => ({ ...row, registered_at: now })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Notes that nothing is sealed with keys any more; from now on the database refuses what is. */
export async function saveDroppedKeys(db: Kysely<Database>, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('seal_key').set({ dropped_at: now }).where('id', 'in', ids).execute()
}

async function removeSealKeys(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('seal_key').where('id', 'in', ids).execute()
}

/** Whether keys may be made for the database: nobody has sealed anything in it that they would not open. */
async function mayMakeKeys(db: Kysely<Database>, { alone }: KeyPlace): Promise<boolean> {
  if ((await registered(db)).length === 0) return true
  return alone && (await findKeysInUse(db)).length === 0
}

async function makeKeys(db: Kysely<Database>, place: KeyPlace): Promise<void> {
  const { path, randomBytes, now } = place
  const may = await mayMakeKeys(db, place)
  // Another process that was quicker makes the file before it registers the keys.
  if (readKeyFile(path)) return
  if (!may)
    throw new CannotStart(
      `这个数据库封存个人信息用的密钥文件 ${path} 不在。请把它的备份放回原处，或用 GONGKAI_KEY_FILE 指明它在哪里。`,
    )
  const made = await makeKeyFile(path, newChest(randomBytes, now()))
  // What another process registers meanwhile stays: this one will then refuse to start.
  if (made && place.alone) await removeSealKeys(db, await registered(db))
}

function refuseOtherKeys(path: string, keys: SealKeys, known: readonly string[]): void {
  const held = new Set(listed(keys).map(({ id }) => id))
  const lacking = known.filter((id) => !held.has(id))
  if (lacking.length > 0)
    throw new CannotStart(
      `密钥文件 ${path} 不是这个数据库的：缺少密钥 ${lacking.join('、')}。请换回这个数据库的密钥文件。`,
    )
}

/** One process at a time, so that two with different files cannot both be the first. */
async function register(db: Kysely<Database>, { path, now }: KeyPlace, keys: SealKeys): Promise<void> {
  refuseOtherKeys(path, keys, await registered(db))
  await inTransaction(db, async (transaction) => {
    await sql`lock table seal_key in share row exclusive mode`.execute(transaction)
    refuseOtherKeys(path, keys, await registered(transaction))
    await saveSealKeys(transaction, keys, now())
  })
}

/**
 * Opens the key file; makes it at the first start.
 *
 * @throws {CannotStart} where the database was sealed with keys that the file does not hold
 */
export async function openSeals(db: Kysely<Database>, place: KeyPlace): Promise<Seals> {
  if (!readKeyFile(place.path)) await makeKeys(db, place)
  const keys = followKeyFile(place.path)
  await register(db, place, keys())
  return createSeals(keys, place.randomBytes)
}
