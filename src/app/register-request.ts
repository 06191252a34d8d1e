import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type ChannelId, channels } from '../domain/request/channels.ts'
import type { Asks, Fact } from '../domain/request/facts.ts'
import { findAgency } from '../store/agencies.ts'
import type { Applicant } from '../store/applicants.ts'
import { lockEntry, saveEntry } from '../store/request-entries.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { beginDossier, dossierOf } from './begin-dossier.ts'
import { lookFor } from './look.ts'
import { writeToApplicant } from './mail/tell-applicant.ts'
import type { Services } from './services.ts'

/** A request as staff enter it (art. 29 ¶1: they fill in the form for whoever cannot). */
export interface RequestEntered {
  readonly channel: ChannelId
  readonly submittedOn: PlainDate
  /** Day of signing for the mail, or of confirming the receipt with the applicant; absent while it is not known. */
  readonly receivedOn?: PlainDate
  readonly asks: Asks
  readonly applicant: Applicant
  /** Who handles it from the start, where that is decided with the entry. */
  readonly assigned?: Omit<Extract<Fact, { happened: 'assigned' }>, 'happened' | 'on'>
  /** Of the form by which it is entered: one that is sent twice registers once. */
  readonly entryKey?: string
  readonly demonstration?: boolean
}

export type Registered =
  | { readonly ok: true; readonly agencyId: number; readonly id: number; readonly number: string }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** Art. 31: the facts of a request that came, by its channel. */
function factsOf(entered: RequestEntered, number: string, today: PlainDate): readonly Fact[] {
  const { channel, submittedOn, receivedOn, asks, assigned } = entered
  const { basis } = channels[channel]
  const received: readonly Fact[] =
    receivedOn === undefined || basis === 'submission'
      ? []
      : [{ happened: basis === 'signature' ? 'signed-for' : 'receipt-confirmed', on: receivedOn }]
  return [
    { happened: 'submitted', on: submittedOn, channel, asks },
    ...received,
    { happened: 'registered', on: receivedOn ?? submittedOn, number },
    ...(assigned ? [{ happened: 'assigned', on: today, ...assigned } as const] : []),
  ]
}

const refuse = (refusals: readonly Refusal[]): Registered => ({ ok: false, refusals })

/** Registers a request with the body that the person works for: a number without gaps, sealed applicant, first facts. */
export async function registerRequest(
  services: Services,
  person: Person,
  entered: RequestEntered,
): Promise<Registered> {
  const { agencyId } = person
  const allowed = may(person, 'register-request', { agencyId })
  if (allowed !== true) return refuse([allowed])
  const agency = await findAgency(services.db, agencyId)
  if (!agency) throw new Error('A person works for a body that is not there')
  const look = await lookFor(services, agency)
  const by = { at: services.now(), actor: actorOf(person) }
  const beginning = { ...entered, agencyId, facts: (number: string) => factsOf(entered, number, look.today) }
  const { faults } = dossierOf(beginning, { look, ...by }).reading
  if (faults.length > 0)
    return refuse(
      faults.map(({ says, article = articles.art31.cite }) => ({ code: 'bad-day', says: `${says}。`, article })),
    )
  return inTransaction(services.db, async (transaction): Promise<Registered> => {
    const entry = entered.entryKey === undefined ? undefined : { agencyId, key: entered.entryKey }
    const before = entry && (await lockEntry(transaction, entry))
    if (before) return { ok: true, agencyId, ...before }
    const added = await beginDossier(transaction, services.seals, beginning, { look, ...by })
    if (!entered.demonstration) {
      const dossier = dossierOf(beginning, { look, ...by })
      const seqs = dossier.entries.map(({ seq }) => seq)
      const told = {
        key: { agencyId, id: added.id },
        number: added.number,
        organ: agency.name,
        dossier,
        seqs,
        at: by.at,
      }
      await writeToApplicant(transaction, services, told, entered.applicant)
    }
    if (entry) await saveEntry(transaction, entry, added.id)
    return { ok: true, agencyId, ...added }
  })
}
