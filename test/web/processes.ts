import { mkdtemp, rm } from 'node:fs/promises'
import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import type { Services } from '../../src/app/services.ts'
import { listen } from '../../src/listen.ts'
import { ensureOwnDatabase, openDatabase, openPool } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type EmbeddedPostgres, startPostgres } from '../../src/store/postgres/server.ts'
import type { Database } from '../../src/store/schema.ts'
import { createApp } from '../../src/web/app.tsx'
import { createSite } from '../../src/web/page-cache/site.ts'
import { root } from '../database.ts'
import { servicesOn } from './site.ts'

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A server as one process of the site has it: its own pool, its own memory. */
export interface Process {
  readonly port: number
  readonly services: Services
  /** Lines of its log. */
  readonly lines: readonly Record<string, unknown>[]
  readonly get: (path: string, asked?: Asked) => Promise<Answered>
  readonly page: (path: string, asked?: Asked) => Promise<string>
}

function askServer(port: number, path: string, { method = 'GET', headers = {} }: Asked = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', port, path, method, headers: { host: 'localhost', ...headers } })
    sent.on('error', reject).on('response', (answer) => {
      buffer(answer).then((body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }), reject)
    })
    sent.end()
  })
}

export interface Processes {
  readonly db: Kysely<Database>
  /** With a page cache each. */
  readonly both: readonly [Process, Process]
  /** Makes every page anew. */
  readonly without: Process
  readonly stopDatabase: () => Promise<void>
  readonly startDatabase: () => Promise<void>
}

/** Three servers of the site on one PostgreSQL of the test file's own, there while its tests run. */
export function useProcesses(): Processes {
  const closing: (() => Promise<unknown>)[] = []
  const held: { place?: string; server?: EmbeddedPostgres; db?: Kysely<Database>; all?: readonly Process[] } = {}
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The servers of the test are there only while tests run')
    return value
  }

  async function startDatabase() {
    held.server = await startPostgres(there(held.place))
  }

  function openOwn() {
    const pool = openPool(there(held.server).socket, () => undefined)
    const db = openDatabase(pool)
    closing.push(() => db.destroy())
    return { pool, db }
  }

  async function startProcess(keepsPages: boolean): Promise<Process> {
    const { services, lines } = servicesOn(openOwn().db)
    const listener = await listen('127.0.0.1', 0)
    closing.push(listener.close)
    if (keepsPages) {
      const site = createSite(services, { demo: true })
      listener.answerWith((request, env) => site.fetch(request, env as object), site.answer)
    } else {
      const app = createApp(services, { demo: true })
      listener.answerWith((request, env) => app.fetch(request, env as object))
    }
    const { port } = listener
    const get = (path: string, asked?: Asked) => askServer(port, path, asked)
    return { port, services, lines, get, page: async (path, asked) => (await get(path, asked)).body.toString() }
  }

  beforeAll(async () => {
    held.place = await mkdtemp(join(tmpdir(), 'gongkai-test-'))
    await startDatabase()
    await ensureOwnDatabase(there(held.server).socket)
    const { pool, db } = openOwn()
    await migrate(pool, join(root, 'migrations'))
    held.db = db
    held.all = [await startProcess(true), await startProcess(true), await startProcess(false)]
  }, 60_000)
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
    await held.server?.stop()
    await rm(there(held.place), { recursive: true, force: true })
  }, 30_000)

  return {
    get db() {
      return there(held.db)
    },
    get both() {
      const [one, other] = there(held.all)
      return [there(one), there(other)] as const
    },
    get without() {
      return there(there(held.all)[2])
    },
    stopDatabase: () => there(held.server).stop(),
    startDatabase,
  }
}
