import type { ResourceLimits, Worker } from 'node:worker_threads'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Unreadable } from '../../domain/report/reading.ts'

/** What a thread can be started for: results of the command line, or whole readings for the site. */
export type ThreadTask = 'check-reports' | 'read-reports'

/** `workerData` of a reading thread, beside its task. */
export interface ThreadData {
  readonly forms: readonly ReportForm[]
}

/** Starts a worker thread; only main.ts knows the file that it runs. */
export type StartWorker = (task: ThreadTask, data: ThreadData, limits: ResourceLimits) => Worker

/** What a reading thread says: once that it is ready, then one answer a job. */
export type ThreadMessage<Result> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'failed'; readonly message: string }

/** Time that one source may take, and a thread to start, in milliseconds. */
export interface TimeLimits {
  readonly job: number
  readonly start: number
}

export const timeLimits: TimeLimits = { job: 8_000, start: 30_000 }

/** Memory of a reading thread: what the largest admissible source needs, no more. */
const memory = { maxOldGenerationSizeMb: 256 }

/** A source for a thread: bytes, or the path of a file that the thread itself opens. */
export interface Source {
  readonly bytes?: Uint8Array
}

export type Answer<Result> =
  | { readonly ok: true; readonly result: Result }
  | {
      readonly ok: false
      readonly unreadable: Unreadable
      /** What became of the thread: it goes on, it died by itself, or it had to be stopped. */
      readonly thread: 'sound' | 'died' | 'stopped'
    }

export interface Thread<Job, Result> {
  /** Reads one job; a thread that has died or was stopped at one takes no more. */
  readonly run: (job: Job) => Promise<Answer<Result>>
  /** Whether the thread keeps the process from ending. */
  readonly holdProcess: (hold: boolean) => void
  readonly stop: () => Promise<void>
}

/** Starts a thread and waits until it is ready. One that cannot start throws: nothing could be read. */
export async function startThread<Job extends Source, Result>(
  startWorker: StartWorker,
  task: ThreadTask,
  data: ThreadData,
  limits: TimeLimits,
): Promise<Thread<Job, Result>> {
  const worker = startWorker(task, data, memory)
  // A thread may break at any time, also between two jobs or while it is stopped, when nobody else listens.
  const state = { worker, ended: false }
  worker
    .on('error', () => {})
    .on('exit', () => {
      state.ended = true
    })
  await becomeReady(worker, limits.start)
  return {
    run: (job) => runJob(state, limits.job, job),
    holdProcess: (hold) => (hold ? worker.ref() : worker.unref()),
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

interface State {
  readonly worker: Worker
  ended: boolean
}

function runJob<Job extends Source, Result>(
  { worker, ended }: State,
  limit: number,
  job: Job,
): Promise<Answer<Result>> {
  return new Promise((resolve) => {
    const end = (answer: Answer<Result>) => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', failed).off('exit', gone)
      if (answer.ok || answer.thread === 'sound') resolve(answer)
      else void worker.terminate().then(() => resolve(answer))
    }
    const heard = (message: ThreadMessage<Result>) => {
      if (message.kind === 'result') end({ ok: true, result: message.result })
      if (message.kind === 'failed') end(failure(message.message, 'sound'))
    }
    const failed = (error: NodeJS.ErrnoException) =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory : failure(error.message, 'died'))
    const gone = () => end(endedByItself)
    const timer = setTimeout(() => end(tooSlow(limit)), limit)
    worker.on('message', heard).on('error', failed).on('exit', gone)
    if (ended) gone()
    else post(worker, job)
  })
}

/** The caller keeps its bytes; a copy of exactly these moves to the thread, so that a large one is not copied twice. */
function post(worker: Worker, job: Source): void {
  const bytes = job.bytes && new Uint8Array(job.bytes)
  if (bytes) worker.postMessage({ ...job, bytes }, [bytes.buffer])
  else worker.postMessage(job)
}

type Lost = Extract<Answer<never>, { ok: false }>

const lost = (thread: Lost['thread'], code: string, message: string): Lost => ({
  ok: false,
  unreadable: { code, message },
  thread,
})

const failure = (reason: string, thread: Lost['thread']) =>
  lost(thread, 'failure', `读取时出错（${reason}），请把这份文件交给维护人员。`)

const endedByItself = lost('died', 'failure', '读取线程意外结束，请把这份文件交给维护人员。')

const tooMuchMemory = lost('died', 'memory', '需要的内存超过上限，已停止；文件可能损坏或过于复杂。')

const tooSlow = (limit: number) =>
  lost('stopped', 'time', `读了 ${limit / 1000} 秒还没有读完，已停止；文件可能损坏或过于复杂。`)
