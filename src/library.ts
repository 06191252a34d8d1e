import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { destination } from 'pino'
import type { Services } from './app/services.ts'
import { readConfig, sayConfigProblems } from './config.ts'
import { createLog } from './log.ts'
import { endAll, openServices, reachDatabase, type Start, type Surroundings } from './open-services.ts'
import { CannotStart, orCannotStart } from './store/cannot-start.ts'
import { holdDataFolder, isDataFolderHeld } from './store/data-folder.ts'
import type { DatabaseAddress } from './store/database.ts'
import { runningServer } from './store/postgres/server.ts'

/** The database of a site that is running, else one that is started for the command alone. */
export async function findDatabase(start: Start): Promise<DatabaseAddress> {
  const { config, place } = start
  if (config.databaseUrl !== undefined) return (await reachDatabase(start)).address
  await orCannotStart(place, () => mkdir(place, { recursive: true, mode: 0o700 }))
  if (await isDataFolderHeld(place)) {
    const running = await runningServer(place)
    if (running) return running
    throw new CannotStart(`数据目录 ${place} 正由另一个 Gongkai 使用，而它的数据库还没有就绪。请稍后再试。`)
  }
  await holdDataFolder(place)
  return (await reachDatabase(start)).address
}

interface CommandSurroundings extends Surroundings {
  /** Aborted when the operator stops the command. */
  readonly stop: AbortSignal
}

const stopped = (stop: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const say = () => {
      const { reason } = stop
      reject(reason instanceof Error ? reason : new CannotStart('已停止。做完的都保存了，再运行一次会接着做。'))
    }
    stop.addEventListener('abort', say, { once: true })
  })

/**
 * Lets a command work with the library of the settings, and closes it afterwards.
 *
 * @throws {CannotStart} where the settings are wrong or the database cannot be reached
 */
export async function withLibrary<T>(
  around: CommandSurroundings,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const config = readConfig(around.env)
  if (!('port' in config)) throw new CannotStart(sayConfigProblems(config))
  const log = createLog(config.logLevel, destination({ dest: 2, sync: true }))
  const start: Start = { around, config, place: resolve(around.root, config.dataFolder), log, started: [] }
  try {
    const { services } = await openServices(start, await findDatabase(start))
    return await Promise.race([work(services), stopped(around.stop)])
  } finally {
    await endAll(start)
  }
}
