import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { outcomeIds } from '../src/domain/request/outcomes.ts'
import { appendAgency } from '../src/store/agencies.ts'
import { ensureOwnDatabase, openDatabase, openPool } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../src/store/postgres/server.ts'
import type { Database } from '../src/store/schema.ts'

export const years = [2021, 2022, 2023, 2024, 2025] as const

/** A server of its own with the requests of bodies over five years. */
export interface FilledYears {
  readonly db: Kysely<Database>
  readonly bodies: readonly number[]
  readonly close: () => Promise<void>
}

const bodyCount = 200

const appendBodies = (db: Kysely<Database>): Promise<readonly number[]> =>
  db.transaction().execute(async (transaction) => {
    const ids: number[] = []
    for (let at = 1; at <= bodyCount; at += 1) {
      const about = { kind: 'department', region: '示例省示例市', demonstration: false, parentId: null } as const
      ids.push(await appendAgency(transaction, { ...about, name: `示例市第${at}示例局`, shortName: `第${at}示例局` }))
    }
    return ids
  })

const dispute = sql`jsonb_build_array(jsonb_build_object('kind', 'reconsideration', 'number', '示例复' || n, 'before', '示例市人民政府',
  'filedOn', received_on + 60, 'decidedOn', received_on + 120, 'result', 'upheld', 'ruling', 'upheld'))`

/**
 * Requests come every day of five years; they are settled within two months, three in a hundred within a year, one in a
 * hundred is open; two in a hundred were split, and three in a hundred are disputed.
 */
const requestsOf = (bodies: readonly number[], count: number) => sql`
  insert into request (agency_id, number, year, serial, kind, channel, applicant_type, masked_name, subject, content, medium,
    delivery, status, is_open, state, submitted_on, received_on, provisional, handler, asked_sections, version, changed_at,
    bands, search_terms, settled_on, settled_as, disputes)
  select agency_id, extract(year from received_on) || '-' || lpad(n::text, 7, '0'), extract(year from received_on), n,
    'disclosure', 'counter', (array['natural-person', 'natural-person', 'natural-person', 'enterprise', 'research',
      'public-welfare', 'legal-services', 'other-organisation'])[1 + n / 7 % 8], '示**', '示例路拓宽工程用地批复' || n,
    repeat('示例路拓宽工程用地批复的全文及附图、附件', 5), '纸质', '邮寄', 'closed', false, 'met', received_on, received_on,
    false, '', '{}', 1, now(), '{}', array['示例' || n % 5000, '批复'],
    case when n % 100 = 7 then null when n % 100 < 3 then received_on + 200 + n % 160 else received_on + n % 60 end,
    case when n % 100 in (7, 8, 9) then null else (${outcomeIds}::text[])[1 + n % ${outcomeIds.length}::integer] end,
    case when n % 33 = 5 then ${dispute} else '[]' end
  from (select n, (${bodies}::bigint[])[1 + n % ${bodies.length}::integer] as agency_id,
    '2021-01-01'::date + (n / ${bodies.length}::integer) * 1826 / ${Math.ceil(count / bodies.length)}::integer as received_on
    from generate_series(0, ${count - 1}::integer) n) numbered`

/** Fills a database with so many requests over 200 bodies and five years. */
export async function fillYears(root: string, count: number): Promise<FilledYears> {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-bench-years-'))
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
    const bodies = await appendBodies(db)
    await requestsOf(bodies, count).execute(db)
    await sql`vacuum analyze`.execute(db)
    return { db, bodies, close: () => db.destroy().then(close) }
  } catch (error) {
    await close()
    throw error
  }
}
