import { workerData } from 'node:worker_threads'
import { type ReportRead, readReport } from '../app/read-report.ts'
import { answerJobs } from '../app/reading/answer-jobs.ts'
import { readReportFile } from '../app/reading/report-file.ts'
import type { ThreadData } from '../app/reading/thread.ts'
import { followsOn } from '../domain/report/checks/years.ts'
import type { Reading } from '../domain/report/reading.ts'
import { toReportJson } from '../domain/report/report-json.ts'
import type { CheckedReport, ReadJob, ReadResult } from './report-task.ts'

const { forms } = workerData as ThreadData

async function run(job: ReadJob): Promise<ReadResult> {
  const file = job.bytes ? ({ ok: true, bytes: job.bytes } as const) : await readReportFile(job.file)
  if (!file.ok) return { readable: false, unreadable: file.unreadable }
  const before = job.previous === undefined ? undefined : await readPrevious(job.previous)
  if (before && !before.readable) return before
  const read = await readReport(file.bytes, forms, before?.report)
  if (!read.ok) return { readable: false, unreadable: read.unreadable }
  const { kind } = read.report
  const report = job.detail === 'whole' ? toReportJson(read.report) : checked(read.report)
  const notes = before ? mismatches(read.report.reading, before.report.reading, job.previous ?? '') : []
  return { readable: true, kind, report, notes }
}

/** Why last year's report may not be last year's, or not this body's. */
function mismatches(now: Reading, before: Reading, path: string): readonly string[] {
  const notes: string[] = []
  if (!followsOn(now, before))
    notes.push(`${path} 是 ${before.year} 年的报告，不是 ${now.year} 年的上年报告，没有作跨年核对。`)
  else if (now.agency && before.agency && now.agency !== before.agency)
    notes.push(`${path} 的机关是“${before.agency}”，这份报告的机关是“${now.agency}”，请确认是同一机关。`)
  return notes
}

async function readPrevious(
  path: string,
): Promise<{ readonly readable: true; readonly report: ReportRead } | Extract<ReadResult, { readable: false }>> {
  const file = await readReportFile(path)
  const read = file.ok ? await readReport(file.bytes, forms) : file
  if (read.ok) return { readable: true, report: read.report }
  const { code, message } = read.unreadable
  return { readable: false, unreadable: { code, message: `上年报告 ${path}：${message}` } }
}

function checked({ reading, findings }: ReportRead): CheckedReport {
  const { agency, year, form, problems } = reading
  return { agency, year, form, problems, findings }
}

answerJobs(run)
