import { readReport } from '../src/app/read-report.ts'
import type { Services } from '../src/app/services.ts'
import { storeReport } from '../src/app/store-report.ts'
import type { ReportStatus } from '../src/domain/report/status.ts'
import { findAgency } from '../src/store/agencies.ts'
import type { Actor } from '../src/store/trail.ts'
import { inTransaction } from '../src/store/transaction.ts'

interface ReportToBring {
  readonly agencyId: number
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly actor: Actor
  readonly status: ReportStatus
  readonly demonstration: boolean
  readonly invented?: boolean
}

/** Reads, checks and stores a report of a known body, as far on its way as the test wants it. */
export async function bringReport(services: Services, { agencyId, ...brought }: ReportToBring) {
  const agency = await findAgency(services.db, agencyId)
  if (!agency) throw new RangeError(`There is no body ${agencyId}`)
  const outcome = await readReport(brought.bytes, services.forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  const { report: read } = outcome
  const { year } = read.reading
  if (year === null) throw new Error(`${brought.fileName} tells no year`)
  const { findings } = await inTransaction(services.db, (transaction) =>
    storeReport(transaction, services, { ...brought, agency, year, read }),
  )
  return { year, findings }
}
