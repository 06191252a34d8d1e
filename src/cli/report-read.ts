import type { ReportJson } from '../domain/report/report-json.ts'
import type { CliIo } from './io.ts'
import { plain } from './report-columns.ts'
import { collectBytes } from './report-file.ts'
import { startReader, type TimeLimits } from './report-reader.ts'
import type { ReadResult, ReadWorkerData } from './report-task.ts'
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

async function readSource(io: CliIo, file: string, data: ReadWorkerData, limits: TimeLimits): Promise<ReadResult> {
  const source = file === '-' ? await collectBytes(io.stdin()) : undefined
  if (source?.ok === false) return { readable: false, unreadable: source.unreadable }
  const reader = await startReader(io, data, limits)
  const job = { index: 0, file, detail: 'whole' as const, ...(source && { bytes: source.bytes }) }
  let read: ReadResult | undefined
  const { result } = await reader.run([job], (_, told) => {
    read = told
  })
  await reader.stop()
  return read ?? result
}
