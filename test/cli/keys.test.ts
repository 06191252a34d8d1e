import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { rotateKeys } from '../../src/app/rotate-keys.ts'
import { runKeys } from '../../src/cli/keys.ts'
import { appendAccount } from '../../src/store/accounts.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { readKeyFile } from '../../src/store/key-file.ts'
import { applicantContext, totpContext } from '../../src/store/seal-contexts.ts'
import { openSeals } from '../../src/store/seal-keys.ts'
import { rotateAlone } from '../../src/store/sealed-rows.ts'
import { keyIdOf, type Seals } from '../../src/store/seals.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency } from '../store/builders.ts'
import { servicesOn } from '../web/site.ts'
import { ioInMemory } from './report-io.ts'

const held = useDatabase()
let agencyId: number
beforeEach(async () => {
  await emptyTables(held.db)
  await held.db.deleteFrom('seal_key').execute()
  agencyId = await appendAgency(held.db, agency)
})

const now = () => new Date('2026-11-23T01:00:00Z')

/** A site that is running, with a key file of its own. */
async function site() {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-keys-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  const keyFile = join(place, 'keys.json')
  const open = () => openSeals(held.db, { path: keyFile, randomBytes, now, alone: true })
  const seals = await open()
  async function run(...args: readonly string[]) {
    // A process of its own reads the file anew.
    const services = { ...servicesOn(held.db).services, seals: await open(), keyFile }
    const told = ioInMemory('', { withLibrary: (work) => work(services) })
    const status = await runKeys(args, told.io)
    return { status, out: told.out(), err: told.err() }
  }
  return { seals, keyFile, run, keys: () => readKeyFile(keyFile)?.keys.length }
}

/** Requests with an applicant each; only what the sealed table needs. */
async function seal(seals: Seals, names: readonly string[]) {
  const rows = names.map((name) => ({
    agency_id: agencyId,
    request_id: Number.parseInt(name.slice(2), 10),
    sealed: seals.seal(name, applicantContext(agencyId)),
    person_mark: seals.mark(name, 'identity'),
    name_mark: seals.mark(name, 'name'),
  }))
  await held.owner.transaction().execute(async (transaction) => {
    // Applicants without their requests, for which nobody asks here; the trigger about dropped keys stays.
    await sql`alter table applicant drop constraint if exists applicant_agency_id_request_id_fkey`.execute(transaction)
    await transaction.insertInto('applicant').values(rows).execute()
  })
}

const applicants = () => held.db.selectFrom('applicant').selectAll().orderBy('request_id').execute()
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `申请${from + n}`)

async function enrol(seals: Seals) {
  const who = { login: 'yunxi', displayName: '云汐管理员', role: 'administrator' } as const
  const id = await appendAccount(held.db, { ...who, agencyId, passwordHash: '$x', demonstration: false })
  const sealed = seals.seal('JBSWY3DPEHPK3PXP', totpContext(id))
  await held.db.updateTable('account').set({ totp_secret: sealed }).where('id', '=', id).execute()
  return async () => {
    const row = await held.db.selectFrom('account').select('totp_secret').where('id', '=', id).executeTakeFirst()
    return row?.totp_secret as Uint8Array
  }
}

describe('gongkai keys rotate', () => {
  test('seals everything anew with a new key and drops the old one; what was sealed is the same, and so are its marks', async () => {
    const { seals, run, keys } = await site()
    await seal(seals, names(0, 450))
    const secret = await enrol(seals)
    const old = seals.currentKeyId
    const marks = (await applicants()).map(({ person_mark }) => person_mark)
    const { status, out, err } = await run('rotate')
    expect({ status, out }).toEqual({
      status: 0,
      out: `已生成新密钥 ${seals.currentKeyId}：451 条改用它封存。\n旧密钥 ${old} 已不再使用，已从密钥文件中删去。\n`,
    })
    expect(err).toContain('请重新备份密钥文件')
    expect(seals.currentKeyId).not.toBe(old)
    expect(keys()).toBe(1)
    const rows = await applicants()
    expect(rows.map(({ sealed }) => seals.open(sealed, applicantContext(agencyId)))).toEqual(names(0, 450))
    expect(new Set(rows.map(({ sealed }) => keyIdOf(sealed)))).toEqual(new Set([seals.currentKeyId]))
    expect(rows.map(({ person_mark }) => person_mark)).toEqual(marks)
    expect(rows[0]?.person_mark).toEqual(seals.mark('申请0', 'identity'))
    expect(keyIdOf(await secret())).toBe(seals.currentKeyId)
    const links = await held.db.selectFrom('trail_link').select(['kind', 'text']).execute()
    expect(links.map(({ kind, text }) => [kind, JSON.parse(text).details])).toEqual([
      ['keys-rotated', { current: seals.currentKeyId, dropped: [old] }],
    ])
  })

  test('goes on where it was broken off, with the key that was made then', async () => {
    const { seals, keyFile, run, keys } = await site()
    await seal(seals, names(0, 300))
    const services = { ...servicesOn(held.db).services, seals, keyFile }
    const brokenOff = rotateKeys(services, () => {
      throw new Error('the power went')
    })
    await expect(brokenOff).rejects.toThrow('the power went')
    expect(keys()).toBe(2)
    const made = seals.currentKeyId
    const { status, out } = await run('rotate')
    expect(status).toBe(0)
    expect(out).toMatch(new RegExp(`^接着上次的轮换 ${made}：100 条改用它封存。\n旧密钥 [0-9a-f]{12} 已不再使用`))
    expect(keys()).toBe(1)
    expect((await applicants()).every(({ sealed }) => keyIdOf(sealed) === made)).toBe(true)
  })

  test('refuses what is still on its way under a key that was dropped', async () => {
    const { seals, run } = await site()
    const late = seals.seal('申请1', applicantContext(agencyId))
    await run('rotate')
    const old = { ...seals, seal: () => late, currentKeyId: keyIdOf(late), mark: seals.mark } as Seals
    await expect(seal(old, ['申请1'])).rejects.toThrow('takes nothing that is sealed with a dropped key')
    await seal(seals, ['申请1'])
  })

  test('keeps a key while something is sealed with it that cannot be opened', async () => {
    const { seals, run, keys } = await site()
    await seal(seals, ['申请1'])
    await held.db
      .updateTable('applicant')
      .set({ agency_id: sql`agency_id + 1` as never })
      .execute()
    await expect(run('rotate')).rejects.toThrow('belongs to another')
    expect(keys()).toBe(2)
  })

  test('waits for nobody: two at once are told apart', async () => {
    const { run } = await site()
    const second = await rotateAlone(held.db, () => run('rotate'))
    expect(second).toEqual({ status: 2, out: '', err: '另一个进程正在轮换密钥，请等它做完。\n' })
  })
})

describe('gongkai keys status', () => {
  test('lists the keys with how much is sealed with each', async () => {
    const { seals, keyFile, run } = await site()
    await seal(seals, names(0, 3))
    expect(await run('status')).toEqual({
      status: 0,
      out: `密钥文件 ${keyFile}\n${seals.currentKeyId}  2026-11-23 09:00 生成，封存 3 条，现用\n`,
      err: '',
    })
  })

  test.each([[[]], [['drop']], [['rotate', 'now']]])('says what it does not know: %j', async (args) => {
    const told = ioInMemory('')
    expect(await runKeys(args, told.io)).toBe(2)
    expect(told.err()).toMatch(/。\n$/)
  })
})
