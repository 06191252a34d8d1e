import type { Transaction } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { blockingFindings } from '../domain/report/decisions.ts'
import {
  mayChange,
  type ReportAction,
  refusalOf,
  reportActions,
  reportStatuses,
  type Standing,
} from '../domain/report/status.ts'
import type { TrailEvent } from '../domain/report/trail.ts'
import { findAgency } from '../store/agencies.ts'
import { removeNilReturn } from '../store/nil-returns.ts'
import { findReport, lockReport, removeReport, type StoredReport, saveStatus } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { appendTrail } from '../store/trail.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { recheck, recheckYearAfter } from './recheck-report.ts'
import type { Services } from './services.ts'
import { mayTo, standingOf } from './standing.ts'

/** Which report a person means, and what they saw of it. */
export interface Target {
  readonly agencyId: number
  readonly year: number
  /** Version that the person had before them. */
  readonly version: number
}

export type Acted =
  | { readonly ok: true; readonly version: number }
  /** There is no such report for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  /** Others have changed it meanwhile; what they did stands in its trail. */
  | { readonly ok: false; readonly code: 'changed' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }

interface Held {
  readonly transaction: Transaction<Database>
  readonly services: Services
  readonly person: Person
  readonly report: StoredReport
  readonly standing: Standing
  readonly at: Date
}

export const refuse = (refusal: Refusal): Acted => ({ ok: false, code: 'refused', refusal })

/** Holds the report while one thing is done with it; tells apart what is unknown, has changed, may be done. */
export async function withReport(
  services: Services,
  person: Person,
  target: Target,
  act: (held: Held) => Promise<Acted>,
): Promise<Acted> {
  const { agencyId, year } = target
  return inTransaction(services.db, async (transaction): Promise<Acted> => {
    const agency = await findAgency(transaction, agencyId)
    const standing = agency && (await standingOf(transaction, person, agency))
    if (!standing) return { ok: false, code: 'unknown' }
    const allowed = mayTo(person, 'decide-report', { agency, standing })
    if (allowed !== true) return refuse(allowed)
    await lockReport(transaction, { agencyId, year })
    const report = await findReport(transaction, { agencyId, year, publishedOnly: false })
    if (!report) return { ok: false, code: 'unknown' }
    if (report.version !== target.version) return { ok: false, code: 'changed' }
    return act({ transaction, services, person, report, standing, at: services.now() })
  })
}

export async function note({ transaction, report, person, at }: Held, event: TrailEvent): Promise<void> {
  await appendTrail(transaction, { agencyId: report.agency.id, reportId: report.id, at, actor: actorOf(person), event })
}

/** Why figures cannot be corrected nor findings judged now; undefined where they can. */
export function unchangeable({ report, standing }: Pick<Held, 'report' | 'standing'>): Refusal | undefined {
  if (mayChange(report.status, standing)) return undefined
  const says = `报告${reportStatuses[report.status]}，不能再改。请先撤回报送，或者请上级机关退回。`
  return { code: 'wrong-status', says, article: '条例第四十九条' }
}

/** Checks the report with its decisions as they are now, and the report of the year after with the figures. */
export async function checkAgain({ transaction, services, report, at }: Held): Promise<Acted> {
  const { agency, year } = report
  const now = await findReport(transaction, { agencyId: agency.id, year, publishedOnly: false })
  if (!now) throw new Error('A report that is held is gone')
  const reading = await recheck(transaction, { forms: services.forms, at }, now)
  await recheckYearAfter(transaction, { forms: services.forms, at }, { agency, year, reading })
  return { ok: true, version: report.version + 1 }
}

/** Moves a report on its way: submit, return, accept, publish and the rest of the table of actions. */
export async function actOnReport(
  services: Services,
  person: Person,
  target: Target,
  { action, reason }: { readonly action: ReportAction; readonly reason: string },
): Promise<Acted> {
  return withReport(services, person, target, async (held) => {
    const { transaction, report, standing, at } = held
    const { status } = report
    const openErrors = blockingFindings(report.findings, report.decisions).length
    const refusal = refusalOf({ action, status, standing, reason, openErrors })
    if (refusal) return refuse(refusal)
    const { to } = reportActions[action]
    if (to === undefined) return discard(held)
    await note(held, { kind: 'moved', action, from: status, to, reason: reason.trim() })
    await saveStatus(transaction, report, to, at)
    if (to === 'submitted' || to === 'published') await endNilReturn(held)
    return { ok: true, version: report.version + 1 }
  })
}

/** Who submits a report has something to report after all. */
async function endNilReturn({ transaction, report, person, at }: Held): Promise<void> {
  const { agency, year } = report
  await removeNilReturn(transaction, { agencyId: agency.id, year, at, actor: actorOf(person) })
}

async function discard(held: Held): Promise<Acted> {
  const { transaction, report, services, at } = held
  const { agency, year, title, source } = report
  await note(held, { kind: 'discarded', year, title, fileName: source.fileName })
  await removeReport(transaction, report)
  await recheckYearAfter(transaction, { forms: services.forms, at }, { agency, year, reading: undefined })
  return { ok: true, version: report.version + 1 }
}
