import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import type { Socket } from './postgres/server.ts'
import type { Database } from './schema.ts'

/** An address (`postgres://…`), or the socket of the server that comes with the program. */
export type DatabaseAddress = string | Socket

/** Name of our database on the server that comes with the program. */
const ownDatabase = 'gongkai'
const oldestVersion = 15

/** Type numbers of PostgreSQL. */
const oid = { bigint: 20, bigints: 1016, numeric: 1700, date: 1082 } as const

function toNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError(`The number ${text} is too large`)
  return value
}

/** `{1,2}`: of ids, none of which is null. */
const toNumbers = (text: string): readonly number[] => (text === '{}' ? [] : text.slice(1, -1).split(',').map(toNumber))

/** Numbers come as numbers (within 2^53, else a RangeError), plain dates as text `YYYY-MM-DD`. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [oid.bigint, toNumber],
  [oid.bigints, toNumbers],
  [oid.numeric, toNumber],
  [oid.date, (text) => text],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(id)) || pg.types.getTypeParser(id, format as 'text'),
}

function clientConfig(address: DatabaseAddress, database = ownDatabase): pg.PoolConfig {
  const common = { types, application_name: 'gongkai', connectionTimeoutMillis: 10_000 }
  return typeof address === 'string' ? { ...common, connectionString: address } : { ...common, ...address, database }
}

/** Of the migrations: may not change what is kept for good. */
const applicationRole = 'gongkai_app'

const asApplication = { options: `-c role=${applicationRole}` }

/** Whose rights the connections have. */
export type Hat = 'owner' | 'application'

/** A pool of connections. `onError` hears of connections that break while idle. */
export function openPool(address: DatabaseAddress, onError: (error: Error) => void, hat: Hat = 'owner'): pg.Pool {
  const role = hat === 'application' ? asApplication : {}
  const pool = new pg.Pool({ ...clientConfig(address), ...role, max: 10, idleTimeoutMillis: 30_000 })
  pool.on('error', (error) => {
    if (!pool.ending) onError(error)
  })
  // One that breaks between two queries of a transaction: its next query says so, and the pool drops it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** The query builder on the pool; whoever opened the pool ends it. */
export function openDatabase(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

async function withClient<T>(config: pg.PoolConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes our database on the server that comes with the program, where it is missing. */
export async function ensureOwnDatabase(socket: Socket): Promise<void> {
  await withClient(clientConfig(socket, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ownDatabase])
    if (rowCount === 0) await client.query(`create database ${ownDatabase}`)
  })
}

/**
 * With whose rights the application can work at an address: its own where the role is there, may be taken, and the way
 * to the server (a pooler may stand in it) lets a connection ask for it.
 */
export async function hatAt(address: DatabaseAddress): Promise<Hat> {
  try {
    return await withClient({ ...clientConfig(address), ...asApplication }, async (client) => {
      const { rows } = await client.query<{ taken: boolean }>(
        "select current_user = $1 and has_table_privilege('trail_link', 'insert') as taken",
        [applicationRole],
      )
      return rows[0]?.taken ? 'application' : 'owner'
    })
  } catch {
    return 'owner'
  }
}

/** Lets a user take the application's role; false where the owner may not give it. */
export async function letTakeRole(owner: DatabaseAddress, user: string): Promise<boolean> {
  return withClient(clientConfig(owner), (client) =>
    client.query(`grant ${applicationRole} to ${pg.escapeIdentifier(user)}`).then(
      () => true,
      () => false,
    ),
  )
}

/** The user that an address signs in with. */
export const userAt = (address: DatabaseAddress): Promise<string> =>
  withClient(clientConfig(address), async (client) => {
    const { rows } = await client.query<{ name: string }>('select session_user as name')
    return rows[0]?.name as string
  })

const reasons: Readonly<Record<string, string>> = {
  ERR_INVALID_URL: '地址的写法不对',
  ECONNREFUSED: '该地址上没有数据库在监听',
  ENOTFOUND: '找不到这台主机',
  EAI_AGAIN: '找不到这台主机',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '网络不通',
  ENOENT: '没有这个套接字文件',
  '28P01': '用户名或密码不对',
  '28000': '服务器不接受这个用户',
  '3D000': '没有这个数据库',
  '53300': '服务器的连接数已满',
}

/**
 * Makes sure that the server of an address answers and is not too old.
 *
 * @throws {CannotStart}
 */
export async function probeServer(url: string, variable = 'DATABASE_URL'): Promise<void> {
  let version: number
  try {
    version = await withClient(clientConfig(url), async (client) => {
      const { rows } = await client.query<{ version: string }>(
        "select current_setting('server_version_num') as version",
      )
      return Math.floor(Number(rows[0]?.version) / 10_000)
    })
  } catch (cause) {
    const { code, message } = cause as Error & { code?: string }
    const reason = (code && reasons[code]) || (/timeout/i.test(message) ? '连接超时' : message)
    throw new CannotStart(`连不上 ${variable} 所指的数据库：${reason}。请核对地址、用户名、密码和数据库名。`, {
      cause,
    })
  }
  if (!(version >= oldestVersion))
    throw new CannotStart(
      `${variable} 所指的 PostgreSQL 是 ${version} 版，至少需要 ${oldestVersion} 版，请先升级数据库。`,
    )
}
