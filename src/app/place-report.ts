import type { Transaction } from 'kysely'
import type { Finding } from '../domain/report/finding.ts'
import { type ReportStatus, reportStatuses } from '../domain/report/status.ts'
import { lockBodies } from '../store/agencies.ts'
import { findHeldReports } from '../store/report-sources.ts'
import type { Database } from '../store/schema.ts'
import type { Services } from './services.ts'
import { hexOf, sha256Of } from './sha256.ts'
import { type ReportBrought, storeReports } from './store-report.ts'

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

interface Held extends Omit<ReportThere, 'id'> {
  readonly status: ReportStatus
  readonly sha256: string
  /** Told when it is stored, for one that comes along. */
  id?: number
}

/**
 * Stores reports of known bodies and years, each unless the body has it, or another one of that year, already. The
 * first of several in one go counts as there for the others.
 */
export async function placeReports(
  transaction: Transaction<Database>,
  services: Pick<Services, 'forms' | 'now'>,
  brought: readonly ReportBrought[],
): Promise<readonly Placed[]> {
  const agencyIds = [...new Set(brought.map(({ agency }) => agency.id))]
  await lockBodies(transaction, agencyIds)
  const before = await findHeldReports(transaction, agencyIds)
  const held: Held[] = [...before]
  const decided = brought.map((one) => decide(one, held))
  const kept = decided.filter(({ isNew }) => isNew)
  const there = (agencyId: number, year: number) => before.some((one) => one.agencyId === agencyId && one.year === year)
  const stored = await storeReports(
    transaction,
    services,
    kept.map(({ one }) => one),
    there,
  )
  for (const [place, { report }] of kept.entries()) report.id = stored[place]?.id as number
  return decided.map((decision): Placed => {
    const { isNew, report, one } = decision
    const at: ReportThere = { agencyId: report.agencyId, id: report.id as number, year: report.year }
    if (!isNew) return { ...notStored(one, report), report: at }
    return { state: 'draft', report: at, message: '', findings: stored[kept.indexOf(decision)]?.findings ?? [] }
  })
}

/** The report in the way, or the new one, which from now on is in the way of others. */
function decide(one: ReportBrought, held: Held[]): { one: ReportBrought; report: Held; isNew: boolean } {
  const sha256 = hexOf(sha256Of(one.bytes))
  const own = held.filter(({ agencyId }) => agencyId === one.agency.id)
  const report = own.find((other) => other.sha256 === sha256) ?? own.find(({ year }) => year === one.year)
  if (report) return { one, report, isNew: false }
  const added = { agencyId: one.agency.id, year: one.year, status: one.status, sha256 }
  held.push(added)
  return { one, report: added, isNew: true }
}

function notStored({ agency, bytes }: ReportBrought, { year, status, sha256 }: Held) {
  if (hexOf(sha256Of(bytes)) === sha256)
    return { state: 'duplicate', message: sameFileSays(agency.name, year) } as const
  const message = `${agency.name} ${year} 年的年度报告已经有了（${reportStatuses[status]}），这份文件与它不同。`
  return { state: 'taken', message } as const
}

export async function placeReport(
  transaction: Transaction<Database>,
  services: Pick<Services, 'forms' | 'now'>,
  brought: ReportBrought,
): Promise<Placed> {
  const [placed] = await placeReports(transaction, services, [brought])
  if (!placed) throw new Error('A report that was brought is not told')
  return placed
}

export const sameFileSays = (agencyName: string, year: number) =>
  `同一份文件已经导入过，是${agencyName} ${year} 年的年度报告，没有重复导入。`
