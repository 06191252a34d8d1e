import { workerData } from 'node:worker_threads'
import type { Unreadable } from '../../domain/report/reading.ts'
import { type ReportRead, readReport } from '../read-report.ts'
import { answerJobs } from './answer-jobs.ts'
import type { ThreadData } from './thread.ts'

export interface SourceBytes {
  readonly bytes: Uint8Array
}

/** A `ReadOutcome` on its way between threads: the form is named by its id. */
export type SentOutcome =
  | { readonly ok: true; readonly report: Omit<ReportRead, 'form'> & { readonly form: string } }
  | { readonly ok: false; readonly unreadable: Unreadable }

const { forms } = workerData as ThreadData

answerJobs(async ({ bytes }: SourceBytes): Promise<SentOutcome> => {
  const read = await readReport(bytes, forms)
  return read.ok ? { ok: true, report: { ...read.report, form: read.report.form.id } } : read
})
