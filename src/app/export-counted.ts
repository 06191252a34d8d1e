import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { CellKey } from '../domain/report/form.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { yearSubject } from './close-year.ts'
import type { Services } from './services.ts'

export interface CountedExport {
  readonly agencyId: number
  /** The body stands below the person's own. */
  readonly isBelow: boolean
  readonly year: number
  readonly cell: CellKey
  readonly format: 'csv' | 'xlsx'
  /** Lines that leave. */
  readonly count: number
}

/** Keeps in the trail that the requests behind a figure left in a file; else why they may not. */
export async function exportCounted(
  services: Services,
  person: Person,
  { agencyId, isBelow, year, ...details }: CountedExport,
): Promise<Refusal | undefined> {
  const allowed = may(person, 'export-requests', { agencyId, isBelow })
  if (allowed !== true) return allowed
  const about = { agencyId, at: services.now(), actor: actorOf(person), subject: yearSubject(year) }
  await inTransaction(services.db, (transaction) => appendLinks(transaction, [{ ...about, kind: 'exported', details }]))
  return undefined
}
