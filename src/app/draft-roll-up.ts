import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { reportJsonVersion } from '../domain/report/report-json.ts'
import type { RollUp } from '../domain/report/rollup/roll-up.ts'
import { reportStatuses } from '../domain/report/status.ts'
import { findAgency, lockBodies } from '../store/agencies.ts'
import { findReport } from '../store/reports.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { readReport } from './read-report.ts'
import { findRollUp } from './roll-up.ts'
import type { Services } from './services.ts'
import { mayTo, standingOf } from './standing.ts'
import { storeReport } from './store-report.ts'

export type RollUpDrafted =
  | { readonly ok: true }
  /** There is no such body for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }

const refuse = (code: string, says: string): RollUpDrafted => ({
  ok: false,
  code: 'refused',
  refusal: { code, says, article: '条例第四十九条' },
})

/** Makes the sum of the bodies below a government the draft of its own report, to be completed and corrected there. */
export async function draftRollUp(
  services: Services,
  person: Person,
  { agencyId, year }: { readonly agencyId: number; readonly year: number },
): Promise<RollUpDrafted> {
  return inTransaction(services.db, async (transaction) => {
    const agency = await findAgency(transaction, agencyId)
    const standing = agency && (await standingOf(transaction, person, agency))
    if (!standing) return { ok: false, code: 'unknown' }
    const allowed = mayTo(person, 'draft-roll-up', { agency, standing })
    if (allowed !== true) return { ok: false, code: 'refused', refusal: allowed }
    await lockBodies(transaction, [agency.id])
    const there = await findReport(transaction, { agencyId, year, publishedOnly: false })
    if (there) {
      const says = `${agency.name}${year}年已有年度报告（${reportStatuses[there.status]}），不再另存草稿。请在那份报告里更正，或者先弃用它。`
      return refuse('report-there', says)
    }
    const summed = await findRollUp({ ...services, db: transaction }, { government: agencyId, year })
    if (!summed || summed.included.length === 0)
      return refuse('nothing-to-sum', `${year}年还没有已接收或已公开的下属机关报告，没有数字可存。请先接收报告。`)
    const bytes = sheetOf(agency.name, summed)
    const read = await readReport(bytes, services.forms)
    if (!read.ok) throw new Error(`A sum cannot be read as a sheet: ${read.unreadable.message}`)
    const fileName = `${agency.shortName}${year}年汇总.json`
    await storeReport(transaction, services, {
      agency,
      year,
      read: read.report,
      bytes,
      fileName,
      actor: actorOf(person),
      status: 'draft',
    })
    return { ok: true }
  })
}

/** Our own JSON of a sheet. What some bodies lack is left out: a sum of some is nobody's figure. */
function sheetOf(agency: string, { year, form, cells, incomplete }: RollUp): Uint8Array {
  const whole = Object.fromEntries(Object.entries(cells).filter(([cell]) => !incomplete.has(cell)))
  const title = `${agency}${year}年政府信息公开工作年度报告`
  return new TextEncoder().encode(
    JSON.stringify({ version: reportJsonVersion, title, agency, year, form: form.id, cells: whole }),
  )
}
