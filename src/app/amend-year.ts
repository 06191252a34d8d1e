import type { Kysely, Transaction } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import type { DeskAction } from '../domain/agency/rights.ts'
import { articles } from '../domain/articles.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type Difference, differencesOf } from '../domain/report/compile/counts.ts'
import { getForm } from '../domain/report/form.ts'
import { holdsControlsBesidesLines } from '../domain/unseen.ts'
import { findAgency, lockBodies } from '../store/agencies.ts'
import { type ClosedYear, findClosedYear } from '../store/closed-years.ts'
import { type BodyYear, findLedger, findNumbers } from '../store/counted-requests.ts'
import type { Database } from '../store/schema.ts'
import type { Actor } from '../store/trail.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import {
  type AmendmentKey,
  appendProposed,
  findProposed,
  lockProposed,
  type ProposedAmendment,
  saveDecision,
} from '../store/year-amendments.ts'
import { actorOf } from './actor.ts'
import { yearSubject } from './close-year.ts'
import { countingRules } from './compile-year.ts'
import type { Services } from './services.ts'
import { mayTo, standingOf } from './standing.ts'

/** What later facts would change in a closed year, with what was said and decided about it. */
export interface Amendment extends Difference {
  /** Of the request. */
  readonly number: string
  /** Whether the facts say so now; else they have changed again since it was proposed. */
  readonly stands: boolean
  /** Oldest first. */
  readonly proposals: readonly ProposedAmendment[]
}

export interface Amendments {
  readonly closed: ClosedYear
  readonly amendments: readonly Amendment[]
}

export type Amended =
  | { readonly ok: true; readonly id: number }
  /** There is no such body or proposal for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }

export const longestReason = 500

const refuse = (code: string, says: string): Amended => ({
  ok: false,
  code: 'refused',
  refusal: { code, says, article: articles.art50.cite },
})

const keyOf = ({ requestId, part, item, was, becomes }: Difference) => [requestId, part, item, was, becomes].join('\n')

async function differences(services: Services, db: Kysely<Database>, closed: ClosedYear) {
  const ledger = await findLedger(db, closed)
  return differencesOf(ledger, closed.year, countingRules(services, getForm(services.forms, closed.form)))
}

/** The amendments of a closed year; undefined where it is not closed. */
export async function findAmendments(services: Services, asked: BodyYear): Promise<Amendments | undefined> {
  const { db } = services
  const closed = await findClosedYear(db, asked)
  if (!closed) return undefined
  const found = await differences(services, db, closed)
  const proposed = await findProposed(db, asked)
  const stands = new Set(found.map(keyOf))
  const all = new Map([...proposed, ...found].map((one): [string, Difference] => [keyOf(one), one]))
  const ids = [...new Set([...all.values()].map(({ requestId }) => requestId))]
  const numbers = await findNumbers(db, asked.agencyId, ids)
  const amendments = [...all].map(([key, { requestId, part, item, was, becomes }]) => ({
    ...{ requestId, part, item, was, becomes },
    number: numbers.get(requestId) ?? '',
    stands: stands.has(key),
    proposals: proposed.filter((one) => keyOf(one) === key),
  }))
  return { closed, amendments }
}

/** Holds a body to whose closed years a person may do something. */
async function withBody(
  services: Services,
  person: Person,
  { agencyId, right }: { readonly agencyId: number; readonly right: DeskAction },
  act: (transaction: Transaction<Database>) => Promise<Amended>,
): Promise<Amended> {
  const agency = await findAgency(services.db, agencyId)
  const standing = agency && (await standingOf(services.db, person, agency))
  if (!standing) return { ok: false, code: 'unknown' }
  const allowed = mayTo(person, right, { agency, standing })
  if (allowed !== true) return { ok: false, code: 'refused', refusal: allowed }
  return inTransaction(services.db, async (transaction) => {
    await lockBodies(transaction, [agencyId])
    return act(transaction)
  })
}

export interface Proposal extends BodyYear {
  readonly difference: Difference
  readonly reason: string
}

/** Why something cannot be proposed about a difference; undefined where it can. */
function proposalRefusal(difference: Difference, stands: boolean, proposed: readonly ProposedAmendment[]) {
  if (!stands) return refuse('no-difference', '按现在的登记，没有这项变动。请看最新的列表。')
  const same = proposed.filter((one) => keyOf(one) === keyOf(difference))
  if (same.some(({ decision }) => decision === null))
    return refuse('proposed-already', '这项变动已经有人说明，正在等待批准。')
  return same.some(({ decision }) => decision?.approved)
    ? refuse('approved-already', '这项变动已经批准，不用再说明。')
    : undefined
}

/** Says why a closed year would count something otherwise now; the closed figures stay as they are. */
export async function proposeAmendment(
  services: Services,
  person: Person,
  { agencyId, year, difference, reason: given }: Proposal,
): Promise<Amended> {
  return withBody(services, person, { agencyId, right: 'propose-amendment' }, async (transaction) => {
    const reason = given.trim()
    if (reason === '') return refuse('no-reason', '请写明变动的理由。')
    if ([...reason].length > longestReason) return refuse('long-reason', `理由最多 ${longestReason} 个字，请写短一些。`)
    if (holdsControlsBesidesLines(reason)) return refuse('controls', '理由里有看不见的控制字符，请重新输入。')
    const closed = await findClosedYear(transaction, { agencyId, year })
    if (!closed) return refuse('not-closed', `${year} 年没有封账，更正登记后统计随即改变，不用说明。`)
    const found = await differences(services, transaction, closed)
    const stands = found.some((one) => keyOf(one) === keyOf(difference))
    const refused = proposalRefusal(difference, stands, await findProposed(transaction, { agencyId, year }))
    if (refused) return refused
    const [actor, at] = [actorOf(person), services.now()]
    const id = await appendProposed(transaction, { agencyId, year, difference, reason, at, actor })
    await note(transaction, { agencyId, year, at, actor }, 'amendment-proposed', { ...difference, id, reason })
    return { ok: true, id }
  })
}

type Noted = BodyYear & { readonly at: Date; readonly actor: Actor }
type Details = Difference & { readonly id: number; readonly [name: string]: unknown }

async function note(
  transaction: Transaction<Database>,
  { agencyId, year, at, actor }: Noted,
  kind: string,
  { requestId, ...details }: Details,
): Promise<void> {
  const number = (await findNumbers(transaction, agencyId, [requestId])).get(requestId) ?? ''
  const subject = yearSubject(year)
  await appendLinks(transaction, [{ agencyId, at, actor, kind, subject, details: { number, ...details } }])
}

export interface AmendmentDecision extends AmendmentKey {
  /** The closed year that it is about. */
  readonly year: number
  readonly approved: boolean
  readonly opinion: string
}

async function decisionRefusal(
  services: Services,
  transaction: Transaction<Database>,
  person: Person,
  proposed: ProposedAmendment,
  { approved, opinion }: AmendmentDecision,
): Promise<Amended | undefined> {
  if (proposed.decision)
    return refuse(
      'decided-already',
      `${proposed.decision.decider}已经${proposed.decision.approved ? '批准' : '不予批准'}。`,
    )
  if (proposed.proposedBy === person.accountId)
    return refuse('own-proposal', '说明变动的人不能批准自己的说明，请由另一位负责人批准。')
  if (!approved && opinion === '') return refuse('no-opinion', '不予批准的，请写明意见。')
  if ([...opinion].length > longestReason) return refuse('long-opinion', `意见最多 ${longestReason} 个字，请写短一些。`)
  if (holdsControlsBesidesLines(opinion)) return refuse('controls', '意见里有看不见的控制字符，请重新输入。')
  const closed = await findClosedYear(transaction, proposed)
  const found = closed ? await differences(services, transaction, closed) : []
  return approved && !found.some((one) => keyOf(one) === keyOf(proposed))
    ? refuse('no-difference', '按现在的登记，这项变动已经不存在，不能批准；可以不予批准并写明原因。')
    : undefined
}

/** Approves what was said about a closed year, or does not; never by who said it. */
export async function decideAmendment(services: Services, person: Person, given: AmendmentDecision): Promise<Amended> {
  const { agencyId, id, approved } = given
  return withBody(services, person, { agencyId, right: 'decide-amendment' }, async (transaction) => {
    const proposed = await lockProposed(transaction, { agencyId, id })
    if (proposed?.year !== given.year) return { ok: false, code: 'unknown' }
    const opinion = given.opinion.trim()
    const refused = await decisionRefusal(services, transaction, person, proposed, { ...given, opinion })
    if (refused) return refused
    const [actor, at] = [actorOf(person), services.now()]
    await saveDecision(transaction, { agencyId, id }, { at, actor, approved, opinion })
    const { requestId, part, item, was, becomes, year } = proposed
    const difference = { requestId, part, item, was, becomes }
    await note(transaction, { agencyId, year, at, actor }, 'amendment-decided', {
      ...difference,
      id,
      approved,
      opinion,
    })
    return { ok: true, id }
  })
}
