/**
 * Measures the program and writes the results into docs/benchmarks.md: `npm run bench -- --date 2026-01-31`.
 *
 * `--only reading,batch,typesetting,starting` measures some parts and leaves the document alone, as does leaving out the date.
 * `--reports 500` checks fewer reports. Speed never fails a benchmark; only what does not work does.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureBatch } from './batch.ts'
import { asMarkdown, type Section } from './measure.ts'
import { measureReading } from './reading.ts'
import { measureStarting } from './starting.ts'
import { measureTypesetting } from './typesetting.ts'

const root = process.cwd()

/** What others did on the machine meanwhile; idle is near 0. */
const load = (loadavg()[0] ?? 0).toFixed(1)

const { values } = parseArgs({
  options: {
    date: { type: 'string' },
    only: { type: 'string', default: 'reading,batch,typesetting,starting' },
    reports: { type: 'string', default: '10000' },
  },
})

const parts: Readonly<Record<string, () => Promise<Section>>> = {
  reading: () => measureReading(root),
  batch: () => measureBatch(root, Number(values.reports)),
  typesetting: () => measureTypesetting(root),
  starting: () => measureStarting(root),
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

const wanted = values.only.split(',')
const results: string[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (!wanted.includes(name)) continue
  const section = asMarkdown(await measure())
  process.stdout.write(`${section}\n\n`)
  results.push(section)
}
const isWhole = results.length === Object.keys(parts).length && values.reports === '10000'
if (values.date && isWhole) writeDocument(results.join('\n\n'), values.date)
