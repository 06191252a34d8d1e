import type { Worker } from 'node:worker_threads'
import type { CliIo } from './io.ts'
import type { ReadJob, ReadResult, ReadWorkerData, WorkerMessage } from './report-task.ts'

/** Time that one source may take, and a thread to start, in milliseconds. */
export interface TimeLimits {
  readonly job: number
  readonly start: number
}

export const timeLimits: TimeLimits = { job: 8_000, start: 30_000 }

/** Memory of a reading thread: what the largest admissible source needs, no more. */
const memory = { maxOldGenerationSizeMb: 256 }

export interface Reader {
  /** Reads the jobs in their order; gives those that are left after the thread was lost, the culprit first. */
  readonly run: (jobs: readonly ReadJob[], done: (job: ReadJob, result: ReadResult) => void) => Promise<Leftover>
  readonly stop: () => Promise<void>
}

export interface Leftover {
  readonly jobs: readonly ReadJob[]
  /** What to say of the first of them. */
  readonly result: ReadResult
  /** Whether the first of them is surely the one the thread was lost at. */
  readonly sure: boolean
}

/** Starts a reading thread and waits until it is ready. A thread that cannot start throws: nothing could be read. */
export async function startReader(io: CliIo, data: ReadWorkerData, limits: TimeLimits): Promise<Reader> {
  const worker = io.startWorker({ ...data }, memory)
  await becomeReady(worker, limits.start)
  // A thread may also break between two jobs, when nobody listens for it.
  const thread = { worker, ended: false }
  worker.on('error', ignore).on('exit', () => {
    thread.ended = true
  })
  return {
    run: (jobs, done) => runJobs(thread, limits.job, jobs, done),
    stop: async () => {
      await worker.terminate()
    },
  }
}

function becomeReady(worker: Worker, limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: Error) => {
      clearTimeout(timer)
      worker.off('message', ready).off('error', end).off('exit', gone)
      if (error) void worker.terminate().then(() => reject(error))
      else resolve()
    }
    const ready = () => end()
    const gone = () => end(new Error('读取线程没有启动就结束了'))
    const timer = setTimeout(() => end(new Error('读取线程没有按时启动')), limit)
    worker.on('message', ready).on('error', end).on('exit', gone)
  })
}

interface Thread {
  readonly worker: Worker
  ended: boolean
}

function runJobs(
  { worker, ended }: Thread,
  limit: number,
  jobs: readonly ReadJob[],
  done: (job: ReadJob, result: ReadResult) => void,
): Promise<Leftover> {
  return new Promise((resolve) => {
    let next = 0
    let timer: NodeJS.Timeout | undefined
    const end = (result: ReadResult, lost: 'no' | 'died' | 'stopped') => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', failed).off('exit', gone)
      const leftover = { jobs: jobs.slice(next), result, sure: lost === 'stopped' }
      if (lost === 'no') resolve(leftover)
      else void worker.terminate().then(() => resolve(leftover))
    }
    const heard = (message: WorkerMessage) => {
      const job = jobs[next]
      if (message.kind !== 'result' || !job) return
      clearTimeout(timer)
      next += 1
      done(job, message.result)
      if (next === jobs.length) end(message.result, 'no')
      else watch()
    }
    const failed = (error: NodeJS.ErrnoException) => end(lostTo(error), 'died')
    const gone = () => end(lost('failure', '读取线程意外结束，请把这份文件交给维护人员。'), 'died')
    const watch = () => {
      timer = setTimeout(() => end(lost('time', tooSlow(limit)), 'stopped'), limit)
    }
    worker.on('message', heard).on('error', failed).on('exit', gone)
    if (ended) return gone()
    watch()
    // Bytes move to the thread: a source of 64 MB need not be held twice.
    worker.postMessage(
      jobs,
      jobs.flatMap(({ bytes }) => (bytes ? [bytes.buffer as ArrayBuffer] : [])),
    )
  })
}

/** A thread that is being stopped has nothing more to say. */
const ignore = () => {}

const tooSlow = (limit: number) => `读了 ${limit / 1000} 秒还没有读完，已停止；文件可能损坏或过于复杂。`

function lostTo(error: NodeJS.ErrnoException): ReadResult {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? lost('memory', '需要的内存超过上限，已停止；文件可能损坏或过于复杂。')
    : lost('failure', `读取时出错（${error.message}），请把这份文件交给维护人员。`)
}

function lost(code: string, message: string): ReadResult {
  return { readable: false, unreadable: { code, message } }
}
