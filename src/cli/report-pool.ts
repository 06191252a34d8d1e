import type { CliIo } from './io.ts'
import { type Reader, startReader, type TimeLimits } from './report-reader.ts'
import type { ReadJob, ReadResult, ReadWorkerData } from './report-task.ts'

/** Jobs a thread takes at once, growing from one: enough to keep it busy, few enough to end together. */
const largestBatch = 8
/** Results that may wait for an earlier one before no more jobs are handed out. */
const mostWaiting = 2_000

/**
 * Reads jobs on all cores and gives the results in the order of the jobs.
 *
 * A thread that hangs or dies costs the one job it was at; the others go on. Memory does not grow with the jobs.
 */
export async function readJobs(
  io: CliIo,
  data: ReadWorkerData,
  limits: TimeLimits,
  jobs: AsyncIterator<ReadJob>,
  emit: (job: ReadJob, result: ReadResult) => void,
): Promise<void> {
  const order = inOrder(emit)
  const pull = async (size: number) => {
    await order.room()
    const taken: ReadJob[] = []
    while (taken.length < size) {
      const { done, value } = await jobs.next()
      if (done) break
      taken.push(value)
    }
    return taken
  }
  await Promise.all(Array.from({ length: io.cores }, () => lane(io, data, limits, pull, order.put)))
}

async function lane(
  io: CliIo,
  data: ReadWorkerData,
  limits: TimeLimits,
  pull: (size: number) => Promise<readonly ReadJob[]>,
  put: (job: ReadJob, result: ReadResult) => void,
): Promise<void> {
  let reader: Reader | undefined
  let size = 1
  const again: (readonly ReadJob[])[] = []
  for (;;) {
    const jobs = again.shift() ?? (await pull(size))
    if (jobs.length === 0) break
    size = Math.min(size * 2, largestBatch)
    reader ??= await startReader(io, data, limits)
    const { jobs: left, result, sure } = await reader.run(jobs, put)
    const [culprit, ...rest] = left
    if (!culprit) continue
    reader = undefined
    // What a thread says just before it dies can be lost with it: only a job on its own is surely to blame.
    if (sure || jobs.length === 1) put(culprit, result)
    else again.push([culprit])
    if (rest.length > 0) again.push(rest)
  }
  await reader?.stop()
}

/** Holds results back until those before them are there; `room` waits while too many are held. */
function inOrder(emit: (job: ReadJob, result: ReadResult) => void) {
  const held = new Map<number, { job: ReadJob; result: ReadResult }>()
  let next = 0
  let waiting: (() => void)[] = []
  return {
    put(job: ReadJob, result: ReadResult): void {
      held.set(job.index, { job, result })
      for (let one = held.get(next); one; one = held.get(next)) {
        held.delete(next)
        next += 1
        emit(one.job, one.result)
      }
      if (held.size >= mostWaiting) return
      for (const go of waiting) go()
      waiting = []
    },
    async room(): Promise<void> {
      while (held.size >= mostWaiting) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}
