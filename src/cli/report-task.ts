import type { ReportRead } from '../app/read-report.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { Problem, Unreadable } from '../domain/report/reading.ts'
import type { ReportJson } from '../domain/report/report-json.ts'

/** One source for a reading thread: a path, or bytes that were read already. */
export interface ReadJob {
  readonly file: string
  readonly bytes?: Uint8Array
  /** Last year's report of the same body. */
  readonly previous?: string
  /** whole: the reading with its narrative; findings: what a list of many reports needs. */
  readonly detail: 'whole' | 'findings'
}

export interface CheckedReport {
  readonly agency: string | null
  readonly year: number | null
  readonly form: string
  readonly problems: readonly Problem[]
  readonly findings: readonly Finding[]
}

export type ReadResult =
  | {
      readonly readable: true
      readonly kind: ReportRead['kind']
      readonly report: CheckedReport | ReportJson
      /** What the person who gave last year's report should know, a sentence each. */
      readonly notes: readonly string[]
    }
  | { readonly readable: false; readonly unreadable: Unreadable }
