import type { ReportJson } from '../domain/report/report-json.ts'
import type { CliIo } from './io.ts'
import { collectBytes, readReportFile } from './report-file.ts'
import { readJobs } from './report-pool.ts'
import type { TimeLimits } from './report-reader.ts'
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
  const source = file === '-' ? await collectBytes(io.stdin(), '标准输入') : await readReportFile(file)
  if (!source.ok) return unreadable(io, source.unreadable.message)
  const result = await readBytes(io, file, source.bytes, limits)
  if (!result.readable) return unreadable(io, `${file === '-' ? '标准输入' : file}：${result.unreadable.message}`)
  const report = result.report as ReportJson
  const forms = await io.forms()
  const form = forms.find((one) => one.id === report.form)
  io.out(json || !form ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, form))
  return report.findings.some((finding) => finding.severity === 'error') ? 1 : 0
}

async function readBytes(io: CliIo, file: string, bytes: Uint8Array, limits: TimeLimits): Promise<ReadResult> {
  const forms = await io.forms()
  const jobs = [{ index: 0, file, bytes, detail: 'whole' as const }]
  const one = (async function* () {
    yield* jobs
  })()
  return new Promise((resolve, reject) => {
    readJobs({ ...io, cores: 1 }, { forms }, limits, one, (_, result) => resolve(result)).catch(reject)
  })
}

function unreadable(io: CliIo, message: string): number {
  io.err(`${message.replace(/\s*\n\s*/g, ' ')}\n`)
  return 2
}
