import { parentPort } from 'node:worker_threads'
import type { ThreadMessage } from './thread.ts'

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Makes this thread a reading thread: it takes one job after the other, and an error costs the one it was at. */
export function answerJobs<Job, Result>(run: (job: Job) => Promise<Result>): void {
  // The PDF engine may reject a promise of a damaged file after that file has had its answer.
  process.on('unhandledRejection', () => {})
  const say = (message: ThreadMessage<Result>) => parentPort?.postMessage(message)
  parentPort?.on('message', (job: Job) => {
    const answered = run(job).then((result) => say({ kind: 'result', result }))
    answered.catch((error) => say({ kind: 'failed', message: reasonOf(error) }))
  })
  say({ kind: 'ready' })
}
