import { type ApplicantActionId, applicantActionOf, applicantRefusal } from '../../domain/request/applicant-actions.ts'
import type { Fact } from '../../domain/request/facts.ts'
import { findAgency } from '../../store/agencies.ts'
import { lockRequest } from '../../store/requests.ts'
import { inTransaction } from '../../store/transaction.ts'
import {
  addMade,
  type HeldDossier,
  holdDossier,
  type MakeFacts,
  orRefuse,
  type RequestActed,
  type RequestTarget,
  refuse,
} from '../act-on-request.ts'
import { lookFor } from '../look.ts'
import type { Services } from '../services.ts'
import { applicantActor } from './actor.ts'

/** Holds the dossier of an applicant's own request; whoever calls has made sure that it is theirs. */
export async function withOwnRequest(
  services: Services,
  target: Omit<RequestTarget, 'version'>,
  act: (held: HeldDossier) => Promise<RequestActed>,
): Promise<RequestActed> {
  const agency = await findAgency(services.db, target.agencyId)
  if (!agency) return { ok: false, code: 'unknown' }
  const look = await lookFor(services, agency)
  return inTransaction(services.db, async (transaction): Promise<RequestActed> => {
    const row = await lockRequest(transaction, target)
    if (!row) return { ok: false, code: 'unknown' }
    return act(await holdDossier({ transaction, services, actor: applicantActor, agency, row, look }))
  })
}

/**
 * Does one thing with a request as its applicant, where status and law allow it (arts. 29 to 42).
 *
 * @param target the applicant's own request, with the version that they had before them
 */
export async function actAsApplicant(
  services: Services,
  target: RequestTarget,
  action: ApplicantActionId,
  facts: readonly Fact[] | MakeFacts<HeldDossier>,
): Promise<RequestActed> {
  const { adds } = applicantActionOf(action)
  return withOwnRequest(services, target, async (held) => {
    if (held.row.version !== target.version) return { ok: false, code: 'changed' }
    const refusal = applicantRefusal(action, held.dossier)
    return refusal ? refuse([refusal]) : addMade(held, { action, adds }, facts)
  }).catch(orRefuse)
}
