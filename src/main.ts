// The only file that reads the environment, the clock and the command line. It is also where worker threads begin.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import type { StartWorker, ThreadTask } from './app/reading/thread.ts'
import type { CliIo } from './cli/io.ts'
import { runCommand } from './cli/main.ts'
import type { ReportForm } from './domain/report/form.ts'
import { CannotStart } from './store/cannot-start.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const now = () => new Date()

const out = (text: string) => {
  process.stdout.write(text)
}
const err = (text: string) => {
  process.stderr.write(text)
}

/**
 * A function runs four times as long as usual before it is compiled for speed: each thread of a command compiles for
 * itself, and for a minute's work that took a third of the time.
 */
const startCommandWorker: StartWorker = (...all) => {
  setFlagsFromString('--interrupt-budget=600000')
  return startWorker(...all)
}

let forms: Promise<readonly ReportForm[]> | undefined

async function readForms(): Promise<readonly ReportForm[]> {
  const { loadReportForms } = await import('./store/report-forms.ts')
  return loadReportForms(join(root, 'data/report-forms'))
}

/** What the threads run, by their task. */
const threads: Readonly<Record<ThreadTask, () => Promise<unknown>>> = {
  'check-reports': () => import('./cli/read-worker.ts'),
  'read-reports': () => import('./app/reading/read-worker.ts'),
}

const startWorker: StartWorker = (task, data, limits) =>
  new Worker(new URL(import.meta.url), { workerData: { ...data, task }, resourceLimits: limits })

const io: CliIo = {
  stdin: () => process.stdin,
  out,
  err,
  isTerminal: process.stderr.isTTY === true,
  forms: () => {
    forms ??= readForms()
    return forms
  },
  calendarYears: async () => {
    const { loadCalendarYears } = await import('./store/calendar-files.ts')
    return loadCalendarYears(join(root, 'data/calendars'))
  },
  startWorker: startCommandWorker,
  cores: availableParallelism(),
  withLibrary: async (work) => {
    const { withLibrary } = await import('./library.ts')
    const around = { env: process.env, now, randomBytes, root, startWorker: startCommandWorker, cores: io.cores }
    return withLibrary({ ...around, stop: stopOnSignal() }, work)
  },
  now,
}

/**
 * A reader that closes the pipe early (`| head`) ends a command calmly; a result that cannot be written, as to a full
 * disk, is no result. The site goes on without being heard.
 */
let whenUnheard = ({ code, message }: NodeJS.ErrnoException): void => {
  if (code === 'EPIPE') process.exit(0)
  err(`结果没有写全：${code === 'ENOSPC' ? '磁盘已满' : message}。\n`)
  process.exit(2)
}

function watchReader(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => whenUnheard(error))
}

/** Aborted by a signal, or by a fault nobody caught, which is then the reason; further signals change nothing. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort(name))
  process.on('uncaughtException', (error) => {
    if (stop.signal.aborted) err(`${error.stack}\n`)
    stop.abort(error)
  })
  return stop.signal
}

/** What a program that stays is given; it goes on without being heard. */
function aroundServer() {
  whenUnheard = () => undefined
  const stop = stopOnSignal()
  return { env: process.env, now, randomBytes, root, out, err, stop, startWorker, cores: io.cores }
}

async function serve(): Promise<number> {
  const around = aroundServer()
  const site = await import('./serve.ts')
  return site.serve(around)
}

async function work(): Promise<number> {
  const around = aroundServer()
  const worker = await import('./work.ts')
  return worker.work(around)
}

async function main(): Promise<void> {
  // Statutory days begin and end in China, wherever the machine stands.
  process.env.TZ = 'Asia/Shanghai'
  watchReader()
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const status = await runCommand(process.argv.slice(2), { version, io, serve, work }).catch((error: Error) => {
    err(`${error instanceof CannotStart ? error.message : error.stack}\n`)
    return 2
  })
  process.stdout.write('', (error) => {
    if (error) whenUnheard(process.stdout.errored ?? error)
    process.exit(status)
  })
}

if (isMainThread) await main()
else await threads[workerData.task as ThreadTask]()
