import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { reconcile, reconcileYears } from '../domain/report/checks/reconcile.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { Reading } from '../domain/report/reading.ts'
import type { ReportStatus } from '../domain/report/status.ts'
import { removeNilReturn } from '../store/nil-returns.ts'
import type { ReportFile } from '../store/report-sources.ts'
import { appendReports, findReport, type NewReport } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { type Actor, appendTrails, type NewTrailEntry } from '../store/trail.ts'
import type { ReportRead } from './read-report.ts'
import { recheckYearAfter } from './recheck-report.ts'
import type { Services } from './services.ts'
import { hexOf, sha256Of } from './sha256.ts'

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
  return { name: fileName, kind: read.kind, bytes, sha256: sha256Of(bytes) }
}

/** Title of a report, in the words of its form where its own were not found. */
export function titleOf({ agency, year, read }: Pick<ReportBrought, 'agency' | 'year' | 'read'>): string {
  return read.reading.title ?? `${agency.name}${year}年政府信息公开工作年度报告`
}

export interface Stored {
  readonly id: number
  readonly title: string
  readonly findings: readonly Finding[]
}

const keyOf = (agencyId: number, year: number) => `${agencyId}-${year}`

/** Reports that are there already, by body and year; where they are not known, each is looked for. */
export type ReportsThere = (agencyId: number, year: number) => boolean

/**
 * Stores reports that have been read, checked also against the years before and after where we hold them, or where
 * they come along.
 */
export async function storeReports(
  transaction: Transaction<Database>,
  { forms, now }: Pick<Services, 'forms' | 'now'>,
  brought: readonly ReportBrought[],
  there: ReportsThere = () => true,
): Promise<readonly Stored[]> {
  const at = now()
  const readings = new Map(brought.map(({ agency, year, read }) => [keyOf(agency.id, year), { ...read.reading, year }]))
  const before = async ({ agency: { id: agencyId }, year }: ReportBrought): Promise<Reading | undefined> => {
    const together = readings.get(keyOf(agencyId, year - 1))
    if (together || !there(agencyId, year - 1)) return together
    return (await findReport(transaction, { agencyId, year: year - 1, publishedOnly: false }))?.reading
  }
  const checked: NewReport[] = []
  for (const one of brought) checked.push(newReport(one, await before(one), at))
  const ids = await appendReports(transaction, checked)
  const stored = checked.map(({ title, findings }, place) => ({ id: ids[place] as number, title, findings }))
  await appendTrails(
    transaction,
    brought.map((one, place) => importedEntry(one, stored[place] as Stored, at)),
  )
  for (const { agency, year, read, actor, status } of brought) {
    // A draft is nobody's word yet; whatever is brought as further on contradicts that there is nothing to report.
    if (status !== 'draft') await removeNilReturn(transaction, { agencyId: agency.id, year, at, actor })
    if (readings.has(keyOf(agency.id, year + 1)) || !there(agency.id, year + 1)) continue
    await recheckYearAfter(transaction, { forms, at }, { agency, year, reading: { ...read.reading, year } })
  }
  return stored
}

function newReport(brought: ReportBrought, previous: Reading | undefined, importedAt: Date): NewReport {
  const { agency, year, read, status, demonstration = false, invented = false } = brought
  const { claims, paper } = read
  const reading = { ...read.reading, year }
  const findings = previous ? findingsWith(previous, read, reading) : read.findings
  const about = { agencyId: agency.id, year, title: titleOf(brought), reading, claims, findings, file: fileOf(brought) }
  return { ...about, importedAt, status, demonstration, invented, ...(paper && { paper }) }
}

/** A reading that is of another year than it told is checked anew: its own rules may say something else of it. */
function findingsWith(previous: Reading, { form, claims, reading: told, findings }: ReportRead, reading: Reading) {
  const input = { reading, form, claims, previous }
  return told.year === reading.year ? reconcileYears(findings, input) : reconcile(input)
}

function importedEntry({ agency, bytes, fileName, actor }: ReportBrought, { id }: Stored, at: Date): NewTrailEntry {
  const sha256 = hexOf(sha256Of(bytes))
  return { agencyId: agency.id, reportId: id, at, actor, event: { kind: 'imported', fileName, sha256 } }
}

/** Stores a report that has been read, checked also against the years before and after where we hold them. */
export async function storeReport(
  transaction: Transaction<Database>,
  services: Pick<Services, 'forms' | 'now'>,
  brought: ReportBrought,
): Promise<Stored> {
  const [stored] = await storeReports(transaction, services, [brought])
  if (!stored) throw new Error('A report that was stored is not told')
  return stored
}
