import type { Transaction } from 'kysely'
import { type PlainDate, yearOf } from '../domain/calendar/plain-date.ts'
import { type Dossier, foldDossier } from '../domain/request/dossier.ts'
import type { Asks, Fact } from '../domain/request/facts.ts'
import type { Look } from '../domain/request/look.ts'
import { maskName } from '../domain/request/masking.ts'
import { type Applicant, appendApplicant } from '../store/applicants.ts'
import { cachedRow, numberedRow } from '../store/request-row.ts'
import { appendRequest, type RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import type { Seals } from '../store/seals.ts'
import { nextSerial } from '../store/serials.ts'
import { findSimilar } from '../store/similar-requests.ts'
import type { Actor } from '../store/trail.ts'
import { appendFacts, asEntries, enteredFacts } from './append-facts.ts'

/** A dossier that begins. */
export interface Beginning {
  readonly agencyId: number
  readonly submittedOn: PlainDate
  readonly asks: Asks
  readonly applicant: Applicant
  /** The first facts, once the number is known. */
  readonly facts: (number: string) => readonly Fact[]
  /** Further facts of things that are kept with the request, as files. */
  readonly further?: (transaction: Transaction<Database>, key: RequestKey) => Promise<readonly Fact[]>
  readonly demonstration?: boolean
}

interface When {
  readonly look: Look
  readonly at: Date
  readonly actor: Actor
}

/** The dossier that the first facts amount to, before it has a number. */
export function dossierOf({ facts }: Pick<Beginning, 'facts'>, { look, at, actor }: When): Dossier {
  return foldDossier(asEntries(enteredFacts(facts(''), { after: 0, at, actor })), look)
}

/** The name of an organisation is no personal data. */
const shownName = ({ asks, applicant }: Beginning) =>
  asks.applicantType === 'natural-person' ? maskName(applicant.name) : applicant.name

/**
 * Begins a dossier in the transaction: a number without gaps, row, sealed applicant, first facts. From the number on
 * others of the body wait, so what takes long comes before it.
 */
export async function beginDossier(
  transaction: Transaction<Database>,
  seals: Seals,
  beginning: Beginning,
  when: When,
): Promise<{ readonly id: number; readonly number: string }> {
  const { agencyId, submittedOn, facts, further, demonstration = false } = beginning
  const { look, at, actor } = when
  const beforehand = cachedRow(dossierOf(beginning, when), { number: '', today: look.today })
  const alike = (await findSimilar(transaction, { agencyId, ...beforehand })).length
  const year = yearOf(submittedOn)
  const serial = await nextSerial(transaction, { agencyId, kind: 'request', year })
  const number = `${year}-${String(serial).padStart(4, '0')}`
  const first = facts(number)
  const about = { agencyId, number, year, serial, alike, maskedName: shownName(beginning), changedAt: at }
  const id = await appendRequest(transaction, { ...about, demonstration }, numberedRow(beforehand, number))
  await appendApplicant(transaction, seals, { agencyId, id }, beginning.applicant)
  const more = (await further?.(transaction, { agencyId, id })) ?? []
  await appendFacts(transaction, { agencyId, id }, number, enteredFacts([...first, ...more], { after: 0, at, actor }))
  return { id, number }
}
