import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'

interface DisputesExported {
  readonly agencyId: number
  /** The body stands below the person's own. */
  readonly isBelow: boolean
  /** What was asked for and how much left. */
  readonly details: Readonly<Record<string, unknown>>
}

/** Notes in the trail that disputes leave in a file; false where the person may not take them along. */
export async function noteExport(
  services: Services,
  person: Person,
  { agencyId, isBelow, details }: DisputesExported,
): Promise<boolean> {
  if (may(person, 'export-requests', { agencyId, isBelow }) !== true) return false
  const about = { agencyId, at: services.now(), actor: actorOf(person), kind: 'exported', subject: 'disputes', details }
  await inTransaction(services.db, (transaction) => appendLinks(transaction, [about]))
  return true
}
