import type { Agency } from '../domain/agency/agency.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { ReportStatus } from '../domain/report/status.ts'
import { findAgency } from '../store/agencies.ts'
import { lockBodies } from '../store/agency-names.ts'
import { findReport } from '../store/reports.ts'
import type { Actor } from '../store/trail.ts'
import { inTransaction } from '../store/transaction.ts'
import { readReport } from './read-report.ts'
import type { Services } from './services.ts'
import { storeReport } from './store-report.ts'

export interface ImportRequest {
  readonly agencyId: number
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly actor: Actor
  readonly status: ReportStatus
  readonly demonstration: boolean
  readonly invented?: boolean
}

export type ImportOutcome =
  | { readonly ok: true; readonly year: number; readonly title: string; readonly findings: readonly Finding[] }
  | {
      readonly ok: false
      readonly code: 'unreadable' | 'no-year' | 'year-taken'
      /** One sentence for the person who brought the file. */
      readonly message: string
    }

/** Reads a published annual report of a known body, checks it and stores it. A body has one report a year. */
export async function importReport(services: Services, request: ImportRequest): Promise<ImportOutcome> {
  const { db, forms } = services
  const agency = await findAgency(db, request.agencyId)
  if (!agency) throw new RangeError(`There is no body ${request.agencyId}`)
  const outcome = await readReport(request.bytes, forms)
  if (!outcome.ok) return { ok: false, code: 'unreadable', message: outcome.unreadable.message }
  const read = outcome.report
  const { year } = read.reading
  if (year === null) return { ok: false, code: 'no-year', message: '看不出这份年度报告是哪一年的，请核对标题。' }
  return inTransaction(db, async (transaction): Promise<ImportOutcome> => {
    await lockBodies(transaction, [agency.id])
    if (await findReport(transaction, { agencyId: agency.id, year, publishedOnly: false }))
      return { ok: false, code: 'year-taken', message: yearTaken(agency, year) }
    const stored = await storeReport(transaction, services, { ...request, agency, year, read })
    return { ok: true, year, title: stored.title, findings: stored.findings }
  })
}

/** Why a second report of a body for a year is refused. */
export function yearTaken(agency: Agency, year: number): string {
  return `${agency.name}${year}年的年度报告已经有了。`
}
