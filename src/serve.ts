import { mkdir } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { announcement, type Opening } from './announcement.ts'
import { loadDemo } from './app/load-demo.ts'
import type { Services } from './app/services.ts'
import { type Listener, listen } from './listen.ts'
import { openJobs } from './open-jobs.ts'
import { openServices, reachDatabase, type Start as StartOf } from './open-services.ts'
import { type ServerSurroundings, stay, until } from './stay.ts'
import { CannotStart, orCannotStart } from './store/cannot-start.ts'
import { holdDataFolder } from './store/data-folder.ts'
import { dropSetupCode, setupCodeIn } from './store/setup-code.ts'
import { createSite } from './web/page-cache/site.ts'

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

/** Milliseconds that the first visitors have for themselves before the queue is loaded. */
const headStart = 2_000

/** Pages are right without jobs: lists look at the day themselves. */
function beginJobs(start: Start, opened: Parameters<typeof openJobs>[1]): void {
  const { stop } = start.around
  wait(headStart, undefined, { signal: stop })
    .then(() => openJobs(start, opened))
    .catch((err) => stop.aborted || start.log.error({ err }, 'jobs are not done here'))
}

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
  beginJobs(start, { address, services, pool })
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

/** Runs the site until it is told to stop; gives the exit status. */
export const serve = (around: ServerSurroundings): Promise<number> => stay(around, run)
