import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { damages } from '../test/report/specimens/damages/all.ts'
import { type Printer, type PrinterName, printers } from '../test/report/specimens/printers.ts'
import { seeded } from '../test/report/specimens/random.ts'
import { damaged, occursIn, printedBytes, sample } from '../test/report/specimens/samples.ts'
import type { Specimen } from '../test/report/specimens/specimen.ts'
import { residentMemory, type Section } from './measure.ts'

const endings: Partial<Record<PrinterName, string>> = { html: 'html', docx: 'docx', markdown: 'md' }

/** Of a hundred reports: 60 HTML, 2 Word, the rest text of all kinds. */
function printerFor(number: number): Printer {
  const place = number % 100
  const name = place < 60 ? 'html' : place < 62 ? 'docx' : undefined
  const texts = printers.filter((one) => one.name !== 'html' && one.name !== 'docx')
  const printer = name ? printers.find((one) => one.name === name) : texts[place % texts.length]
  if (!printer) throw new Error('no such printer')
  return printer
}

/** Generated reports in folders of five hundred; gives their bytes. `whose` may give them other bodies. */
export async function writeReports(
  folder: string,
  count: number,
  whose: (specimen: Specimen, number: number) => Specimen = (specimen) => specimen,
): Promise<number> {
  let bytes = 0
  for (let number = 0; number < count; number += 1) {
    const printer = printerFor(number)
    const possible = damages.filter((damage) => occursIn(damage, printer))
    const damage = possible[seeded(number).int(0, possible.length - 1)]
    const some = damage && number % 2 === 0 ? [damage] : []
    const content = await printedBytes(printer, damaged(whose(sample(number), number), some, number), some, number)
    const below = join(folder, String(Math.floor(number / 500)))
    mkdirSync(below, { recursive: true })
    writeFileSync(join(below, `${number}.${endings[printer.name] ?? 'txt'}`), content)
    bytes += content.length
  }
  return bytes
}

export interface Run {
  readonly status: number | null
  readonly seconds: number
  readonly memory: number
  readonly output: string
}

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  /** Megabytes of a process and all below it. */
  readonly memoryOf?: (pid: number) => number
  /** Milliseconds between two looks at it. */
  readonly every?: number
}

/** Runs the command line with its start, and watches the memory of all its processes. */
export function runProgram(root: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { env = process.env, memoryOf = residentMemory, every = 50 } = options
  const started = performance.now()
  const child = spawn(process.execPath, [join(root, 'bin/gongkai'), ...args], { env })
  const pieces: Buffer[] = []
  let memory = 0
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  child.stderr.resume()
  const watch = setInterval(() => {
    memory = Math.max(memory, memoryOf(child.pid ?? 0))
  }, every)
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearInterval(watch)
      resolve({
        status,
        seconds: (performance.now() - started) / 1000,
        memory,
        output: Buffer.concat(pieces).toString(),
      })
    })
  })
}

/** A folder of generated reports, half of them damaged, checked by the command line. */
export async function measureBatch(root: string, count: number): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'))
  try {
    const bytes = await writeReports(folder, count)
    const run = await runProgram(root, ['report', 'check', folder, '--json'])
    const results = JSON.parse(run.output) as readonly { readonly readable?: boolean }[]
    return {
      title: `Checking a folder of ${count.toLocaleString('en')} reports`,
      columns: ['reports', 'megabytes', 'seconds', 'reports/s', 'peak memory', 'results', 'exit status'],
      rows: [
        [
          String(count),
          (bytes / 1e6).toFixed(1),
          run.seconds.toFixed(1),
          (count / run.seconds).toFixed(0),
          `${run.memory.toFixed(0)} MB`,
          String(results.length),
          String(run.status),
        ],
      ],
      notes: [
        '`bin/gongkai report check DIR --json`, start included. 60 % HTML, 2 % DOCX, the rest text; every second one damaged.',
        'Goal: 10,000 reports in less than 60 s and 700 MB. Memory is resident memory of all processes, summed every 50 ms.',
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
