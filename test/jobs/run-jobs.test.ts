import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Job } from '../../src/jobs/job.ts'
import { jobs, runJobs } from '../../src/jobs/run-jobs.ts'
import { ensureOwnDatabase, openDatabase, openPool } from '../../src/store/database.ts'
import { bringQueueUpToDate } from '../../src/store/job-queue.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type EmbeddedPostgres, startPostgres } from '../../src/store/postgres/server.ts'
import { findRequest } from '../../src/store/requests.ts'
import { officeWorld, requestOf } from '../app/request-world.ts'
import { root } from '../database.ts'
import { servicesOn } from '../web/site.ts'

let place: string
let server: EmbeddedPostgres
let owner: pg.Pool

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'gongkai-test-'))
  server = await startPostgres(place)
  await ensureOwnDatabase(server.socket)
  owner = openPool(server.socket, () => undefined)
  await migrate(owner, join(root, 'migrations'))
  // As where several processes begin at once.
  await Promise.all([bringQueueUpToDate(owner), bringQueueUpToDate(owner), bringQueueUpToDate(owner)])
}, 60_000)
afterAll(async () => {
  await owner.end()
  await server.stop()
  await rm(place, { recursive: true, force: true })
}, 30_000)

/** A process with the rights of the application that does the jobs given. */
function startProcess(all: readonly Job[]) {
  const pool = openPool(server.socket, () => undefined, 'application')
  const { services, lines, clock } = servicesOn(openDatabase(pool))
  const { close } = runJobs({ services, pool, jobs: all })
  const end = async () => {
    await close()
    await pool.end()
  }
  return { services, lines, clock, end }
}

/** Puts jobs into the queue as a verb does: with the rights of the application, within a transaction. */
async function enqueue(name: string, count: number, lastWord: 'commit' | 'rollback' = 'commit') {
  const pool = openPool(server.socket, () => undefined, 'application')
  const client = await pool.connect()
  await client.query('begin')
  for (let left = count; left > 0; left -= 1)
    await client.query('select graphile_worker.add_job($1, max_attempts := 3)', [name])
  await client.query(lastWord)
  client.release()
  await pool.end()
}

async function until(holds: () => boolean | Promise<boolean>) {
  for (let tries = 0; tries < 500 && !(await holds()); tries += 1) await wait(20)
  expect(await holds()).toBe(true)
}

const waiting = async () => (await owner.query('select from graphile_worker.jobs')).rowCount

describe('Jobs', () => {
  test('are done once each, whichever of two processes takes them, and only where the transaction was kept', async () => {
    const done = [0, 0]
    const job = (at: number): Job => ({
      name: 'tally',
      run: async () => {
        done[at] = (done[at] ?? 0) + 1
        await wait(5)
      },
    })
    const both = [startProcess([job(0)]), startProcess([job(1)])]
    await enqueue('tally', 60)
    await enqueue('tally', 20, 'rollback')
    await until(async () => (await waiting()) === 0)
    for (const { end } of both) await end()
    expect((done[0] ?? 0) + (done[1] ?? 0)).toBe(60)
  })

  test('that fail are told in the log and tried again, while the others go on', async () => {
    let tries = 0
    const failing: Job = {
      name: 'failing',
      run: async () => {
        tries += 1
        if (tries === 1) throw new Error('示例故障')
      },
    }
    const others: string[] = []
    const sound: Job = { name: 'sound', run: async () => void others.push('done') }
    const { lines, end } = startProcess([failing, sound])
    onTestFinished(end)
    await enqueue('failing', 1)
    await until(() => lines.some(({ level, queue }) => level === 50 && String(queue).includes('示例故障')))
    await enqueue('sound', 2)
    await until(() => others.length === 2)
    await until(() => tries === 2)
  })

  test('under way hear that the process is told to stop, and what they leave is done later', async () => {
    let heard: unknown
    const long: Job = {
      name: 'long',
      run: async (_, stop) => {
        await new Promise((resolve) => stop.addEventListener('abort', resolve))
        heard = stop.reason
        stop.throwIfAborted()
      },
    }
    const first = startProcess([long])
    await enqueue('long', 1)
    await until(
      async () => (await owner.query('select from graphile_worker.jobs where locked_at is not null')).rowCount === 1,
    )
    await first.end()
    expect(heard).toMatchObject({ message: 'the process was told to stop' })
    const done: string[] = []
    const second = startProcess([{ name: 'long', run: async () => void done.push('done') }])
    onTestFinished(second.end)
    await until(() => done.length === 1)
  })

  test('go on after the database was away', async () => {
    const done: string[] = []
    const { end } = startProcess([{ name: 'after', run: async () => void done.push('done') }])
    onTestFinished(end)
    await enqueue('after', 1)
    await until(() => done.length === 1)
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name = 'gongkai'",
    )
    await enqueue('after', 1)
    await until(() => done.length === 2)
  })
})

describe('The sweep of the night', () => {
  test('that was missed is made up for at the start, by one of two processes', async () => {
    const db = openDatabase(openPool(server.socket, () => undefined, 'application'))
    onTestFinished(() => db.destroy())
    const world = await officeWorld(db, '2025-03-03')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    await sql`insert into graphile_worker._private_known_crontabs (identifier, known_since)
      values ('sweep-requests', now() - interval '3 days')
      on conflict (identifier) do update set known_since = excluded.known_since, last_execution = null`.execute(db)
    const both = [startProcess(jobs), startProcess(jobs)]
    const swept = () => both.flatMap(({ lines }) => lines).filter(({ msg }) => msg === 'requests swept')
    await until(() => swept().length > 0)
    for (const { end } of both) await end()
    expect(swept()).toMatchObject([{ seen: 1, changed: 1 }])
    expect(await findRequest(db, request)).toMatchObject({ state: 'overdue' })
    const { rows } = await sql<{ at: string }>`
      select to_char(last_execution at time zone 'Asia/Shanghai', 'HH24:MI') as at
      from graphile_worker._private_known_crontabs where identifier = 'sweep-requests'`.execute(db)
    expect(rows).toEqual([{ at: '00:10' }])
    const again = startProcess(jobs)
    await wait(500)
    await again.end()
    expect(again.lines.filter(({ msg }) => msg === 'requests swept')).toEqual([])
  })
})
