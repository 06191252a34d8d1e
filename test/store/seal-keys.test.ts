import { randomBytes } from 'node:crypto'
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { appendAccount } from '../../src/store/accounts.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { makeKeyFile, newChest, readKeyFile, saveKeyFile } from '../../src/store/key-file.ts'
import { totpContext } from '../../src/store/seal-contexts.ts'
import { openSeals } from '../../src/store/seal-keys.ts'
import type { Seals } from '../../src/store/seals.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency } from './builders.ts'

const held = useDatabase()
beforeEach(async () => {
  await emptyTables(held.db)
  await held.db.deleteFrom('seal_key').execute()
})

const now = () => new Date('2026-11-23T01:00:00Z')

async function folder() {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-keys-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  return place
}

const start = (place: string, alone = false) =>
  openSeals(held.db, { path: join(place, 'keys.json'), randomBytes, now, alone })

/** A person whose second step is sealed. */
async function sealSomething(seals: Seals) {
  const agencyId = await appendAgency(held.db, agency)
  const who = { login: 'yunxi', displayName: '云溪管理员', role: 'administrator' } as const
  const id = await appendAccount(held.db, { ...who, agencyId, passwordHash: '$x', demonstration: false })
  const sealed = seals.seal('JBSWY3DPEHPK3PXP', totpContext(id))
  await held.db.updateTable('account').set({ totp_secret: sealed }).where('id', '=', id).execute()
}

describe('The key file', () => {
  test('is made at the first start, for its owner alone, and stays the same', async () => {
    const place = await folder()
    const sealed = (await start(place)).seal('甲', 'c')
    expect((await stat(join(place, 'keys.json'))).mode & 0o777).toBe(0o600)
    expect(await readdir(place)).toEqual(['keys.json'])
    expect((await start(place)).open(sealed, 'c')).toBe('甲')
  })

  test('is one file where two processes start at the same moment', async () => {
    const place = await folder()
    const [one, other] = await Promise.all([start(place), start(place)])
    expect(other.open(one.seal('甲', 'c'), 'c')).toBe('甲')
  })

  test.each([0o640, 0o604, 0o620])(
    'that others may reach (%i) stops the start, with the command that mends it',
    async (mode) => {
      const place = await folder()
      await start(place)
      const path = join(place, 'keys.json')
      await chmod(path, mode)
      await expect(start(place)).rejects.toThrow(`请执行 chmod 600 '${path}'，再启动。`)
    },
  )

  test('that is damaged stops the start and is left as it is', async () => {
    const place = await folder()
    await start(place)
    const path = join(place, 'keys.json')
    const half = (await readFile(path, 'utf8')).slice(0, 200)
    await writeFile(path, half)
    await expect(start(place)).rejects.toThrow(`密钥文件 ${path} 不完整或被改坏`)
    expect(await readFile(path, 'utf8')).toBe(half)
  })

  test('is never written over by making it again', async () => {
    const path = join(await folder(), 'keys.json')
    const chest = newChest(randomBytes, now())
    expect(await makeKeyFile(path, chest)).toBe(true)
    expect(await makeKeyFile(path, newChest(randomBytes, now()))).toBe(false)
    expect(readKeyFile(path)).toEqual(chest)
  })

  test('is followed while the site runs: what is sealed after a change is sealed with the new key', async () => {
    const place = await folder()
    const seals = await start(place)
    const before = seals.seal('甲', 'c')
    const path = join(place, 'keys.json')
    const chest = readKeyFile(path)
    if (!chest) throw new Error('no file')
    const key = randomBytes(32)
    await saveKeyFile(path, { ...chest, keys: [...chest.keys, { key, made: now() }] })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const after = seals.seal('甲', 'c')
    expect(Buffer.from(after).subarray(1, 7)).not.toEqual(Buffer.from(before).subarray(1, 7))
    expect([seals.open(before, 'c'), seals.open(after, 'c')]).toEqual(['甲', '甲'])
  })
})

describe('A database with sealed personal data', () => {
  test('is not opened without its key file, and no new one is made', async () => {
    const place = await folder()
    await sealSomething(await start(place))
    const elsewhere = await folder()
    await expect(start(elsewhere, true)).rejects.toThrow('请把它的备份放回原处')
    await expect(start(elsewhere, false)).rejects.toThrow('请把它的备份放回原处')
    expect(await readdir(elsewhere)).toEqual([])
  })

  test('is not opened with the key file of another database', async () => {
    const place = await folder()
    const seals = await start(place)
    await sealSomething(seals)
    const elsewhere = await folder()
    const path = join(elsewhere, 'keys.json')
    await makeKeyFile(path, newChest(randomBytes, now()))
    await expect(start(elsewhere)).rejects.toThrow(`密钥文件 ${path} 不是这个数据库的：缺少密钥`)
    await copyFile(join(place, 'keys.json'), path)
    expect((await start(elsewhere)).currentKeyId).toBe(seals.currentKeyId)
  })

  test('that several processes share takes no second key file, even before anything is sealed', async () => {
    const [place, elsewhere] = [await folder(), await folder()]
    const starts = await Promise.allSettled([start(place), start(elsewhere)])
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('makes new keys where the file is lost before anything was sealed, if nobody else can hold another', async () => {
    const place = await folder()
    const lost = (await start(place, true)).currentKeyId
    await rm(join(place, 'keys.json'))
    expect((await start(place, true)).currentKeyId).not.toBe(lost)
  })
})
