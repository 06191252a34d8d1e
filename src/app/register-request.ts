import type { Transaction } from 'kysely'
import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import { type PlainDate, yearOf } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type ChannelId, channels } from '../domain/request/channels.ts'
import { foldDossier } from '../domain/request/dossier.ts'
import type { Asks, Fact } from '../domain/request/facts.ts'
import type { Look } from '../domain/request/look.ts'
import { maskName } from '../domain/request/masking.ts'
import { findAgency } from '../store/agencies.ts'
import { type Applicant, appendApplicant } from '../store/applicants.ts'
import { lockEntry, saveEntry } from '../store/request-entries.ts'
import { cachedRow } from '../store/request-row.ts'
import { appendRequest } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import type { Seals } from '../store/seals.ts'
import { nextSerial } from '../store/serials.ts'
import { findSimilar } from '../store/similar-requests.ts'
import type { Actor } from '../store/trail.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { appendFacts, asEntries, enteredFacts } from './append-facts.ts'
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
  const by = { at: services.now(), actor: actorOf(person) }
  const { faults } = begun(entered, '', { look, ...by }).dossier.reading
  if (faults.length > 0)
    return refuse(
      faults.map(({ says, article = articles.art31.cite }) => ({ code: 'bad-day', says: `${says}。`, article })),
    )
  return inTransaction(services.db, async (transaction): Promise<Registered> => {
    const entry = entered.entryKey === undefined ? undefined : { agencyId, key: entered.entryKey }
    const before = entry && (await lockEntry(transaction, entry))
    if (before) return { ok: true, agencyId, ...before }
    const added = await add(transaction, services.seals, entered, { agencyId, look, ...by })
    if (entry) await saveEntry(transaction, entry, added.id)
    return { ok: true, agencyId, ...added }
  })
}

interface Beginning {
  readonly look: Look
  readonly at: Date
  readonly actor: Actor
}

/** A dossier with its first entries. */
function begun(entered: RequestEntered, number: string, { look, at, actor }: Beginning) {
  const news = enteredFacts(factsOf(entered, number, look.today), { after: 0, at, actor })
  return { news, dossier: foldDossier(asEntries(news), look) }
}

async function add(
  transaction: Transaction<Database>,
  seals: Seals,
  entered: RequestEntered,
  { agencyId, ...beginning }: Beginning & { readonly agencyId: number },
): Promise<{ readonly id: number; readonly number: string }> {
  const year = yearOf(entered.submittedOn)
  const serial = await nextSerial(transaction, { agencyId, kind: 'request', year })
  const number = `${year}-${String(serial).padStart(4, '0')}`
  const { news, dossier } = begun(entered, number, beginning)
  const row = cachedRow(dossier, { number, today: beginning.look.today })
  const alike = (await findSimilar(transaction, { agencyId, ...row })).length
  const about = { agencyId, number, year, serial, alike, maskedName: shownName(entered), changedAt: beginning.at }
  const id = await appendRequest(transaction, { ...about, demonstration: entered.demonstration ?? false }, row)
  await appendApplicant(transaction, seals, { agencyId, id }, entered.applicant)
  await appendFacts(transaction, { agencyId, id }, number, news)
  return { id, number }
}
