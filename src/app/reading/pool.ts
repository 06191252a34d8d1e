import type { Unreadable } from '../../domain/report/reading.ts'
import type { Answer, Thread } from './thread.ts'

export type PoolAnswer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly unreadable: Unreadable }

export interface Pool<Job, Result> {
  /**
   * Reads a job as soon as a thread is free, first come, first served.
   *
   * A job that hangs, dies or exhausts its thread comes back as unreadable (`time`, `failure`, `memory`); one that the
   * closing of the pool overtook too (`closed`), which says nothing about the job. Rejects where no thread can start.
   */
  readonly run: (job: Job) => Promise<PoolAnswer<Result>>
  /** Ends all threads at once, also those at work. */
  readonly close: () => Promise<void>
}

export interface PoolOptions<Job, Result> {
  readonly start: () => Promise<Thread<Job, Result>>
  /** Threads at most. */
  readonly size: number
  /** Milliseconds after which a thread with nothing to do is ended. */
  readonly idle: number
}

interface Waiting<Job, Result> {
  readonly job: Job
  readonly resolve: (answer: PoolAnswer<Result>) => void
  readonly reject: (error: unknown) => void
}

const closedAnswer = {
  ok: false,
  unreadable: { code: 'closed', message: '系统正在停止，这份文件没有读完，请稍后再试。' },
} as const

/** Reads jobs in threads, of which there are as many as there is work for; a thread that is lost costs one job. */
export function createPool<Job, Result>(options: PoolOptions<Job, Result>): Pool<Job, Result> {
  const waiting: Waiting<Job, Result>[] = []
  const working = new Set<Promise<void>>()
  const threads = threadsOf(options)
  let closed = false

  async function read(job: Job): Promise<PoolAnswer<Result>> {
    const used = threads.takeRested()
    const first = await threads.run(used ?? (await threads.start()), job)
    // A thread may die of what an earlier job left behind: only a fresh one dies of this job for sure.
    if (!used || closed || first.ok || first.thread !== 'died') return first
    return threads.run(await threads.start(), job)
  }

  async function serve({ job, resolve, reject }: Waiting<Job, Result>): Promise<void> {
    const answer = await read(job).catch((error: unknown) => ({ error }))
    if ('ok' in answer && answer.ok) resolve(answer)
    else if (closed) resolve(closedAnswer)
    else if ('error' in answer) reject(answer.error)
    else resolve({ ok: false, unreadable: answer.unreadable })
  }

  function next(): void {
    while (!closed && working.size < options.size) {
      const first = waiting.shift()
      if (!first) return
      const work = serve(first).finally(() => {
        working.delete(work)
        next()
      })
      working.add(work)
    }
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (closed) return resolve(closedAnswer)
        waiting.push({ job, resolve, reject })
        next()
      }),
    async close() {
      closed = true
      for (const { resolve } of waiting.splice(0)) resolve(closedAnswer)
      await threads.close()
      await Promise.all(working)
    },
  }
}

/** The threads of a pool: at work or resting, the last to rest being the first to work again. */
function threadsOf<Job, Result>({ start, idle }: PoolOptions<Job, Result>) {
  type Own = Thread<Job, Result>
  const alive = new Set<Own>()
  const resting: { readonly thread: Own; readonly timer: NodeJS.Timeout }[] = []
  let closed = false

  async function end(thread: Own): Promise<void> {
    alive.delete(thread)
    await thread.stop()
  }

  function rest(thread: Own): void {
    thread.holdProcess(false)
    const timer = setTimeout(() => {
      resting.splice(
        resting.findIndex((one) => one.thread === thread),
        1,
      )
      void end(thread)
    }, idle)
    resting.push({ thread, timer: timer.unref() })
  }

  return {
    takeRested(): Own | undefined {
      const rested = resting.pop()
      clearTimeout(rested?.timer)
      rested?.thread.holdProcess(true)
      return rested?.thread
    },
    async start(): Promise<Own> {
      const thread = await start()
      alive.add(thread)
      if (closed) await end(thread)
      return thread
    },
    async run(thread: Own, job: Job): Promise<Answer<Result>> {
      const answer = await thread.run(job)
      if (!answer.ok && answer.thread !== 'sound') alive.delete(thread)
      else if (!closed) rest(thread)
      return answer
    },
    async close(): Promise<void> {
      closed = true
      for (const { timer } of resting.splice(0)) clearTimeout(timer)
      await Promise.all([...alive].map(end))
    },
  }
}
