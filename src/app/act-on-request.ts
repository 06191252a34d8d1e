import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { DeskAction } from '../domain/agency/rights.ts'
import type { Refusal } from '../domain/refusal.ts'
import { actionOf, type RequestActionId } from '../domain/request/actions.ts'
import { type Dossier, foldDossier } from '../domain/request/dossier.ts'
import type { Correction, Entry, Fact } from '../domain/request/facts.ts'
import { impossibleFacts, refusalOf } from '../domain/request/guards.ts'
import type { Look } from '../domain/request/look.ts'
import { findAgency } from '../store/agencies.ts'
import { cachedRow } from '../store/request-row.ts'
import {
  findEntries,
  lockRequest,
  type NewEntry,
  type RequestKey,
  type RequestRow,
  saveRequest,
} from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import type { Actor } from '../store/trail.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { appendFacts, asEntries, enteredFacts } from './append-facts.ts'
import { lookFor } from './look.ts'
import { tellApplicant } from './mail/tell-applicant.ts'
import { thingOf } from './readable-request.ts'
import type { Services } from './services.ts'
import { standingOf } from './standing.ts'

/** Which request a person means, and what they saw of it. */
export interface RequestTarget extends RequestKey {
  /** Version that the person had before them. */
  readonly version: number
}

export type RequestActed =
  | { readonly ok: true; readonly version: number }
  /** There is no such request for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  /** Others have changed it meanwhile; what they did stands in its facts. */
  | { readonly ok: false; readonly code: 'changed' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusals: readonly Refusal[] }

/** A dossier that nobody else can change until the transaction ends. */
export interface HeldDossier {
  readonly transaction: Transaction<Database>
  readonly services: Services
  /** Who adds facts to it. */
  readonly actor: Actor
  readonly agency: Agency
  readonly row: RequestRow
  readonly entered: readonly Entry[]
  readonly dossier: Dossier
  readonly look: Look
  readonly at: Date
}

/** A dossier held for a person of the desk. */
export interface HeldRequest extends HeldDossier {
  readonly person: Person
}

export const refuse = (refusals: readonly Refusal[]): RequestActed => ({ ok: false, code: 'refused', refusals })

type Holding = Pick<HeldDossier, 'transaction' | 'services' | 'actor' | 'agency' | 'row' | 'look'>

/** Reads the dossier of a row that is locked. */
export async function holdDossier(holding: Holding): Promise<HeldDossier> {
  const { transaction, row, look, services } = holding
  const entered = await findEntries(transaction, { agencyId: row.agency_id, id: row.id })
  return { ...holding, entered, dossier: foldDossier(entered, look), at: services.now() }
}

/** Holds a dossier while one thing is done with it; tells apart what is unknown, not theirs to do, has changed. */
export async function withRequest(
  services: Services,
  person: Person,
  target: RequestTarget,
  right: DeskAction,
  act: (held: HeldRequest) => Promise<RequestActed>,
): Promise<RequestActed> {
  const agency = await findAgency(services.db, target.agencyId)
  const standing = agency && (await standingOf(services.db, person, agency))
  if (!standing) return { ok: false, code: 'unknown' }
  const look = await lookFor(services, agency)
  return inTransaction(services.db, async (transaction): Promise<RequestActed> => {
    const row = await lockRequest(transaction, target)
    const thing = row && thingOf(row, standing === 'superior')
    if (!thing || may(person, 'read-request', thing) !== true) return { ok: false, code: 'unknown' }
    const allowed = may(person, right, thing)
    if (allowed !== true) return refuse([allowed])
    if (row.version !== target.version) return { ok: false, code: 'changed' }
    const actor = actorOf(person)
    return act({ ...(await holdDossier({ transaction, services, actor, agency, row, look })), person })
  })
}

/** Adds facts to a held dossier: facts, row and trail together. */
export async function addFacts(held: HeldDossier, facts: readonly (Fact | Correction)[]): Promise<RequestActed> {
  const { transaction, row, entered, look, at, actor } = held
  const news = enteredFacts(facts, { after: entered.at(-1)?.seq ?? 0, at, actor })
  const key = { agencyId: row.agency_id, id: row.id }
  await appendFacts(transaction, key, row.number, news)
  const dossier = foldDossier([...entered, ...asEntries(news)], look)
  const version = row.version + 1
  await saveRequest(transaction, key, cachedRow(dossier, { number: row.number, today: look.today }), { version, at })
  await tell(held, dossier, news)
  return { ok: true, version }
}

/** What is for the applicant to know goes to them by mail; nobody is written to about a demonstration. */
async function tell(held: HeldDossier, dossier: Dossier, news: readonly NewEntry[]): Promise<void> {
  const { transaction, services, agency, row, at } = held
  if (row.demonstration) return
  const key = { agencyId: row.agency_id, id: row.id }
  const seqs = news.map(({ seq }) => seq)
  await tellApplicant(transaction, services, { key, number: row.number, organ: agency.name, dossier, seqs, at })
}

/** What an action adds: facts, or why there can be none. */
export type MakeFacts<Held extends HeldDossier = HeldRequest> = (
  held: Held,
) => Promise<readonly Fact[] | { readonly refusals: readonly Refusal[] }>

const isRefused = (made: Awaited<ReturnType<MakeFacts>>): made is { readonly refusals: readonly Refusal[] } =>
  'refusals' in made

/** A letter may be issued along with any action that the law puts in writing. */
const along: readonly string[] = ['letter-issued']

/**
 * Makes the facts of an action and adds them, where they can have happened.
 *
 * @throws {NothingDone} where they cannot: what was done to make them is undone with the transaction
 */
export async function addMade<Held extends HeldDossier>(
  held: Held,
  { action, adds }: { readonly action: string; readonly adds: readonly string[] },
  facts: readonly Fact[] | MakeFacts<Held>,
): Promise<RequestActed> {
  const made = typeof facts === 'function' ? await facts(held) : facts
  if (isRefused(made)) throw new NothingDone(made.refusals)
  const stray = made.find(({ happened }) => !adds.includes(happened) && !along.includes(happened))
  if (stray) throw new Error(`The action ${action} does not add the fact ${stray.happened}`)
  const impossible = impossibleFacts(held.dossier, made, held.look)
  if (impossible.length > 0) throw new NothingDone(impossible)
  return addFacts(held, made)
}

/**
 * Does one thing with a dossier, where role, status, the law and the clock allow it.
 *
 * @param facts what happened, or what makes it within the transaction, as issuing a letter does
 */
export async function actOnRequest(
  services: Services,
  person: Person,
  target: RequestTarget,
  action: RequestActionId,
  facts: readonly Fact[] | MakeFacts,
): Promise<RequestActed> {
  const { right, adds } = actionOf(action)
  return withRequest(services, person, target, right, async (held) => {
    const refusal = refusalOf(action, held.dossier, held.look, person)
    if (refusal) return refuse([refusal])
    return addMade(held, { action, adds }, facts)
  }).catch(orRefuse)
}

/** Undoes what the transaction has done so far; the refusals are what is told. */
class NothingDone extends Error {
  readonly refusals: readonly Refusal[]
  constructor(refusals: readonly Refusal[]) {
    super('An action on a request was refused')
    this.refusals = refusals
  }
}

/** What could not be done is a refusal; everything else that was thrown stays thrown. */
export function orRefuse(error: unknown): RequestActed {
  if (error instanceof NothingDone) return refuse(error.refusals)
  throw error
}
