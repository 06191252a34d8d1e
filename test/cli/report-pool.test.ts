import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readJobs } from '../../src/cli/report-pool.ts'
import type { ReadJob, ReadResult } from '../../src/cli/report-task.ts'
import { folderWith, ioInMemory } from './report-io.ts'

/** A reading thread that does to itself what hostile files might do to the real one. */
const naughty = `
import { parentPort } from 'node:worker_threads'
const readable = { readable: true, kind: 'text', notes: [], report: { agency: null, year: null, form: '2021', problems: [], findings: [] } }
parentPort.on('message', ({ file }) => {
  if (file === 'hang') for (;;);
  if (file === 'exit') process.exit(3)
  if (file === 'throw') throw new Error('broken')
  if (file === 'memory') { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }
  parentPort.postMessage({ kind: 'result', result: readable })
  if (file === 'late') setTimeout(() => { throw new Error('late') }, 1)
})
parentPort.postMessage({ kind: 'ready' })
`

let worker: string
beforeAll(() => {
  worker = join(folderWith({ 'naughty.mjs': naughty }), 'naughty.mjs')
})

async function read(files: readonly string[], job = 400) {
  const results: [string, ReadResult][] = []
  const jobs = (async function* (): AsyncGenerator<ReadJob> {
    for (const file of files) yield { file, detail: 'findings' }
  })()
  await readJobs(ioInMemory(worker).io, { forms: [] }, { job, start: 10_000 }, jobs, (one, result) => {
    results.push([one.file, result])
  })
  return results
}

const codeOf = (result: ReadResult | undefined) => (result?.readable === false ? result.unreadable.code : 'readable')

describe('the reading threads', () => {
  it('lose one file to one that hangs, dies, throws or exhausts its memory, and go on', async () => {
    const files = ['a', 'b', 'hang', 'c', 'd', 'exit', 'e', 'throw', 'f', 'g', 'h', 'i', 'j', 'k', 'hang', 'l', 'm']
    const results = await read(files)
    expect(results.map(([file]) => file)).toEqual(files)
    expect(results.map(([, result]) => codeOf(result)).filter((code) => code !== 'readable')).toEqual([
      'time',
      'failure',
      'failure',
      'time',
    ])
  }, 20_000)

  it('stop a file that wants all memory, and say so', async () => {
    const results = await read(['a', 'memory', 'b'], 20_000)
    expect(results.map(([, result]) => codeOf(result))).toEqual(['readable', 'memory', 'readable'])
  }, 30_000)

  it('read on when one breaks after it has answered', async () => {
    const files = Array.from({ length: 200 }, (_, at) => (at % 20 === 0 ? 'late' : `${at}`))
    const results = await read(files, 5_000)
    expect(results.map(([file]) => file)).toEqual(files)
    expect(results.filter(([file, result]) => file !== 'late' && codeOf(result) !== 'readable').length).toBeLessThan(20)
  }, 30_000)

  it('end at once where there is nothing to read', async () => {
    expect(await read([])).toEqual([])
  })

  it('do not hang where a thread cannot start', async () => {
    const broken = ioInMemory(join(folderWith({ 'x.mjs': 'process.exit(1)' }), 'x.mjs'))
    const jobs = (async function* (): AsyncGenerator<ReadJob> {
      yield { file: 'a', detail: 'findings' }
    })()
    await expect(readJobs(broken.io, { forms: [] }, { job: 400, start: 10_000 }, jobs, () => {})).rejects.toThrow(
      '读取线程',
    )
  })
})
