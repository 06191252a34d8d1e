import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { readMany } from '../../src/app/reading/read-many.ts'
import { createReaders, type ReadersOptions } from '../../src/app/reading/readers.ts'
import type { StartWorker } from '../../src/app/reading/thread.ts'
import { createLog } from '../../src/log.ts'
import { root } from '../database.ts'
import { shippedForms } from '../report/sheet-builder.ts'
import { bundled, startWorker, startWorkerOf } from '../threads.ts'

const forms = shippedForms()
const demo = join(root, 'demo/reports')
const reports = (await readdir(demo)).map((name) => join(demo, name))

/** Readers whose threads and log lines the test can see. */
function readersOn(start: StartWorker, options: Partial<ReadersOptions> = {}) {
  const lines: Record<string, unknown>[] = []
  const alive = new Set<Worker>()
  const seen = { alive, started: 0 }
  const watched: StartWorker = (...all) => {
    const worker = start(...all)
    seen.started += 1
    alive.add(worker)
    return worker.once('exit', () => alive.delete(worker))
  }
  const log = createLog('info', { write: (line: string) => lines.push(JSON.parse(line)) })
  const readers = createReaders({ startWorker: watched, forms, threads: 2, log, ...options })
  onTestFinished(readers.close)
  return { readers, lines, seen }
}

const limits = { job: 2_000, start: 30_000 }

/** Readers whose threads do what they are told. */
const hostile = (options: Partial<ReadersOptions> = {}) =>
  readersOn(startWorkerOf(bundled('test/app/hostile-thread.ts')), { limits, ...options })

const source = (text: string) => new TextEncoder().encode(text)

/** What became of each source: its own words where it was read, else the code. */
async function tell({ readers }: ReturnType<typeof hostile>, texts: readonly string[]): Promise<readonly string[]> {
  const outcomes = await Promise.all(texts.map((text) => readers.read(source(text), { fileName: `${text}.html` })))
  return outcomes.map((outcome) => {
    if (outcome.ok) throw new Error('nothing is a report here')
    return outcome.unreadable.code === 'read' ? outcome.unreadable.message : outcome.unreadable.code
  })
}

describe('The readers of the site', () => {
  it('read a report as it is read without a thread, and leave the bytes with whoever brought them', async () => {
    const { readers } = readersOn(startWorker)
    for (const path of reports) {
      const bytes = await readFile(path)
      const outcome = await readers.read(bytes)
      expect(outcome).toStrictEqual(await readReport(await readFile(path), forms))
      expect(outcome.ok && forms.includes(outcome.report.form)).toBe(true)
      expect(bytes.equals(await readFile(path))).toBe(true)
    }
  })

  it('read a part of a larger buffer without what stands around it', async () => {
    const { readers } = readersOn(startWorker)
    const [path = ''] = reports
    const whole = Buffer.concat([source('secret'), await readFile(path), source('secret')])
    expect(await readers.read(whole.subarray(6, -6))).toStrictEqual(await readReport(await readFile(path), forms))
  })

  it('refuse what is too large before any thread is bothered', async () => {
    const { readers, seen } = readersOn(startWorker)
    const outcome = await readers.read(new Uint8Array(64 * 1024 * 1024 + 1))
    expect(outcome).toMatchObject({ ok: false, unreadable: { code: 'too-large' } })
    expect(seen.started).toBe(0)
  })

  it('lose one file to one that hangs, breaks or ends its thread, say so and read the others', async () => {
    const site = hostile()
    const texts = ['one', 'hang', 'two', 'exit', 'three', 'throw', 'four', 'five']
    expect(await tell(site, texts)).toEqual(['one', 'time', 'two', 'failure', 'three', 'failure', 'four', 'five'])
    const told = site.lines.map(({ level, file, code }) => [level, file, code])
    expect(told).toHaveLength(3)
    expect(told).toEqual(
      expect.arrayContaining([
        [40, 'hang.html', 'time'],
        [50, 'exit.html', 'failure'],
        [50, 'throw.html', 'failure'],
      ]),
    )
  })

  it('stop a file that wants all memory', async () => {
    const site = hostile({ limits: { job: 30_000, start: 30_000 } })
    expect(await tell(site, ['one', 'memory', 'two'])).toEqual(['one', 'memory', 'two'])
  })

  it('hold nobody answerable for what an earlier file left behind', async () => {
    const site = hostile({ threads: 1 })
    for (const harm of ['late rejection', 'late throw'])
      expect(await tell(site, [harm, 'slow', 'two', harm, 'slow'])).toEqual([harm, 'slow', 'two', harm, 'slow'])
  })

  it('read a hundred at once in two threads, each with its own answer', async () => {
    const site = hostile()
    const texts = Array.from({ length: 100 }, (_, at) => `report ${at}`)
    expect(await tell(site, texts)).toEqual(texts)
    expect(site.seen.started).toBe(2)
  })

  it('take files first come, first served', async () => {
    const site = hostile({ threads: 1 })
    const texts = Array.from({ length: 20 }, (_, at) => `report ${at}`)
    const order: string[] = []
    await Promise.all(texts.map(async (text) => order.push(...(await tell(site, [text])))))
    expect(order).toEqual(texts)
  })

  it('start no thread before there is something to read, and end it when there is nothing more', async () => {
    const site = hostile({ idle: 1_000 })
    expect(site.seen.started).toBe(0)
    await tell(site, ['one'])
    expect(site.seen.alive.size).toBe(1)
    await pause(100)
    await tell(site, ['two'])
    expect(site.seen.started).toBe(1)
    await expect.poll(() => site.seen.alive.size, { timeout: 20_000 }).toBe(0)
    expect(await tell(site, ['three'])).toEqual(['three'])
    expect(site.seen.started).toBe(2)
  })

  it('leave nothing behind when they are closed in the middle, and say nothing against the files', async () => {
    const site = hostile({ limits: { job: 30_000, start: 30_000 } })
    await tell(site, ['one', 'two'])
    const told = tell(site, ['hang', 'hang', 'three', 'four'])
    await pause(100)
    await site.readers.close()
    expect(site.seen.alive.size).toBe(0)
    expect(await told).toEqual(['closed', 'closed', 'closed', 'closed'])
    expect(await tell(site, ['later'])).toEqual(['closed'])
    expect(site.seen.started).toBeLessThanOrEqual(2)
  })

  it('end a thread that was only starting when they are closed', async () => {
    const site = hostile()
    const told = tell(site, ['one'])
    await site.readers.close()
    expect(await told).toEqual(['closed'])
    expect(site.seen.alive.size).toBe(0)
  })

  it('say that no thread can start, and try again with the next file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gongkai-readers-'))
    await writeFile(join(folder, 'x.mjs'), 'process.exit(1)')
    const starts = [startWorkerOf(join(folder, 'x.mjs')), startWorkerOf(bundled('test/app/hostile-thread.ts'))]
    const { readers } = readersOn((...all) => (starts.shift() as StartWorker)(...all))
    await expect(readers.read(source('one'))).rejects.toThrow('读取线程')
    expect(await readers.read(source('two'))).toMatchObject({ unreadable: { message: 'two' } })
  })
})

describe('Reading many files', () => {
  it('gives them in their order with their bytes, and says which cannot be opened', async () => {
    const { readers } = readersOn(startWorker)
    const paths = [...reports, join(demo, 'nowhere.html'), ...reports]
    const read = []
    for await (const one of readMany(readers, paths)) read.push(one)
    expect(read.map(({ path }) => path)).toEqual(paths)
    for (const { path, bytes, outcome } of read) {
      if (path.endsWith('nowhere.html')) expect(outcome).toMatchObject({ ok: false, unreadable: { code: 'file' } })
      else expect([outcome.ok, bytes?.length]).toEqual([true, (await readFile(path)).length])
    }
  })

  it('runs a few files ahead of whoever takes them, however many there are', async () => {
    const { readers } = readersOn(startWorker)
    let opened = 0
    let taken = 0
    const [path = ''] = reports
    const endless = (function* () {
      for (;;) {
        opened += 1
        yield path
      }
    })()
    for await (const { outcome } of readMany(readers, endless)) {
      taken += 1
      expect(outcome.ok).toBe(true)
      if (taken === 3) await pause(500)
      expect(opened - taken).toBeLessThanOrEqual(10)
      if (taken === 20) break
    }
    await pause(500)
    expect(opened - taken).toBeLessThanOrEqual(10)
  })
})
