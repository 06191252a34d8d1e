import { setTimeout as wait } from 'node:timers/promises'
import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Services } from '../app/services.ts'
import type { Job } from './job.ts'
import { removeDraftsJob } from './remove-drafts.ts'
import { sendMailJob } from './send-mail.ts'
import { sweepRequestsJob } from './sweep-requests.ts'

/** All that is done without being asked for. */
export const jobs: readonly Job[] = [sweepRequestsJob, sendMailJob, removeDraftsJob]

interface Around {
  readonly services: Services
  /** Of the application, on the database of the queue. */
  readonly pool: pg.Pool
  readonly jobs: readonly Job[]
}

export interface RunningJobs {
  /** Takes no more jobs; settles when those under way have ended. */
  readonly close: () => Promise<void>
}

const day = 24 * 60 * 60 * 1000

/** What is due at a time; missed by less than a day, as where the machine was off at night, it is done at the start. */
const timetable = (all: readonly Job[]) =>
  parseCronItems(
    all.flatMap(({ name, every, missed }) =>
      every === undefined
        ? []
        : [
            {
              task: name,
              match: every,
              identifier: name,
              options: { backfillPeriod: missed === 'left' ? 0 : day, jobKey: name },
            },
          ],
    ),
  )

/** The queue tells of every job that it takes and ends; what an operator needs of that is told by the jobs. */
const quietly = ({ log }: Services) =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error({ queue: message }, 'job queue')
    else if (level === 'warning') log.warn({ queue: message }, 'job queue')
    else log.debug({ queue: message }, 'job queue')
  })

const tasksOf = ({ jobs: all, services }: Around, stop: AbortSignal): TaskList =>
  Object.fromEntries(all.map((job) => [job.name, () => job.run(services, stop)]))

/** Beside the pages of the same process: two jobs at once are plenty. */
const concurrency = 2

const startRunner = (around: Around, stop: AbortSignal): Promise<Runner> =>
  run({
    pgPool: around.pool,
    taskList: tasksOf(around, stop),
    parsedCronItems: timetable(around.jobs),
    concurrency,
    noHandleSignals: true,
    logger: quietly(around.services),
  })

/** Runs until it is stopped; the runner gives up where the database is away for minutes. */
async function runOnce(around: Around, stop: AbortSignal): Promise<void> {
  const runner = await startRunner(around, stop)
  const end = () => void runner.stop().catch(() => undefined)
  if (stop.aborted) end()
  stop.addEventListener('abort', end, { once: true })
  await runner.promise.finally(() => stop.removeEventListener('abort', end))
}

/** Milliseconds after which a runner that gave up is started again. */
const pause = 60_000

async function keepRunning(around: Around, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await runOnce(around, stop).catch((err) => around.services.log.error({ err }, 'the job runner ended'))
    if (!stop.aborted) await wait(pause, undefined, { signal: stop }).catch(() => undefined)
  }
}

/**
 * Takes jobs from the queue of the database, as any number of processes may do: each job is done by one of them. The
 * queue's tables must be there.
 */
export function runJobs(around: Around): RunningJobs {
  const ending = new AbortController()
  const ended = keepRunning(around, ending.signal)
  return {
    close: () => {
      ending.abort(new Error('the process was told to stop'))
      return ended
    },
  }
}
