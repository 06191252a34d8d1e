/**
 * Measures the program and writes the results into docs/benchmarks.md: `npm run bench -- --date 2026-01-31`.
 *
 * `npm run bench -- serving library` measures these parts and leaves the document alone, as does leaving out the date.
 * `--reports 500` checks fewer reports, `--stored 5000` fills the library with fewer, `--requests 20000` takes fewer
 * requests, `--submissions 300` files fewer. Speed never fails a benchmark; only what does not work does.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureBatch } from './batch.ts'
import { measureCompiling } from './compiling.ts'
import { measureDesk } from './desk.ts'
import { measureExporting } from './exporting.ts'
import { type FilledLibrary, fillLibrary } from './filled-library.ts'
import type { FilledRequests } from './filled-requests.ts'
import { measureImporting } from './importing.ts'
import { measureLetters } from './letters.ts'
import { measureLibrary } from './library.ts'
import { asMarkdown, type Section } from './measure.ts'
import { measureReading } from './reading.ts'
import { measureFolding, measureSweeping, openRequests } from './requests.ts'
import { measureRollingUp } from './rolling-up.ts'
import { measureServing } from './serving.ts'
import { measureStarting } from './starting.ts'
import { measureSubmitting } from './submitting.ts'
import { measureTypesetting } from './typesetting.ts'

const root = process.cwd()

/** What others did on the machine meanwhile; idle is near 0. */
const load = (loadavg()[0] ?? 0).toFixed(1)

/** How much there is of each for the figures of the document. */
const full = { reports: '10000', stored: '100000', requests: '1000000', submissions: '3000' } as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    date: { type: 'string' },
    reports: { type: 'string', default: full.reports },
    stored: { type: 'string', default: full.stored },
    requests: { type: 'string', default: full.requests },
    submissions: { type: 'string', default: full.submissions },
  },
})

let filled: Promise<FilledLibrary> | undefined

/** One for all parts that want it; filled when it is first wanted. */
function openLibrary(): Promise<FilledLibrary> {
  filled ??= fillLibrary(root, Number(values.stored))
  return filled
}

let filledRequests: Promise<FilledRequests> | undefined

/** One for all parts of requests; filled when it is first wanted. */
function openFilledRequests(): Promise<FilledRequests> {
  filledRequests ??= openRequests(root, Number(values.requests))
  return filledRequests
}

const parts: Readonly<Record<string, () => Promise<Section | readonly Section[]>>> = {
  reading: () => measureReading(root),
  batch: () => measureBatch(root, Number(values.reports)),
  typesetting: () => measureTypesetting(root),
  letters: () => measureLetters(root),
  importing: () => measureImporting(root, Number(values.reports)),
  starting: () => measureStarting(root),
  folding: () => measureFolding(root),
  sweeping: () => measureSweeping(root, openFilledRequests),
  desk: () => measureDesk(root, openFilledRequests),
  submitting: () => measureSubmitting(root, Number(values.submissions)),
  compiling: () => measureCompiling(root, Number(values.requests)),
  library: () => measureLibrary(root, openLibrary),
  exporting: () => measureExporting(root, openLibrary),
  serving: () => measureServing(root, openLibrary),
  // Last: it moves bodies about.
  'rolling-up': () => measureRollingUp(root, openLibrary),
}

function machine(): string {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GB, ${process.platform}, Node ${process.versions.node}; load average before: ${load}`
}

function writeDocument(results: string, date: string) {
  const path = join(root, 'docs/benchmarks.md')
  const head = `Measured on ${date}: ${machine()}. Command: \`npm run bench -- --date ${date}\`.`
  const block = `<!-- bench -->\n${head}\n\n${results}\n<!-- /bench -->`
  const document = readFileSync(path, 'utf8')
  const changed = document.replace(/<!-- bench -->[\s\S]*<!-- \/bench -->/, () => block)
  if (!changed.includes(block)) throw new Error('docs/benchmarks.md has lost its <!-- bench --> markers')
  writeFileSync(path, changed)
}

const all = Object.keys(parts)
const wanted = positionals.length > 0 ? positionals : all
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) throw new Error(`no part “${unknown.join('”, “')}”; there are ${all.join(', ')}`)

const sections: Section[] = []
try {
  for (const name of all.filter((one) => wanted.includes(one))) {
    const measured = [(await parts[name]?.()) ?? []].flat()
    for (const section of measured) process.stdout.write(`${asMarkdown(section)}\n\n`)
    sections.push(...measured)
  }
} finally {
  await filled?.then((library) => library.close())
  await filledRequests?.then((library) => library.close())
}
const isWhole = wanted.length === all.length && sections.every(({ rows }) => rows.length > 0)
const isFull = (Object.keys(full) as (keyof typeof full)[]).every((name) => values[name] === full[name])
if (values.date && isWhole && isFull) writeDocument(sections.map(asMarkdown).join('\n\n'), values.date)
