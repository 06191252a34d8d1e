import { workerData } from 'node:worker_threads'
import type { Unreadable } from '../../domain/report/reading.ts'
import { type ReportRead, readReport } from '../read-report.ts'
import { answerJobs } from './answer-jobs.ts'
import { readReportFile } from './report-file.ts'
import type { ThreadData } from './thread.ts'

/** What to read: bytes, or a file that the thread opens itself. */
export type ReadSource = { readonly bytes: Uint8Array } | { readonly bytes?: never; readonly path: string }

/** A `ReadOutcome` on its way between threads: the form is named by its id. */
export type SentOutcome =
  | { readonly ok: true; readonly report: Omit<ReportRead, 'form'> & { readonly form: string } }
  | { readonly ok: false; readonly unreadable: Unreadable }

/** The bytes come along where the thread has opened the file. */
export type SentRead = SentOutcome & { readonly bytes?: Uint8Array }

const { forms } = workerData as ThreadData

async function outcomeOf(bytes: Uint8Array): Promise<SentOutcome> {
  const read = await readReport(bytes, forms)
  return read.ok ? { ok: true, report: { ...read.report, form: read.report.form.id } } : read
}

answerJobs(async (source: ReadSource): Promise<SentRead> => {
  if (source.bytes) return outcomeOf(source.bytes)
  const file = await readReportFile(source.path)
  return file.ok ? { ...(await outcomeOf(file.bytes)), bytes: file.bytes } : file
})
