import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { reconcile } from '../domain/report/checks/reconcile.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { ReportForm } from '../domain/report/form.ts'
import type { Reading } from '../domain/report/reading.ts'
import { findAgency } from '../store/agencies.ts'
import { appendReport, findReport, replaceFindings } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { inTransaction } from '../store/transaction.ts'
import { readReport } from './read-report.ts'
import type { Services } from './services.ts'

export interface ImportRequest {
  readonly agencyId: number
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly demonstration: boolean
}

export type ImportOutcome =
  | { readonly ok: true; readonly year: number; readonly title: string; readonly findings: readonly Finding[] }
  | {
      readonly ok: false
      readonly code: 'unreadable' | 'no-year' | 'year-taken'
      /** One sentence for the person who brought the file. */
      readonly message: string
    }

/**
 * Reads a published annual report, checks it, also against last year's where we hold it, and stores it, public at
 * once. A body has one report a year; a second one is refused.
 */
export async function importReport(services: Services, request: ImportRequest): Promise<ImportOutcome> {
  const { db, forms } = services
  const { agencyId, bytes, fileName, demonstration } = request
  const agency = await findAgency(db, agencyId)
  if (!agency) throw new RangeError(`There is no body ${agencyId}`)
  const read = await readReport(bytes, forms)
  if (!read.ok) return { ok: false, code: 'unreadable', message: read.unreadable.message }
  const { paper, form, reading, claims } = read.report
  const { year } = reading
  if (year === null) return { ok: false, code: 'no-year', message: '看不出这份年度报告是哪一年的，请核对标题。' }

  return inTransaction(db, async (transaction): Promise<ImportOutcome> => {
    if (await findReport(transaction, { agencyId, year, publishedOnly: false }))
      return { ok: false, code: 'year-taken', message: `${agency.name}${year}年的年度报告已经有了。` }
    const previous = await findReport(transaction, { agencyId, year: year - 1, publishedOnly: false })
    const findings = previous ? reconcile({ reading, form, claims, previous: previous.reading }) : read.report.findings
    const title = reading.title ?? `${agency.name}${year}年政府信息公开工作年度报告`
    const now = services.now()
    await appendReport(transaction, {
      agencyId,
      year,
      title,
      reading,
      claims,
      findings,
      file: { name: fileName, bytes, sha256: createHash('sha256').update(bytes).digest() },
      ...(paper && { paper }),
      demonstration,
      importedAt: now,
      publishedAt: now,
    })
    await recheckNextYear(transaction, { agencyId, reading, forms })
    return { ok: true, year, title, findings }
  })
}

/** The report of the year after, where it came first, was checked without this one: now it is checked with it. */
async function recheckNextYear(
  transaction: Transaction<Database>,
  { agencyId, reading, forms }: { agencyId: number; reading: Reading; forms: readonly ReportForm[] },
): Promise<void> {
  const year = (reading.year ?? 0) + 1
  const next = await findReport(transaction, { agencyId, year, publishedOnly: false })
  const form = next && forms.find(({ id }) => id === next.reading.form)
  if (!next || !form) return
  const { claims } = next
  await replaceFindings(transaction, next, reconcile({ reading: next.reading, form, claims, previous: reading }))
}
