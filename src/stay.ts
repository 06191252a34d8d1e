import { resolve } from 'node:path'
import { destination } from 'pino'
import { readConfig, sayConfigProblems } from './config.ts'
import { createLog, inBatches } from './log.ts'
import { endAll, type Start, type Surroundings } from './open-services.ts'
import { CannotStart } from './store/cannot-start.ts'

/** What only main.ts may touch. */
export interface ServerSurroundings extends Surroundings {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Aborted when the operator stops the program; where a fault nobody caught does, the fault is the reason. */
  readonly stop: AbortSignal
}

/** Settles when the operator stops the program. */
export const until = (signal: AbortSignal) =>
  new Promise<undefined>((settle) => {
    if (signal.aborted) settle(undefined)
    signal.addEventListener('abort', () => settle(undefined), { once: true })
  })

type Run = (start: Start<ServerSurroundings>) => Promise<void>

/** Runs and ends; gives the sentence of a refusal, if there is one. */
async function runToEnd(start: Start<ServerSurroundings>, run: Run): Promise<string | undefined> {
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

/** Runs until `stop`; gives the exit status: 0 after an orderly stop, 1 with a sentence on `err` else. */
export async function stay(around: ServerSurroundings, run: Run): Promise<number> {
  const config = readConfig(around.env)
  if (!('port' in config)) {
    around.err(`${sayConfigProblems(config)}\n`)
    return 1
  }
  const lines = inBatches(destination({ dest: 2, sync: true }))
  const log = createLog(config.logLevel, lines.stream)
  const place = resolve(around.root, config.dataFolder)
  const refusal = await runToEnd({ around, config, place, log, started: [] }, run)
  const fault = around.stop.reason instanceof Error ? around.stop.reason : undefined
  if (fault) log.fatal({ err: fault }, 'a fault nobody caught')
  log.info('stopped')
  lines.end()
  const sentence = refusal ?? (fault && `程序出错，已停止：${fault.message}。请把日志交给维护人员。`)
  if (sentence !== undefined) around.err(`${sentence}\n`)
  return sentence === undefined ? 0 : 1
}
