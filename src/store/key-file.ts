import { readFileSync, statSync } from 'node:fs'
import { chmod, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { CannotStart, orCannotStart } from './cannot-start.ts'
import { idOfKey, type SealKeys } from './seals.ts'

/** A key with the time when it was made. */
interface DatedKey {
  readonly key: Uint8Array
  readonly made: Date
}

/** The keys of an installation as their file holds them: oldest first, the last one is the current one. */
export interface KeyChest {
  readonly keys: readonly DatedKey[]
  readonly markKey: Uint8Array
}

const keyBytes = z.pipe(
  z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
  z.transform((text: string): Uint8Array => Buffer.from(text, 'base64')),
)
const time = z.pipe(
  z.iso.datetime(),
  z.transform((text: string) => new Date(text)),
)
const chestSchema = z.object({
  keys: z.array(z.object({ key: keyBytes, made: time })).check(z.minLength(1)),
  markKey: keyBytes,
})

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

function textOf({ keys, markKey }: KeyChest): string {
  const listed = keys.map(({ key, made }) => ({ id: idOfKey(key), made, key: base64(key) }))
  const note = 'Gongkai 的密钥：请另存备份，丢失后封存的个人信息无法恢复'
  return `${JSON.stringify({ note, keys: listed, markKey: base64(markKey) }, null, 2)}\n`
}

export const currentKeyOf = ({ keys }: KeyChest): DatedKey => keys.at(-1) as DatedKey

export const keysOf = (chest: KeyChest): SealKeys => ({
  current: idOfKey(currentKeyOf(chest).key),
  keys: new Map(chest.keys.map(({ key }) => [idOfKey(key), key])),
  markKey: chest.markKey,
})

/** Keys for an installation that has none. */
export const newChest = (randomBytes: (size: number) => Uint8Array, made: Date): KeyChest => ({
  keys: [{ key: randomBytes(32), made }],
  markKey: randomBytes(32),
})

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

function refuseOpenFile(path: string, mode: number): void {
  if ((mode & 0o077) !== 0)
    throw new CannotStart(`密钥文件 ${path} 别的用户也能读写。请执行 chmod 600 '${path}'，再启动。`)
}

function chestFrom(path: string, text: string): KeyChest {
  try {
    return chestSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new CannotStart(`密钥文件 ${path} 不完整或被改坏。请用备份的密钥文件替换它，再启动。`, { cause })
  }
}

/**
 * The keys of a file; undefined where there is no file.
 *
 * @throws {CannotStart} where others may read it, or it is damaged
 */
export function readKeyFile(path: string): KeyChest | undefined {
  try {
    refuseOpenFile(path, statSync(path).mode)
    return chestFrom(path, readFileSync(path, 'utf8'))
  } catch (error) {
    if (isMissing(error)) return undefined
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      throw new CannotStart(`当前用户无权读取密钥文件 ${path}。请改用它的属主来启动。`, { cause: error })
    throw error
  }
}

/**
 * Keys that follow their file: it is looked at with each call and read where it has changed. A key that was dropped
 * still opens what this process had read before.
 */
export function followKeyFile(path: string): () => SealKeys {
  let seen = ''
  let keys: SealKeys | undefined
  return () => {
    const { mtimeMs, ino, size } = statSync(path)
    const now = `${mtimeMs} ${ino} ${size}`
    if (!keys || now !== seen) {
      const chest = readKeyFile(path)
      if (!chest) throw new Error(`The key file ${path} is gone`)
      const newest = keysOf(chest)
      keys = { ...newest, keys: new Map([...(keys?.keys ?? []), ...newest.keys]) }
      seen = now
    }
    return keys
  }
}

async function writeBeside(path: string, chest: KeyChest): Promise<string> {
  const beside = `${path}.${keysOf(chest).current}`
  await rm(beside, { force: true })
  const file = await open(beside, 'wx', 0o600)
  try {
    await file.writeFile(textOf(chest))
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(beside, 0o600)
  return beside
}

/** Makes the file whole or not at all; false where another process was quicker. */
export async function makeKeyFile(path: string, chest: KeyChest): Promise<boolean> {
  const folder = dirname(path)
  return orCannotStart(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const beside = await writeBeside(path, chest)
    try {
      await link(beside, path)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      await rm(beside, { force: true })
    }
  })
}

/** Puts other keys in place of those of the file, in one step. */
export async function saveKeyFile(path: string, chest: KeyChest): Promise<void> {
  await orCannotStart(dirname(path), async () => rename(await writeBeside(path, chest), path))
}
