import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { destination, type Logger } from 'pino'
import { announcement, type Opening } from './announcement.ts'
import { loadDemo } from './app/load-demo.ts'
import { createReaders } from './app/reading/readers.ts'
import type { StartWorker } from './app/reading/thread.ts'
import type { Services } from './app/services.ts'
import { type Config, readConfig, sayConfigProblems } from './config.ts'
import { type Listener, listen } from './listen.ts'
import { createLog } from './log.ts'
import { CannotStart, orCannotStart } from './store/cannot-start.ts'
import { holdDataFolder } from './store/data-folder.ts'
import { type DatabaseAddress, ensureOwnDatabase, openDatabase, openPool, probeServer } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { startPostgres } from './store/postgres/server.ts'
import { loadReportForms } from './store/report-forms.ts'
import { dropSetupCode, setupCodeIn } from './store/setup-code.ts'
import { loadSubmissionDeadlines } from './store/submission-deadlines.ts'
import { openTypesetter } from './typesetting.ts'
import { createSite } from './web/page-cache/site.ts'

/** What only main.ts may touch. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  readonly randomBytes: (size: number) => Uint8Array
  /** Folder of the installed project. */
  readonly root: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Aborted when the operator stops the program; where a fault nobody caught does, the fault is the reason. */
  readonly stop: AbortSignal
  readonly startWorker: StartWorker
  /** Processor cores that may be used, at least 1. */
  readonly cores: number
}

/** What has been started, to be ended in the opposite order. */
type Started = (() => Promise<void>)[]

interface Start {
  readonly around: Surroundings
  readonly config: Config
  readonly place: string
  readonly log: Logger
  readonly started: Started
}

interface Reachable {
  readonly address: DatabaseAddress
  /** Settles, with the sentence for the operator, when our own server has ended. */
  readonly lost?: Promise<string>
}

async function reachDatabase({ config, place, started }: Start): Promise<Reachable> {
  if (config.databaseUrl !== undefined) {
    await probeServer(config.databaseUrl)
    return { address: config.databaseUrl }
  }
  const server = await startPostgres(place)
  started.push(server.stop)
  await ensureOwnDatabase(server.socket)
  const sentence = '自带的数据库意外退出，网站随之停止。原因见数据目录中的 postgres.log；重新启动即可恢复。'
  return { address: server.socket, lost: server.ended.then(() => sentence) }
}

async function holdsBody(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>('select exists (select from agency) as found')
  return rows[0]?.found === true
}

/** First content of an empty database: the demonstration, or a code that lets the operator found the first body. */
async function open({ around, config, place }: Start, services: Services, pool: pg.Pool): Promise<Opening> {
  if (await holdsBody(pool)) {
    await dropSetupCode(place)
    return { accounts: [] }
  }
  if (config.demo) return { accounts: (await loadDemo(services)).accounts }
  return { accounts: [], setupCode: await setupCodeIn(place, around.randomBytes) }
}

async function connect({ around, config, log, started }: Start, address: DatabaseAddress) {
  const pool = openPool(address, (error) => log.warn({ error: error.message }, 'idle connection lost'))
  started.push(() => pool.end())
  const applied = await migrate(pool, join(around.root, 'migrations'))
  if (applied.length > 0) log.info({ applied }, 'database brought up to date')
  const forms = await loadReportForms(join(around.root, 'data/report-forms'))
  const deadlines = await loadSubmissionDeadlines(join(around.root, 'data/submission-deadlines.json'))
  const { now, randomBytes, root, startWorker, cores } = around
  const readers = createReaders({ startWorker, forms, threads: cores, log })
  started.push(readers.close)
  const typeset = await openTypesetter(root, config.fontFolder)
  started.push(typeset.close)
  const services: Services = { db: openDatabase(pool), forms, deadlines, log, readers, typeset, now, randomBytes, root }
  return { services, pool }
}

const until = (signal: AbortSignal) =>
  new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }))

async function openSite(start: Start, listener: Listener): Promise<void> {
  const { around, config, place } = start
  const { address, lost } = await reachDatabase(start)
  const { services, pool } = await connect(start, address)
  around.stop.throwIfAborted()
  const opening = await open(start, services, pool)
  around.stop.throwIfAborted()
  const { setupCode } = opening
  const site = createSite(services, { demo: config.demo, ...(setupCode !== undefined && { setupCode }) })
  listener.answerWith((request, env) => site.fetch(request, env as object), site.answer)
  around.out(announcement(config, place, listener.port, opening))
  const failure = await Promise.race([until(around.stop), ...(lost ? [lost] : [])])
  if (failure !== undefined) throw new CannotStart(failure)
}

/** Everything between the first check and the last request. */
async function run(start: Start): Promise<void> {
  const { config, place, log } = start
  await orCannotStart(place, () => mkdir(place, { recursive: true, mode: 0o700 }))
  await holdDataFolder(place)
  const listener = await listen(config.host, config.port)
  log.info({ port: listener.port }, 'listening')
  try {
    await openSite(start, listener)
  } finally {
    await listener.close()
  }
}

/** Ends in the opposite order of the start, each part even if another one fails. */
async function end({ started, log }: Start): Promise<void> {
  for (const stop of started.reverse()) {
    await stop().catch((error: Error) => log.error({ error: error.message }, 'stopping failed'))
  }
}

/** Runs the site and ends it; gives the sentence of a refusal, if there is one. */
async function runToEnd(start: Start): Promise<string | undefined> {
  try {
    await run(start)
    return undefined
  } catch (error) {
    if (start.around.stop.aborted) return undefined
    if (error instanceof CannotStart) return error.message
    throw error
  } finally {
    await end(start)
  }
}

/** Runs the site until `stop`; gives the exit status: 0 after an orderly stop, 1 with a sentence on `err` else. */
export async function serve(around: Surroundings): Promise<number> {
  const config = readConfig(around.env)
  if (!('port' in config)) {
    around.err(`${sayConfigProblems(config)}\n`)
    return 1
  }
  const log = createLog(config.logLevel, destination({ dest: 2, sync: true }))
  const place = resolve(around.root, config.dataFolder)
  const refusal = await runToEnd({ around, config, place, log, started: [] })
  const fault = around.stop.reason instanceof Error ? around.stop.reason : undefined
  if (fault) log.fatal({ err: fault }, 'a fault nobody caught')
  log.info('stopped')
  const sentence = refusal ?? (fault && `程序出错，已停止：${fault.message}。请把日志交给维护人员。`)
  if (sentence !== undefined) around.err(`${sentence}\n`)
  return sentence === undefined ? 0 : 1
}
