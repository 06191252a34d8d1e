import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import { type PlainDate, yearOf } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type ChannelId, channels } from '../domain/request/channels.ts'
import { foldDossier } from '../domain/request/dossier.ts'
import type { Asks, Fact } from '../domain/request/facts.ts'
import { maskName } from '../domain/request/masking.ts'
import { findAgency } from '../store/agencies.ts'
import { type Applicant, appendApplicant } from '../store/applicants.ts'
import { lockEntry, saveEntry } from '../store/request-entries.ts'
import { cachedRow } from '../store/request-row.ts'
import { appendEntries, appendRequest } from '../store/requests.ts'
import { nextSerial } from '../store/serials.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { lookFor } from './look.ts'
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

/** The name of an organisation is no personal data. */
const shownName = ({ asks, applicant }: RequestEntered) =>
  asks.applicantType === 'natural-person' ? maskName(applicant.name) : applicant.name

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
  const at = services.now()
  const actor = actorOf(person)
  const numbered = (facts: readonly Fact[]) =>
    facts.map((fact, index) => ({ seq: index + 1, fact, enteredAt: at, actor }))
  const folded = (facts: readonly Fact[]) =>
    foldDossier(
      numbered(facts).map((entry) => ({ ...entry, person: actor.name, accountId: actor.accountId })),
      look,
    )
  const { faults } = folded(factsOf(entered, '', look.today)).reading
  if (faults.length > 0)
    return refuse(
      faults.map(({ says, article = articles.art31.cite }) => ({ code: 'bad-day', says: `${says}。`, article })),
    )
  return inTransaction(services.db, async (transaction): Promise<Registered> => {
    const entry = entered.entryKey === undefined ? undefined : { agencyId, key: entered.entryKey }
    const before = entry && (await lockEntry(transaction, entry))
    if (before) return { ok: true, agencyId, ...before }
    const year = yearOf(entered.submittedOn)
    const serial = await nextSerial(transaction, { agencyId, kind: 'request', year })
    const number = `${year}-${String(serial).padStart(4, '0')}`
    const facts = factsOf(entered, number, look.today)
    const row = cachedRow(folded(facts), { number, today: look.today })
    const about = { agencyId, number, year, serial, maskedName: shownName(entered), changedAt: at }
    const id = await appendRequest(transaction, { ...about, demonstration: entered.demonstration ?? false }, row)
    if (entry) await saveEntry(transaction, entry, id)
    await appendApplicant(transaction, services.seals, { agencyId, id }, entered.applicant)
    await appendEntries(transaction, { agencyId, id }, numbered(facts))
    const link = ({ fact, seq }: { fact: Fact; seq: number }) => ({ kind: fact.happened, details: { seq, ...fact } })
    const whose = { agencyId, at, actor, subject: `request ${number}` }
    await appendLinks(
      transaction,
      numbered(facts).map((entry) => ({ ...whose, ...link(entry) })),
    )
    return { ok: true, agencyId, id, number }
  })
}
