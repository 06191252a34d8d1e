import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { buildSync } from 'esbuild'
import type { StartWorker, ThreadTask } from '../src/app/reading/thread.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'node_modules/.cache/threads')

const entries: Readonly<Record<ThreadTask, string>> = {
  'check-reports': 'src/cli/read-worker.ts',
  'read-reports': 'src/app/reading/read-worker.ts',
}

const built = new Map<string, string>()

/** Bundles a thread's file as the project's build does, once a test process; gives the path of the bundle. */
export function bundled(entry: string): string {
  const file = built.get(entry) ?? kept(bundle(entry))
  built.set(entry, file)
  return file
}

function bundle(entry: string): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
  return (outputFiles[0] as (typeof outputFiles)[number]).contents
}

/** Under a name that its content gives, so that test processes beside each other do not take each other's. */
function kept(contents: Uint8Array): string {
  const file = join(folder, `${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.mjs`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, contents)
  renameSync(`${file}.${process.pid}`, file)
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
