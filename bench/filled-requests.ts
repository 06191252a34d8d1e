import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { wholeRow } from '../src/app/refold-requests.ts'
import type { Look } from '../src/domain/request/look.ts'
import { appendAgency } from '../src/store/agencies.ts'
import { ensureOwnDatabase, openDatabase, openPool } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../src/store/postgres/server.ts'
import type { Database } from '../src/store/schema.ts'
import { type Pattern, patternsOf } from './request-patterns.ts'

/** A server of its own with many requests, as they stood some days ago. */
export interface FilledRequests {
  readonly db: Kysely<Database>
  /** For `DATABASE_URL` of programs on it. */
  readonly address: string
  readonly requests: number
  /** The first one has a tenth of all requests. */
  readonly bodies: readonly number[]
  readonly close: () => Promise<void>
}

const bodyCount = 300

/** One in so many is open. */
const openShare = 20

const appendBodies = async (db: Kysely<Database>): Promise<readonly number[]> => {
  const ids: number[] = []
  for (let at = 0; at < bodyCount; at += 1) {
    const name = `示例市第${at + 1}示例局`
    const body = { name, shortName: name.slice(3), region: '示例省示例市', kind: 'department', demonstration: false }
    ids.push(await appendAgency(db, { ...body, kind: 'department', parentId: null }))
  }
  return ids
}

/** Rows and facts of the patterns, as tables to insert from. */
async function appendPatterns(db: Kysely<Database>, kind: string, patterns: readonly Pattern[]): Promise<void> {
  const rows = patterns.map(({ row }) => ({ ...row, agency_id: 0, id: 0, number: '', year: 0, serial: 0, version: 1 }))
  const facts = patterns.flatMap(({ entries }, at) => entries.map((entry) => ({ at, ...entry })))
  await sql`create table ${sql.ref(`${kind}_pattern`)} as
    select (ordinality - 1)::integer as at, filled.*
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality listed (row, ordinality),
      jsonb_populate_record(null::request, row) filled`.execute(db)
  await sql`create table ${sql.ref(`${kind}_fact`)} as
    select at, seq, fact ->> 'happened' as happened, (fact ->> 'on')::date as happened_on, "enteredAt" as entered_at, fact
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
      as (at integer, seq integer, fact jsonb, "enteredAt" timestamptz)`.execute(db)
}

/** Indexes that no constraint needs are made again when all rows are there: that takes a fraction of the time. */
async function withoutIndexes(db: Kysely<Database>, work: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ name: string; statement: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as statement from pg_index
    where indrelid in ('request'::regclass, 'applicant'::regclass) and not exists
      (select from pg_constraint where conindid = indexrelid)`.execute(db)
  for (const { name } of rows) await sql.raw(`drop index ${name}`).execute(db)
  await work()
  for (const { statement } of rows) await sql.raw(statement).execute(db)
}

/** A tenth of all, open ones and others, goes to the first body, the rest to all others in turn. */
const bodyOf = (bodies: readonly number[]) =>
  sql`case when n / ${openShare}::integer % 10 = 0 then ${bodies[0]} else (${bodies}::bigint[])[2 + n % ${bodies.length - 1}::integer] end`

async function appendOfKind(db: Kysely<Database>, { kind, patterns, bodies, count, isOpen }: OfKind): Promise<void> {
  await appendPatterns(db, kind, patterns)
  const all = sql.join(wholeRow.columns.map((name) => sql.ref(name)))
  const numbers = sql`(select n, (n / ${openShare}::integer) % ${patterns.length}::integer as at
    from generate_series(1, ${count}::integer) n where (n % ${openShare}::integer = 3) = ${isOpen}) numbered`
  await sql`insert into request (agency_id, id, number, year, serial, masked_name, version, changed_at, ${all})
    overriding system value
    select ${bodyOf(bodies)}, n, extract(year from submitted_on) || '-' || lpad(n::text, 7, '0'),
      extract(year from submitted_on), n, '示**', 1, now(), ${all}
    from ${numbers} join ${sql.ref(`${kind}_pattern`)} using (at)`.execute(db)
  await sql`insert into request_fact (agency_id, request_id, seq, happened, happened_on, entered_at, person, fact)
    select ${bodyOf(bodies)}, n, seq, happened, happened_on, entered_at, '示例科员', fact
    from ${numbers} join ${sql.ref(`${kind}_fact`)} using (at)`.execute(db)
}

interface OfKind {
  readonly kind: 'open' | 'answered'
  readonly patterns: readonly Pattern[]
  readonly bodies: readonly number[]
  readonly count: number
  readonly isOpen: boolean
}

/** Sealed applicants that nobody opens; three in a hundred requests are of one who asks often. */
const appendApplicants = (db: Kysely<Database>) =>
  sql`
  insert into applicant (agency_id, request_id, sealed, person_mark, name_mark)
  select agency_id, id, decode(repeat('5a', 240), 'hex'), mark, mark
  from request, lateral (select sha256(((case when id % 33 = 0 then id % 990 else id end)::text)::bytea) as mark) marked`.execute(
    db,
  )

async function fill(db: Kysely<Database>, count: number, look: Look): Promise<readonly number[]> {
  const bodies = await appendBodies(db)
  await db.connection().execute(async (one) => {
    // Rows that are made here fit together; to look up each one's parents would take most of the time.
    await sql`set session_replication_role = replica`.execute(one)
    await sql`set maintenance_work_mem = '512MB'`.execute(one)
    await sql`set synchronous_commit = off`.execute(one)
    await withoutIndexes(one, async () => {
      const about = { bodies, count }
      await appendOfKind(one, {
        ...about,
        kind: 'answered',
        patterns: patternsOf('answered', 4000, look),
        isOpen: false,
      })
      await appendOfKind(one, { ...about, kind: 'open', patterns: patternsOf('open', 1650, look), isOpen: true })
      await appendApplicants(one)
    })
    await sql`select setval(pg_get_serial_sequence('request', 'id'), ${count})`.execute(one)
    await sql`reset session_replication_role`.execute(one)
    await sql`vacuum analyze`.execute(one)
  })
  return bodies
}

/** Fills a database with so many requests over 300 bodies; a million take minutes. */
export async function fillRequests(root: string, count: number, look: Look): Promise<FilledRequests> {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-bench-requests-'))
  const server = await startPostgres(place)
  const close = async () => {
    await server.stop()
    await rm(place, { recursive: true, force: true })
  }
  try {
    await ensureOwnDatabase(server.socket)
    const pool = openPool(server.socket, () => undefined)
    await pool.query("alter system set max_wal_size = '8GB'")
    await pool.query('select pg_reload_conf()')
    await migrate(pool, join(root, 'migrations'))
    const db = openDatabase(pool)
    const bodies = await fill(db, count, look)
    const { host, user } = server.socket
    const address = `postgres://${user}@${encodeURIComponent(host)}/gongkai`
    return { db, address, requests: count, bodies, close: () => db.destroy().then(close) }
  } catch (error) {
    await close()
    throw error
  }
}
