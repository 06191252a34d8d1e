import { Readable } from 'node:stream'
import { createPool, type PoolAnswer } from '../app/reading/pool.ts'
import { startThread, type ThreadData, type TimeLimits } from '../app/reading/thread.ts'
import type { CliIo } from './io.ts'
import type { ReadJob, ReadResult } from './report-task.ts'

/** Jobs under way or waiting for an earlier one; as many results may wait before no more are begun. */
const atOnce = 1_000

const resultOf = (answer: PoolAnswer<ReadResult>): ReadResult =>
  answer.ok ? answer.result : { readable: false, unreadable: answer.unreadable }

/**
 * Reads jobs on all cores and gives the results in the order of the jobs.
 *
 * A thread that hangs or dies costs the one job it was at; the others go on. Memory does not grow with the jobs.
 */
export async function readJobs(
  io: CliIo,
  data: ThreadData,
  limits: TimeLimits,
  jobs: Iterable<ReadJob> | AsyncIterable<ReadJob>,
  emit: (job: ReadJob, result: ReadResult) => void,
): Promise<void> {
  const pool = createPool<ReadJob, ReadResult>({
    start: () => startThread(io.startWorker, 'check-reports', data, limits),
    size: io.cores,
    idle: limits.start,
  })
  const read = async (job: ReadJob) => ({ job, result: resultOf(await pool.run(job)) })
  try {
    for await (const { job, result } of Readable.from(jobs).map(read, { concurrency: atOnce })) emit(job, result)
  } finally {
    await pool.close()
  }
}
