import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { reconcile } from '../domain/report/checks/reconcile.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { ReportStatus } from '../domain/report/status.ts'
import { removeNilReturn } from '../store/nil-returns.ts'
import type { ReportFile } from '../store/report-sources.ts'
import { appendReport, findReport } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { type Actor, appendTrail } from '../store/trail.ts'
import type { ReportRead } from './read-report.ts'
import { recheckYearAfter } from './recheck-report.ts'
import type { Services } from './services.ts'

export interface ReportBrought {
  readonly agency: Agency
  readonly year: number
  readonly read: ReportRead
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly actor: Actor
  readonly status: ReportStatus
  readonly demonstration?: boolean
  readonly invented?: boolean
}

export function fileOf({ read, bytes, fileName }: Pick<ReportBrought, 'read' | 'bytes' | 'fileName'>): ReportFile {
  return { name: fileName, kind: read.kind, bytes, sha256: createHash('sha256').update(bytes).digest() }
}

/** Title of a report, in the words of its form where its own were not found. */
export function titleOf({ agency, year, read }: Pick<ReportBrought, 'agency' | 'year' | 'read'>): string {
  return read.reading.title ?? `${agency.name}${year}年政府信息公开工作年度报告`
}

/** Stores a report that has been read, checked also against the years before and after where we hold them. */
export async function storeReport(
  transaction: Transaction<Database>,
  { forms, now }: Pick<Services, 'forms' | 'now'>,
  brought: ReportBrought,
): Promise<{ readonly id: number; readonly title: string; readonly findings: readonly Finding[] }> {
  const { agency, year, read, actor, status, demonstration = false, invented = false } = brought
  const reading = { ...read.reading, year }
  const { form, claims, paper } = read
  const previous = await findReport(transaction, { agencyId: agency.id, year: year - 1, publishedOnly: false })
  const findings = previous ? reconcile({ reading, form, claims, previous: previous.reading }) : read.findings
  const title = titleOf(brought)
  const file = fileOf(brought)
  const importedAt = now()
  const report = { agencyId: agency.id, year, title, reading, claims, findings, file, importedAt, status }
  const id = await appendReport(transaction, { ...report, ...(paper && { paper }), demonstration, invented })
  const sha256 = Buffer.from(file.sha256).toString('hex')
  const event = { kind: 'imported', fileName: file.name, sha256 } as const
  await appendTrail(transaction, { agencyId: agency.id, reportId: id, at: importedAt, actor, event })
  // A draft is nobody's word yet; whatever is brought as further on contradicts that there is nothing to report.
  if (status !== 'draft') await removeNilReturn(transaction, { agencyId: agency.id, year, at: importedAt, actor })
  await recheckYearAfter(transaction, { forms, at: importedAt }, { agency, year, reading })
  return { id, title, findings }
}
