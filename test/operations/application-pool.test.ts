import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { openApplicationPool } from '../../src/open-application-pool.ts'
import { endAll, type Start } from '../../src/open-services.ts'
import { openPool } from '../../src/store/database.ts'
import { type EmbeddedPostgres, startPostgres } from '../../src/store/postgres/server.ts'
import { root } from '../database.ts'

let place: string
let server: EmbeddedPostgres
let operator: pg.Pool

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'gongkai-pool-'))
  server = await startPostgres(place)
  operator = openPool(addressOf('gongkai', 'postgres'), () => undefined)
}, 60_000)
afterAll(async () => {
  await operator.end()
  await server.stop()
  await rm(place, { recursive: true, force: true })
}, 30_000)

const addressOf = (user: string, database: string) =>
  `postgres://${user}@localhost/${database}?host=${encodeURIComponent(server.socket.host)}`

/** What a start of the program does with its database. */
async function open(env: Readonly<Record<string, string>>) {
  const lines: string[] = []
  const config = readConfig(env)
  if (!('port' in config)) throw new Error(JSON.stringify(config))
  const log = createLog('info', { write: (line: string) => lines.push(JSON.parse(line).msg) })
  const around = { env, root, now: () => new Date(), randomBytes: () => new Uint8Array() } as never
  const start: Start = { around, config, place, log, started: [] }
  onTestFinished(() => endAll(start))
  const pool = await openApplicationPool(start, env.DATABASE_URL as string)
  const { rows } = await pool.query<{ name: string }>('select current_user as name')
  return { pool, lines, user: rows[0]?.name }
}

describe('A database of the operator’s own', () => {
  test('whose user may not make roles works, guarded by triggers, and the log says so', async () => {
    await operator.query('create role plain login')
    await operator.query('create database plain owner plain')
    const { pool, lines, user } = await open({ DATABASE_URL: addressOf('plain', 'plain') })
    expect(user).toBe('plain')
    expect(lines).toContain('the role gongkai_app cannot be taken: the trail is guarded by triggers alone')
    await expect(pool.query('delete from trail_link')).rejects.toThrow('only takes new rows')
  })

  test('whose users may make roles gets them, also where two databases of a server are brought up to date at once', async () => {
    for (const name of ['one', 'two']) {
      await operator.query(`create role ${name} login createrole`)
      await operator.query(`create database ${name} owner ${name}`)
    }
    const both = await Promise.all(['one', 'two'].map((name) => open({ DATABASE_URL: addressOf(name, name) })))
    for (const { pool, lines, user } of both) {
      expect(user).toBe('gongkai_app')
      expect(lines).toEqual(['database brought up to date'])
      await expect(pool.query('delete from trail_link')).rejects.toThrow('permission denied')
      await pool.query(
        "insert into agency (name, short_name, region, kind) values ('甲', '甲', '示例省', 'department')",
      )
    }
  })

  test('with an owner and a user of the application keeps the trail even from who lays down the role', async () => {
    await operator.query('create role holder login createrole')
    await operator.query('create role worker login')
    await operator.query('create database three owner holder')
    const env = { DATABASE_URL: addressOf('worker', 'three'), DATABASE_OWNER_URL: addressOf('holder', 'three') }
    const { pool, user } = await open(env)
    expect(user).toBe('gongkai_app')
    const client = await pool.connect()
    await client.query('set role none')
    await expect(client.query('delete from trail_link')).rejects.toThrow('permission denied')
    await expect(client.query('alter table trail_link disable trigger all')).rejects.toThrow('must be owner')
    client.release(true)
  })

  test('whose owner may not let the user take the role is not opened, with what the operator has to do', async () => {
    await operator.query('create role poor login')
    await operator.query('create role stranger login')
    await operator.query('create database four owner poor')
    const env = { DATABASE_URL: addressOf('stranger', 'four'), DATABASE_OWNER_URL: addressOf('poor', 'four') }
    await expect(open(env)).rejects.toThrow('DATABASE_URL 的用户 stranger 不能使用角色 gongkai_app')
    await operator.query('grant gongkai_app to "stranger"')
    expect((await open(env)).user).toBe('gongkai_app')
  })

  test('that was restored on a server without the role gets it at the next start', async () => {
    await operator.query('create database five')
    await open({ DATABASE_URL: addressOf('gongkai', 'five') })
    const five = openPool(addressOf('gongkai', 'five'), () => undefined)
    onTestFinished(() => five.end())
    await five.query('drop owned by gongkai_app')
    const again = await open({ DATABASE_URL: addressOf('gongkai', 'five') })
    expect(again.user).toBe('gongkai_app')
    await again.pool.query('select from trail_link')
  })
})
