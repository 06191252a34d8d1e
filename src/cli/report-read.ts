import { collectBytes } from '../app/reading/report-file.ts'
import type { ThreadData, TimeLimits } from '../app/reading/thread.ts'
import type { ReportJson } from '../domain/report/report-json.ts'
import type { CliIo } from './io.ts'
import { plain } from './report-columns.ts'
import { readJobs } from './report-pool.ts'
import type { ReadResult } from './report-task.ts'
import { reportText } from './report-text.ts'

export interface ReadOptions {
  /** Path, or - for standard input. */
  readonly file: string
  readonly json: boolean
  readonly limits: TimeLimits
}

/** Reads one report and prints it. Gives 0 without errors found, 1 with, 2 where it cannot be read. */
export async function readOne(io: CliIo, { file, json, limits }: ReadOptions): Promise<number> {
  const name = file === '-' ? '标准输入' : file
  const forms = await io.forms()
  const result = await readSource(io, file, { forms }, limits)
  if (!result.readable) {
    io.err(`${plain(`${name}：${result.unreadable.message}`)}\n`)
    return 2
  }
  const report = result.report as ReportJson
  const form = forms.find((one) => one.id === report.form)
  io.out(json || !form ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, form))
  return report.findings.some((finding) => finding.severity === 'error') ? 1 : 0
}

async function readSource(io: CliIo, file: string, data: ThreadData, limits: TimeLimits): Promise<ReadResult> {
  const source = file === '-' ? await collectBytes(io.stdin()) : undefined
  if (source?.ok === false) return { readable: false, unreadable: source.unreadable }
  const results: ReadResult[] = []
  await readJobs(io, data, limits, [{ file, detail: 'whole', ...(source && { bytes: source.bytes }) }], (_, result) =>
    results.push(result),
  )
  const [result] = results
  if (!result) throw new Error('A job without a result')
  return result
}
