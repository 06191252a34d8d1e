import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'parse5'
import { readReport } from '../src/app/read-report.ts'
import { forms } from '../test/report/specimens/forms.ts'
import { type PrinterName, printers } from '../test/report/specimens/printers.ts'
import { printedBytes, sample } from '../test/report/specimens/samples.ts'
import { milliseconds, quantile, type Section, timesOf } from './measure.ts'

interface Source {
  readonly name: string
  readonly bytes: Uint8Array
  readonly runs: number
}

async function sources(root: string): Promise<readonly Source[]> {
  const print = async (name: PrinterName, runs: number): Promise<Source> => {
    const printer = printers.find((one) => one.name === name)
    if (!printer) throw new Error(`no printer “${name}”`)
    return { name, runs, bytes: await printedBytes(printer, sample(1), [], 1) }
  }
  const paper = (path: string) => new Uint8Array(readFileSync(join(root, 'test/report/specimens', path)))
  return [
    await print('tabbed', 400),
    await print('lines with bars', 400),
    await print('run together', 400),
    await print('markdown', 400),
    await print('html', 400),
    await print('docx', 60),
    { name: 'PDF of an office program (6 pages)', bytes: paper('layouts/rows-cut-by-pages.pdf'), runs: 60 },
    { name: 'PDF of a browser (3 pages)', bytes: paper('pdf/plain.pdf'), runs: 30 },
  ]
}

/** Reading and checking one report in this process, beside nothing but parse5 over the same HTML. */
export async function measureReading(root: string): Promise<Section> {
  const all = await sources(root)
  const rows: string[][] = []
  for (const source of all) {
    const times = await timesOf(source.runs, async () => {
      // The PDF engine keeps what it is given.
      const outcome = await readReport(Uint8Array.from(source.bytes), forms)
      if (!outcome.ok) throw new Error(`${source.name}: ${outcome.unreadable.message}`)
    })
    rows.push(row(source.name, source.bytes.length, times))
  }
  const page = all.find((one) => one.name === 'html')
  if (page) {
    const html = new TextDecoder().decode(page.bytes)
    rows.push(row('floor: parse5 alone, same HTML', page.bytes.length, await timesOf(page.runs, () => parse(html))))
  }
  return {
    title: 'Reading and checking one report, one core',
    columns: ['source', 'bytes', 'median', 'p95', 'reports/s'],
    rows,
    notes: [
      'The same specimen (200 cells) in each kind: opened, read, claims compared, all rules checked. No start-up time.',
    ],
  }
}

const row = (name: string, bytes: number, times: readonly number[]) => [
  name,
  String(bytes),
  milliseconds(quantile(times, 0.5)),
  milliseconds(quantile(times, 0.95)),
  (1000 / (times.reduce((sum, time) => sum + time, 0) / times.length)).toFixed(0),
]
