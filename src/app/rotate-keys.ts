import type { Kysely } from 'kysely'
import { findTopAgencies } from '../store/agencies.ts'
import { currentKeyOf, type KeyChest, keysOf, readKeyFile, saveKeyFile } from '../store/key-file.ts'
import type { Database } from '../store/schema.ts'
import { saveDroppedKeys, saveSealKeys } from '../store/seal-keys.ts'
import {
  findKeysInUse,
  findSealedOtherwise,
  lockSealed,
  rotateAlone,
  type SealedRow,
  saveResealed,
  sealedColumns,
} from '../store/sealed-rows.ts'
import { idOfKey } from '../store/seals.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Services } from './services.ts'

type Needs = Pick<Services, 'db' | 'seals' | 'keyFile' | 'now' | 'randomBytes'>

export interface KeyStatus {
  readonly id: string
  readonly made: Date
  readonly current: boolean
  /** How much is sealed with it. */
  readonly rows: number
}

function chestOf({ keyFile }: Pick<Services, 'keyFile'>): KeyChest {
  const chest = readKeyFile(keyFile)
  if (!chest) throw new Error(`The key file ${keyFile} is gone`)
  return chest
}

/** The keys of the file, oldest first, and what is sealed with each. */
export async function findKeyStatus(services: Pick<Services, 'db' | 'keyFile'>): Promise<readonly KeyStatus[]> {
  const chest = chestOf(services)
  const used = new Map((await findKeysInUse(services.db)).map(({ id, rows }) => [id, rows]))
  return chest.keys.map(({ key, made }) => {
    const id = idOfKey(key)
    return { id, made, current: id === keysOf(chest).current, rows: used.get(id) ?? 0 }
  })
}

export interface Rotated {
  readonly current: string
  /** Whether a rotation that was broken off went on, instead of a new one beginning. */
  readonly resumed: boolean
  readonly rows: number
  readonly dropped: readonly string[]
}

/**
 * Makes a new key, seals everything anew with it while the site runs, and drops the keys that nothing is sealed with
 * any more. Where it was broken off, it goes on with the key that was made then. Undefined while another one is under
 * way.
 *
 * @param tell is told how much has been sealed anew so far
 */
export function rotateKeys(services: Needs, tell: (rows: number) => void): Promise<Rotated | undefined> {
  return rotateAlone(services.db, async (db) => {
    const within = { ...services, db }
    const before = chestOf(services)
    const used = await findKeysInUse(db)
    const resumed = before.keys.length > 1 && used.some(({ id }) => id !== keysOf(before).current)
    const chest = resumed ? before : await turn(within, before)
    await saveSealKeys(db, keysOf(chest), services.now())
    const rows = await resealAll(within, tell)
    const dropped = await dropUnused(within, chest)
    await noteRotation(within, { current: keysOf(chest).current, dropped })
    return { current: keysOf(chest).current, resumed, rows, dropped }
  })
}

async function turn({ keyFile, now, randomBytes }: Needs, chest: KeyChest): Promise<KeyChest> {
  const turned = { ...chest, keys: [...chest.keys, { key: randomBytes(32), made: now() }] }
  await saveKeyFile(keyFile, turned)
  return turned
}

const batch = 200

async function resealAll(services: Needs, tell: (rows: number) => void): Promise<number> {
  let done = 0
  for (const column of sealedColumns) {
    const keyId = services.seals.currentKeyId
    let after: Pick<SealedRow, 'agency_id' | 'id'> = { agency_id: 0, id: 0 }
    for (;;) {
      const rows = await findSealedOtherwise(services.db, column, { keyId, after, most: batch })
      const last = rows.at(-1)
      if (!last) break
      const fresh = rows.map((row) => ({ row, sealed: reseal(services, row.sealed, column.contextOf(row)) }))
      await saveResealed(services.db, column, fresh)
      done += rows.length
      after = last
      tell(done)
    }
  }
  return done
}

const reseal = ({ seals }: Needs, sealed: Uint8Array, context: string) =>
  seals.seal(seals.open(sealed, context), context)

/**
 * Drops the keys that nothing is sealed with. The database refuses them first, once nobody is writing under them:
 * whatever comes later under such a key fails and can be tried again, and is not lost.
 */
async function dropUnused({ db, keyFile, now }: Needs, chest: KeyChest): Promise<readonly string[]> {
  const kept = idOfKey(currentKeyOf(chest).key)
  const dropped = await inTransaction(db, async (transaction) => {
    await lockSealed(transaction)
    const used = new Set((await findKeysInUse(transaction)).map(({ id }) => id))
    const unused = [...keysOf(chest).keys.keys()].filter((id) => id !== kept && !used.has(id))
    await saveDroppedKeys(transaction, unused, now())
    return unused
  })
  if (dropped.length > 0)
    await saveKeyFile(keyFile, { ...chest, keys: chest.keys.filter(({ key }) => !dropped.includes(idOfKey(key))) })
  return dropped
}

/** The keys are those of the whole installation: the bodies at the top tell it. */
async function noteRotation(
  { db, now }: { readonly db: Kysely<Database>; readonly now: () => Date },
  details: object,
): Promise<void> {
  const tops = await findTopAgencies(db)
  const about = {
    at: now(),
    actor: { accountId: null, name: '命令行' },
    kind: 'keys-rotated',
    subject: 'keys',
    details,
  }
  await inTransaction(db, (transaction) =>
    appendLinks(
      transaction,
      tops.map(({ id }) => ({ ...about, agencyId: id })),
    ),
  )
}
