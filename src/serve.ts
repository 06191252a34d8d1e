import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type pg from 'pg'
import { destination } from 'pino'
import { announcement, type Opening } from './announcement.ts'
import { loadDemo } from './app/load-demo.ts'
import type { Services } from './app/services.ts'
import { readConfig, sayConfigProblems } from './config.ts'
import { type Listener, listen } from './listen.ts'
import { createLog, inBatches } from './log.ts'
import { endAll, openServices, reachDatabase, type Start as StartOf, type Surroundings } from './open-services.ts'
import { CannotStart, orCannotStart } from './store/cannot-start.ts'
import { holdDataFolder } from './store/data-folder.ts'
import { dropSetupCode, setupCodeIn } from './store/setup-code.ts'
import { createSite } from './web/page-cache/site.ts'

/** What only main.ts may touch. */
export interface ServerSurroundings extends Surroundings {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Aborted when the operator stops the program; where a fault nobody caught does, the fault is the reason. */
  readonly stop: AbortSignal
}

type Start = StartOf<ServerSurroundings>

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

const until = (signal: AbortSignal) =>
  new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }))

async function openSite(start: Start, listener: Listener): Promise<void> {
  const { around, config, place } = start
  const { address, lost } = await reachDatabase(start)
  const { services, pool } = await openServices(start, address)
  around.stop.throwIfAborted()
  const opening = await open(start, services, pool)
  around.stop.throwIfAborted()
  const { setupCode } = opening
  const memory = config.pageMemory * 1024 * 1024
  const { demo, publicUrl } = config
  const site = createSite(services, {
    demo,
    memory,
    ...(setupCode !== undefined && { setupCode }),
    ...(publicUrl !== undefined && { publicUrl }),
  })
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
    await endAll(start)
  }
}

/** Runs the site until `stop`; gives the exit status: 0 after an orderly stop, 1 with a sentence on `err` else. */
export async function serve(around: ServerSurroundings): Promise<number> {
  const config = readConfig(around.env)
  if (!('port' in config)) {
    around.err(`${sayConfigProblems(config)}\n`)
    return 1
  }
  const lines = inBatches(destination({ dest: 2, sync: true }))
  const log = createLog(config.logLevel, lines.stream)
  const place = resolve(around.root, config.dataFolder)
  const refusal = await runToEnd({ around, config, place, log, started: [] })
  const fault = around.stop.reason instanceof Error ? around.stop.reason : undefined
  if (fault) log.fatal({ err: fault }, 'a fault nobody caught')
  log.info('stopped')
  lines.end()
  const sentence = refusal ?? (fault && `程序出错，已停止：${fault.message}。请把日志交给维护人员。`)
  if (sentence !== undefined) around.err(`${sentence}\n`)
  return sentence === undefined ? 0 : 1
}
