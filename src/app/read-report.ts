import { reconcile } from '../domain/report/checks/reconcile.ts'
import type { Claim } from '../domain/report/claim.ts'
import { findReportClaims } from '../domain/report/claims/find-claims.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { ReportForm } from '../domain/report/form.ts'
import type { Paper, PaperKind } from '../domain/report/paper.ts'
import { readPaper } from '../domain/report/read/read-paper.ts'
import { readSheet } from '../domain/report/read/read-sheet.ts'
import type { Reading, Unreadable } from '../domain/report/reading.ts'
import { openPaper } from '../formats/open-paper.ts'

/** A report read and checked. */
export interface ReportRead {
  readonly kind: PaperKind | 'json' | 'csv'
  /** Absent where the source was our own JSON or CSV, which have no text. */
  readonly paper?: Paper
  readonly form: ReportForm
  readonly reading: Reading
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
}

export type ReadOutcome =
  | { readonly ok: true; readonly report: ReportRead }
  | { readonly ok: false; readonly unreadable: Unreadable }

/**
 * Reads the bytes of a published annual report of any kind and checks it.
 *
 * @param previous last year's report of the same body, for the rules across years
 */
export async function readReport(
  bytes: Uint8Array,
  forms: readonly ReportForm[],
  previous?: ReportRead,
): Promise<ReadOutcome> {
  const opened = await openPaper(bytes)
  if (opened.kind === 'unreadable') return { ok: false, unreadable: opened.unreadable }
  const read = opened.kind === 'sheet' ? readSheet(opened.value, forms) : readPaper(opened.paper, forms)
  if (!read.ok) return read
  const { reading, form } = read
  const claims = findReportClaims(reading, form)
  const findings = reconcile({ reading, form, claims, ...(previous && { previous: previous.reading }) })
  return {
    ok: true,
    report: {
      kind: opened.kind === 'paper' ? opened.paper.kind : opened.format,
      ...(opened.kind === 'paper' && { paper: opened.paper }),
      form,
      reading,
      claims,
      findings,
    },
  }
}
