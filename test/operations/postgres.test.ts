import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureOwnDatabase, openPool, probeServer } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { chooseIdentity, type Identity, nobody } from '../../src/store/postgres/identity.ts'
import { mendLibraries } from '../../src/store/postgres/programs.ts'
import { type EmbeddedPostgres, startPostgres } from '../../src/store/postgres/server.ts'
import { temporaryFolder } from './folders.ts'

let place: string
let server: EmbeddedPostgres
let pool: pg.Pool

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), '公开 postgres-'))
  server = await startPostgres(place)
  await ensureOwnDatabase(server.socket)
  pool = openPool(server.socket, () => undefined)
})

afterAll(async () => {
  await pool.end()
  await server.stop()
  await rm(place, { recursive: true, force: true })
})

const query = async (text: string) => (await pool.query(text)).rows

describe('The database that comes with the program', () => {
  it('gives whole and decimal numbers as numbers and plain dates as text', async () => {
    expect(await query("select count(*) as count, 92.2343::numeric as amount, date '2021-03-01' as day")).toEqual([
      { count: 1, amount: 92.2343, day: '2021-03-01' },
    ])
  })

  it('gives no number that it cannot give exactly', async () => {
    await expect(query('select 9007199254740993::bigint')).rejects.toThrow(RangeError)
  })

  it('finds parts of Chinese words by trigram', async () => {
    await query('create extension pg_trgm')
    expect(await query("select cardinality(show_trgm('政府信息')) as grams")).toEqual([{ grams: 5 }])
    await query('drop extension pg_trgm')
  })

  it('listens on no network port', async () => {
    expect(await query('show listen_addresses')).toEqual([{ listen_addresses: '' }])
  })

  it('starts in a folder whose path is too long for a socket', async () => {
    const deep = join(await temporaryFolder(), '很长的名字'.repeat(12))
    await mkdir(deep)
    const other = await startPostgres(deep)
    await ensureOwnDatabase(other.socket)
    await other.stop()
    await expect(other.ended).resolves.toBeDefined()
  })
})

describe('The programs of the database', () => {
  it('find their libraries also where npm ran no install script', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'native/lib'), { recursive: true })
    await writeFile(join(folder, 'native/lib/libicu.so.60.2'), 'library')
    const links = [{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' }]
    await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links))
    await mendLibraries(folder)
    await mendLibraries(folder)
    expect(await readlink(join(folder, 'native/lib/libicu.so.60'))).toBe('libicu.so.60.2')
  })

  it.runIf(process.getuid?.() === 0)('serve the same data to root with and without a user namespace', async () => {
    const data = await temporaryFolder()
    const count = async (identity: Identity) => {
      const own = await startPostgres(data, identity)
      await ensureOwnDatabase(own.socket)
      const connections = openPool(own.socket, () => undefined)
      await connections.query('create table if not exists visit (at timestamptz default now())')
      await connections.query('insert into visit default values')
      const { rows } = await connections.query('select count(*) as count from visit')
      await connections.end()
      await own.stop()
      return rows[0].count
    }
    const asNobody = { kind: 'setuid', owner: nobody } as const
    expect([await count(asNobody), await count(chooseIdentity()), await count(asNobody)]).toEqual([1, 2, 3])
  })
})

describe('The migrations', () => {
  async function folderWith(files: Record<string, string>): Promise<string> {
    const folder = await temporaryFolder()
    for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql)
    return folder
  }

  const first = { '0001-fruit.sql': 'create table fruit (\n  name text\n)' }
  const second = { '0002-apple.sql': "insert into fruit values ('apple')" }

  it('are applied in order and once, also when several processes start together', async () => {
    const folder = await folderWith({ ...second, ...first })
    const runs = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)])
    expect(runs.filter((applied) => applied.length > 0)).toEqual([['0001-fruit.sql', '0002-apple.sql']])
    expect(await query('select name from fruit')).toEqual([{ name: 'apple' }])
    expect(await query('select number, name from migration order by number')).toEqual([
      { number: 1, name: '0001-fruit.sql' },
      { number: 2, name: '0002-apple.sql' },
    ])
  })

  it('leave nothing behind of a file that fails', async () => {
    const bad = { '0003-half.sql': "insert into fruit values ('half'); select no_such_function()" }
    const folder = await folderWith({ ...first, ...second, ...bad })
    await expect(migrate(pool, folder)).rejects.toThrow('no_such_function')
    expect(await query('select name from fruit')).toEqual([{ name: 'apple' }])
    expect(await query('select max(number) as last from migration')).toEqual([{ last: 2 }])
  })

  it('are refused where an applied file was edited, but not for its line ends', async () => {
    const edited = await folderWith({ ...first, '0002-apple.sql': "insert into fruit values ('pear')" })
    await expect(migrate(pool, edited)).rejects.toThrow('migrations/0002-apple.sql 被改动')
    const windows = await folderWith({ '0001-fruit.sql': 'create table fruit (\r\n  name text\r\n)', ...second })
    await expect(migrate(pool, windows)).resolves.toEqual([])
  })

  it('are refused where the database is newer than the program', async () => {
    await expect(migrate(pool, await folderWith(first))).rejects.toThrow('没有的 0002-apple.sql')
  })

  it('are refused where two files have one number', async () => {
    const folder = await folderWith({ ...first, ...second, '0002-pear.sql': 'select 1' })
    await expect(migrate(pool, folder)).rejects.toThrow('同为 2 号')
  })
})

describe('The database of an address', () => {
  it('is refused in a sentence where nothing listens', async () => {
    await expect(probeServer('postgres://someone@127.0.0.1:1/none')).rejects.toThrow('没有数据库在监听')
  })

  it('is refused in a sentence where the host does not exist', async () => {
    await expect(probeServer('postgres://someone@no-such-host.invalid/none')).rejects.toThrow(/连不上 DATABASE_URL/)
  })

  it('is refused in a sentence where the database does not exist', async () => {
    const { host, user } = server.socket
    await expect(probeServer(`postgres://${user}@/none?host=${encodeURIComponent(host)}`)).rejects.toThrow(
      '没有这个数据库',
    )
  })

  it('is taken where all is well', async () => {
    const { host, user } = server.socket
    await expect(probeServer(`postgres://${user}@/gongkai?host=${encodeURIComponent(host)}`)).resolves.toBeUndefined()
  })
})
