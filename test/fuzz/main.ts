/**
 * A long run over spoilt files, on all cores, each with a limit of its own: `npm run fuzz -- 20000`.
 * Arguments: how many inputs, and the number of the first one.
 */
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { type Outcome, spoilt, tryOne } from './fuzz.ts'
import { readableFiles } from './sources.ts'

const limit = 10_000
const root = process.cwd()

async function work() {
  // As in the reading thread of the command line: the PDF engine may reject a promise after the answer.
  process.on('unhandledRejection', () => {})
  const files = await readableFiles(root)
  parentPort?.on('message', async (number: number) => parentPort?.postMessage(await tryOne(files, number)))
  parentPort?.postMessage('ready')
}

const startWorker = () =>
  new Promise<Worker>((resolve) => {
    const worker = new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 400 } })
    worker.once('message', () => resolve(worker))
  })

/** One input in a thread: its outcome, or a complaint when the thread dies or takes too long. */
function ask(worker: Worker, number: number): Promise<Outcome | string> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome | string) => {
      clearTimeout(timer)
      worker.off('message', settle)
      worker.off('error', fail)
      resolve(outcome)
    }
    const fail = (error: Error) => settle(`input ${number} ends the thread: ${error.message}`)
    const timer = setTimeout(() => settle(`input ${number} hangs for more than ${limit} ms`), limit)
    worker.on('message', settle)
    worker.on('error', fail)
    worker.postMessage(number)
  })
}

async function lane(next: () => number | undefined, done: (outcome: Outcome | string) => void) {
  let worker = await startWorker()
  for (let number = next(); number !== undefined; number = next()) {
    const outcome = await ask(worker, number)
    done(outcome)
    if (typeof outcome !== 'string') continue
    await worker.terminate()
    worker = await startWorker()
  }
  await worker.terminate()
}

async function main() {
  const [count = '20000', first = '0'] = process.argv.slice(2)
  const started = performance.now()
  const outcomes: Outcome[] = []
  const complaints: string[] = []
  let number = Number(first)
  const last = number + Number(count)
  const next = () => (number < last ? number++ : undefined)
  await Promise.all(
    Array.from({ length: availableParallelism() }, () =>
      lane(next, (outcome) => {
        if (typeof outcome !== 'string') outcomes.push(outcome)
        const complaint = typeof outcome === 'string' ? outcome : outcome.complaint && told(outcome)
        if (!complaint) return
        complaints.push(complaint)
        process.stderr.write(`${complaint}\n`)
      }),
    ),
  )
  await report(outcomes, complaints, (performance.now() - started) / 1000)
}

const told = (outcome: Outcome) => `input ${outcome.number} (${outcome.mutations.join(', ')}): ${outcome.complaint}`

async function report(outcomes: readonly Outcome[], complaints: readonly string[], seconds: number) {
  const share = (status: number) => outcomes.filter((one) => one.status === status).length
  const slowest = [...outcomes].sort((one, other) => other.milliseconds - one.milliseconds).slice(0, 3)
  const lines = [
    `inputs ${outcomes.length}, seconds ${seconds.toFixed(1)}, complaints ${complaints.length}`,
    `status 0: ${share(0)}, status 1: ${share(1)}, status 2 (refused): ${share(2)}`,
    ...slowest.map(
      (one) =>
        `slow: input ${one.number}, ${one.milliseconds.toFixed(0)} ms, ${one.bytes} bytes, ${one.mutations.join(', ')}`,
    ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  const [worst] = slowest
  if (worst)
    process.stdout.write(`slowest input: ${spoilt(await readableFiles(root), worst.number).bytes.length} bytes\n`)
  process.exitCode = complaints.length > 0 ? 1 : 0
}

await (isMainThread ? main() : work())
