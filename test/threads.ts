import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { buildSync } from 'esbuild'
import type { StartWorker, ThreadTask } from '../src/app/reading/thread.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'node_modules/.cache', `threads-${process.pid}`)

const entries: Readonly<Record<ThreadTask, string>> = {
  'check-reports': 'src/cli/read-worker.ts',
  'read-reports': 'src/app/reading/read-worker.ts',
}

const built = new Map<string, string>()

/** Bundles a thread's file as the project's build does, once a test process; gives the path of the bundle. */
export function bundled(entry: string): string {
  const there = built.get(entry)
  if (there !== undefined) return there
  const file = join(folder, `${built.size}.mjs`)
  buildSync({
    entryPoints: [join(root, entry)],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
  if (built.size === 0) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  built.set(entry, file)
  return file
}

/** The file that the real program's threads run for a task. */
export const threadFile = (task: ThreadTask) => bundled(entries[task])

/** Starts the reading threads of the real program. */
export const startWorker: StartWorker = (task, data, limits) => startWorkerOf(threadFile(task))(task, data, limits)

/** Starts threads that run this file instead. */
export const startWorkerOf =
  (file: string): StartWorker =>
  (task, data, limits) =>
    new Worker(file, { workerData: { ...data, task }, resourceLimits: limits })
