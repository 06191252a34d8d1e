import type { Transaction } from 'kysely'
import { decisionsOf } from '../domain/report/decisions.ts'
import { saveSource } from '../store/report-sources.ts'
import type { StoredReport } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { findTrail } from '../store/trail.ts'
import type { Acted } from './act-on-report.ts'
import type { ReportRead } from './read-report.ts'
import { recheck, recheckYearAfter } from './recheck-report.ts'
import type { Services } from './services.ts'
import { hexOf } from './sha256.ts'
import { fileOf, titleOf } from './store-report.ts'

interface Held {
  readonly transaction: Transaction<Database>
  readonly services: Services
  readonly report: StoredReport
  readonly at: Date
}

interface FileRead {
  readonly read: ReportRead
  readonly bytes: Uint8Array
  readonly fileName: string
}

/** Puts a reading, of the same or of another file, in the place of a report's old one, and checks it. */
export async function takeReading({ transaction, services, report, at }: Held, given: FileRead): Promise<Acted> {
  const { agency, year } = report
  const file = fileOf(given)
  await saveSource(transaction, report, file, given.read.paper)
  const trail = await findTrail(transaction, { agencyId: agency.id, reportId: report.id })
  const decisions = decisionsOf(trail, hexOf(file.sha256))
  const title = titleOf({ agency, year, read: given.read })
  const asRead = { ...given.read.reading, year }
  const checking = { forms: services.forms, at }
  const reading = await recheck(transaction, checking, { ...report, title, asRead, decisions })
  await recheckYearAfter(transaction, checking, { agency, year, reading })
  return { ok: true, version: report.version + 1 }
}
