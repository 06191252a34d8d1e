import { randomBytes } from 'node:crypto'
import { get as request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fillReports } from '../../bench/many-reports.ts'
import { listen } from '../../src/listen.ts'
import { openSheetExport } from '../../src/store/exports.ts'
import { packed } from '../../src/web/api/packed.ts'
import { sheetStream } from '../../src/web/api/sheet-stream.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
let lines: Record<string, unknown>[]
const reports = 180

beforeAll(async () => {
  await emptyTables(held.db)
  await fillReports(held.db, { bodies: 60, years: [2019, 2020, 2021] })
}, 60_000)

beforeEach(() => {
  const world = servicesOn(held.db)
  lines = world.lines
  site = visit(world.services)
})

const readerOf = async (path: string) => {
  const { status, body } = await site.get(path)
  if (status !== 200 || !body) throw new Error(`${path} answers ${status}`)
  return body.getReader()
}

/** Connections on which an export is under way. */
async function exportsOpen(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`.execute(held.owner)
  return rows[0]?.count ?? 0
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let left = 300; left > 0 && !(await condition()); left -= 1) await wait(20)
  expect(await condition()).toBe(true)
}

describe('The dump of all cells', () => {
  test('holds every figure of every published report once, the same in each format', async () => {
    const csv = (await site.page('/api/cells.csv')).trimEnd().split('\r\n').slice(1)
    const ndjson = (await site.page('/api/cells.ndjson')).trimEnd().split('\n')
    const json = await (await site.get('/api/cells.json')).json()
    const { rows } = await sql<{
      cells: number
      sum: number
    }>`select count(*) as cells, sum(value::text::numeric) as sum
      from report_content cross join lateral jsonb_each(cells) where value <> 'null'`.execute(held.db)
    const values = json.filter(({ value }: { value: number | null }) => value !== null)
    expect(values).toHaveLength(rows[0]?.cells ?? 0)
    expect(values.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBeCloseTo(
      rows[0]?.sum ?? 0,
      2,
    )
    expect(ndjson.map((line) => JSON.parse(line))).toEqual(json)
    expect(
      csv.map((line) =>
        line
          .split(',')
          .slice(0, 1)
          .concat(line.split(',')[5] ?? ''),
      ),
    ).toEqual(json.map(({ agencyId, cell }: { agencyId: number; cell: string }) => [String(agencyId), cell]))
    expect(
      new Set(json.map(({ agencyId, year }: { agencyId: number; year: number }) => `${agencyId}-${year}`)).size,
    ).toBe(reports)
  })

  test('is of one moment, whatever is published or taken back while it is read', async () => {
    const whole = await site.page('/api/cells.csv')
    const reader = await readerOf('/api/cells.csv')
    const first = await reader.read()
    await held.db.updateTable('report').set({ published_at: null, status: 'draft' }).where('year', '=', 2021).execute()
    const rest: Uint8Array[] = []
    for (let part = await reader.read(); !part.done; part = await reader.read()) rest.push(part.value)
    expect(new TextDecoder().decode(Buffer.concat([first.value ?? new Uint8Array(), ...rest]))).toBe(
      whole.replace('\ufeff', ''),
    )
    expect((await site.page('/api/cells.csv')).length).toBeLessThan(whole.length)
    const moment = new Date('2022-01-20T02:00:00Z')
    await held.db
      .updateTable('report')
      .set({ published_at: moment, status: 'published' })
      .where('year', '=', 2021)
      .execute()
  })

  test('is whole where reports hold no cell at all', async () => {
    const before = await held.db.selectFrom('report_content').select(['agency_id', 'report_id', 'cells']).execute()
    const empty = before.filter(({ agency_id }) => agency_id < 31 || agency_id > 58)
    for (const { agency_id, report_id } of empty)
      await sql`update report_content set cells = '{}' where agency_id = ${agency_id} and report_id = ${report_id}`.execute(
        held.db,
      )
    const json = await (await site.get('/api/cells.json')).json()
    const bodies = new Set(json.map(({ agencyId }: { agencyId: number }) => agencyId))
    expect([Math.min(...(bodies as Set<number>)), Math.max(...(bodies as Set<number>))]).toEqual([31, 58])
    expect((await site.page('/api/cells.csv')).trimEnd().split('\r\n')).toHaveLength(json.length + 1)
    expect(await site.page('/api/cells.csv?body=1')).toMatch(/^agencyId,[a-zA-Z,]+\r\n$/)
    expect(await (await site.get('/api/cells.json?body=1')).json()).toEqual([])
    for (const { agency_id, report_id, cells } of empty)
      await sql`update report_content set cells = ${JSON.stringify(cells)} where agency_id = ${agency_id}
        and report_id = ${report_id}`.execute(held.db)
  })

  test('is cut off where the database goes away, and the program goes on', async () => {
    const reader = await readerOf('/api/cells.csv')
    await reader.read()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
      and pid <> pg_backend_pid() and xact_start is not null`.execute(held.owner)
    const rest = async () => {
      while (!(await reader.read()).done);
    }
    await expect(rest()).rejects.toThrow()
    expect(await site.page('/api/cells.csv?body=1')).toContain('received/total')
    expect(await exportsOpen()).toBe(0)
  })

  test('is given to four at a time; whoever goes away makes room', async () => {
    const readers = await Promise.all([1, 2, 3, 4].map(() => readerOf('/api/cells.csv')))
    for (const reader of readers) expect((await reader.read()).done).toBe(false)
    expect(await exportsOpen()).toBe(4)
    const refused = await site.get('/api/cells.csv')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30'])
    expect((await refused.json()).detail).toContain('批量下载太多')
    expect((await site.get('/api/reports')).status).toBe(200)
    for (const reader of readers) await reader.cancel()
    expect(await exportsOpen()).toBe(0)
    const again = await readerOf('/api/cells.csv')
    await again.cancel()
  })

  test('waits for its reader where it is sent compressed, too', async () => {
    let pulled = 0
    const source = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(randomBytes(100_000))
      },
    })
    const reader = packed(source).getReader()
    await reader.read()
    await wait(300)
    const before = pulled
    await wait(300)
    expect(pulled).toBe(before)
    await reader.cancel()
  })

  test('ends when the reader of what is compressed goes away, or when it cannot be made', async () => {
    const { body } = await site.get('/api/cells.csv', { 'accept-encoding': 'gzip' })
    const reader = body?.getReader()
    await reader?.read()
    expect(await exportsOpen()).toBe(1)
    await reader?.cancel()
    await until(async () => (await exportsOpen()) === 0)
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('gone')) })
    await expect(new Response(packed(broken) as never).arrayBuffer()).rejects.toThrow('gone')
  })

  test('ends when the reader hangs up in the middle', async () => {
    const listener = await listen('127.0.0.1', 0)
    listener.answerWith((asked, env) => site.app.fetch(asked, env as object))
    try {
      await new Promise<void>((resolve, reject) => {
        const asked = request(`http://127.0.0.1:${listener.port}/api/cells.csv`, (answer) => {
          answer.once('data', () => {
            answer.destroy()
            resolve()
          })
        })
        asked.on('error', reject)
      })
      await until(async () => (await exportsOpen()) === 0)
    } finally {
      await listener.close()
    }
  })

  test('is cut off, not ended, where it cannot be made: nobody takes a part for the whole', async () => {
    await held.db
      .updateTable('report')
      .set({ form: '1999' })
      .where('agency_id', '=', 60)
      .where('year', '=', 2021)
      .execute()
    const listener = await listen('127.0.0.1', 0)
    listener.answerWith((asked, env) => site.app.fetch(asked, env as object))
    try {
      const ended = await new Promise<boolean>((resolve) => {
        request(`http://127.0.0.1:${listener.port}/api/cells.csv`, (answer) => {
          answer.resume()
          answer.on('close', () => resolve(answer.complete))
          answer.on('error', () => undefined)
        })
      })
      expect(ended).toBe(false)
      expect(lines.find(({ msg }) => msg === 'an export was cut off')).toBeDefined()
      await until(async () => (await exportsOpen()) === 0)
    } finally {
      await listener.close()
      await held.db
        .updateTable('report')
        .set({ form: '2021' })
        .where('agency_id', '=', 60)
        .where('year', '=', 2021)
        .execute()
    }
  })

  test.each([
    ['begins to read and then waits', 1],
    ['never begins', 0],
  ])('is given up for a reader that %s', async (_, reads) => {
    const sheets = await openSheetExport(held.db, {})
    const writer = { head: '', write: () => 'x', tail: '' }
    const told: unknown[] = []
    let done = 0
    const stream = sheetStream(sheets, writer, {
      done: () => done++,
      failed: (error) => told.push(error),
      patience: 50,
    })
    const reader = stream.getReader()
    for (let left = reads; left > 0; left -= 1) await reader.read()
    expect(await exportsOpen()).toBe(1)
    await until(async () => done === 1)
    expect(await exportsOpen()).toBe(0)
    expect(told).toMatchObject([{ message: 'The reader of an export takes nothing' }])
    await expect(reader.read()).rejects.toThrow()
  })

  test('waits for its reader: no more than one batch is fetched ahead', async () => {
    const sheets = await openSheetExport(held.db, {})
    let fetched = 0
    const counted = {
      ...sheets,
      next: () => {
        fetched += 1
        return sheets.next()
      },
    }
    const settings = { done: () => undefined, failed: () => undefined, patience: 10_000 }
    const reader = sheetStream(counted, { head: '', write: () => 'x', tail: '' }, settings).getReader()
    await wait(50)
    expect(fetched).toBe(0)
    await reader.read()
    await wait(50)
    expect(fetched).toBe(2)
    await reader.cancel()
    expect(await exportsOpen()).toBe(0)
  })
})
