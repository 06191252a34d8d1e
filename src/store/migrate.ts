import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { CannotStart } from './cannot-start.ts'

export interface Migration {
  readonly number: number
  /** Name of the file. */
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text, line ends normalised, in hexadecimal. */
  readonly checksum: string
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/** Any number will do, as long as no other program uses it on the same database. */
const advisoryLock = 7_406_255_016

/** Reads `NNNN-name.sql`, in the order of their numbers. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { number: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** The sentence for a database whose past is not the one of these files; undefined where it is. */
function disagreement(migrations: readonly Migration[], applied: readonly Applied[]): string | undefined {
  const twice = migrations.find((migration, index) => migrations[index - 1]?.number === migration.number)
  if (twice) return `migrations 里有两个文件同为 ${twice.number} 号（${twice.name}），请改正编号。`
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const { number, name, checksum } of applied) {
    const file = known.get(number)
    if (!file) return `数据库比程序新：它已执行过本程序没有的 ${name}。请改用新版程序，或换回旧的数据备份。`
    if (file.checksum !== checksum)
      return `已执行过的 migrations/${file.name} 被改动，拒绝启动。请恢复原文件，把改动写进一个新的编号文件。`
  }
  return undefined
}

async function appliedTo(client: pg.ClientBase): Promise<readonly Applied[]> {
  const { rows } = await client.query<Applied>('select number, name, checksum from migration order by number')
  return rows
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    const values = [migration.number, migration.name, migration.checksum]
    await client.query('insert into migration (number, name, checksum) values ($1, $2, $3)', values)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const history = `
create table if not exists migration (
  number integer primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
);
comment on table migration is 'Which files of migrations/ this database has seen; written by the migration runner alone'`

/** Whether the role of the application has been made on this server and given the tables. */
async function isGranted(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_roles
     where rolname = 'gongkai_app' and has_table_privilege(oid, to_regclass('trail_link'), 'insert')`,
  )
  return rows.length > 0
}

/** Gives the role of the application what migrations have made; older databases have no such function yet. */
async function grant(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regprocedure('grant_to_application()') is not null as there",
  )
  if (rows[0]?.there) await client.query('select grant_to_application()')
}

async function migrateWith(client: pg.ClientBase, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query('select pg_advisory_lock($1)', [advisoryLock])
  try {
    const { rows } = await client.query<{ made: boolean }>("select to_regclass('migration') is not null as made")
    if (!rows[0]?.made) await client.query(history)
    const applied = await appliedTo(client)
    const sentence = disagreement(migrations, applied)
    if (sentence) throw new CannotStart(sentence)
    const seen = new Set(applied.map(({ number }) => number))
    const due = migrations.filter(({ number }) => !seen.has(number))
    for (const migration of due) await apply(client, migration)
    if (due.length > 0 || !(await isGranted(client))) await grant(client)
    return due.map(({ name }) => name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [advisoryLock])
  }
}

/**
 * Brings the database up to date, each file in a transaction of its own, under a lock, so that several processes may
 * start at once. Gives the names of the files that were applied.
 *
 * @throws {CannotStart} where an applied file was edited or the database is newer than the program
 */
export async function migrate(pool: pg.Pool, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  try {
    return await migrateWith(client, migrations)
  } finally {
    client.release()
  }
}
