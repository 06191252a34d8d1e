import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Finding } from '../domain/report/finding.ts'
import { reportStatuses } from '../domain/report/status.ts'
import { lockAgency } from '../store/agency-names.ts'
import { findReportInTheWay } from '../store/import-files.ts'
import type { Database } from '../store/schema.ts'
import type { Services } from './services.ts'
import { type ReportBrought, storeReport } from './store-report.ts'

interface ReportThere {
  readonly agencyId: number
  readonly id: number
  readonly year: number
}

export type Placed =
  | {
      readonly state: 'draft'
      readonly report: ReportThere
      readonly message: ''
      readonly findings: readonly Finding[]
    }
  /** The same file, or another report of the year, is there already; nothing was stored. */
  | { readonly state: 'duplicate' | 'taken'; readonly report: ReportThere; readonly message: string }

export const sha256Of = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/** Stores a report of a known body and year, unless the body has it, or another one of that year, already. */
export async function placeReport(
  transaction: Transaction<Database>,
  services: Pick<Services, 'forms' | 'now'>,
  brought: ReportBrought,
): Promise<Placed> {
  const { agency, year, bytes } = brought
  await lockAgency(transaction, agency.id)
  const there = await findReportInTheWay(transaction, { agencyId: agency.id, year, sha256: sha256Of(bytes) })
  if (there?.sameFile) return { state: 'duplicate', report: there, message: sameFileSays(agency.name, there.year) }
  if (there) {
    const message = `${agency.name} ${year} 年的年度报告已经有了（${reportStatuses[there.status]}），这份文件与它不同。`
    return { state: 'taken', report: there, message }
  }
  const { id, findings } = await storeReport(transaction, services, brought)
  return { state: 'draft', report: { agencyId: agency.id, id, year }, message: '', findings }
}

export const sameFileSays = (agencyName: string, year: number) =>
  `同一份文件已经导入过，是${agencyName} ${year} 年的年度报告，没有重复导入。`
