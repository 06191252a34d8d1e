import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { deviceWords, shortAddress } from '../domain/agency/device.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Database, SessionAwaits } from '../store/schema.ts'
import {
  appendSession,
  findSession,
  keepSession,
  removeSession,
  removeSessionOf,
  removeSessionsOf,
} from '../store/sessions.ts'
import { appendLinks, type NewLink } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'

const minute = 60_000
/** A session ends after this time without a page. */
const idle = 60 * minute
/** A session ends after this time in any case. */
export const longestSession = 12 * 60 * minute
/** Time to give the code after the password. */
const timeForCode = 5 * minute

/** What of a session's token is stored. */
export const hashOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()

/** From where somebody signs in. */
export interface Caller {
  /** Network address. */
  readonly address: string
  /** What the browser says of itself. */
  readonly userAgent?: string
  /** Token of a session that the new one replaces. */
  readonly oldToken?: string
}

export interface SessionAsked extends Caller {
  readonly person: Person
  readonly awaits: SessionAwaits | null
  /** When the second step was taken, where it was. */
  readonly secondStepAt: Date | null
}

/** Opens a session; gives its token, which is stored nowhere. */
export async function openSession(
  transaction: Transaction<Database>,
  { now, randomBytes }: Pick<Services, 'now' | 'randomBytes'>,
  { person, awaits, secondStepAt, address, userAgent = '', oldToken }: SessionAsked,
): Promise<string> {
  const at = now().getTime()
  const token = Buffer.from(randomBytes(32)).toString('base64url')
  if (oldToken) await removeSession(transaction, hashOf(oldToken))
  const isHalf = awaits === 'code'
  await appendSession(transaction, {
    tokenHash: hashOf(token),
    accountId: person.accountId,
    createdAt: new Date(at),
    idleUntil: new Date(at + (isHalf ? timeForCode : idle)),
    expiresAt: new Date(at + (isHalf ? timeForCode : longestSession)),
    device: deviceWords(userAgent),
    place: shortAddress(address),
    awaits,
    secondStepAt,
  })
  return token
}

/** A session as the pages behind it need it. */
export interface Signed {
  readonly person: Person
  /** Id of the session. */
  readonly session: number
  /** What is missing before it reaches anything. */
  readonly awaits: SessionAwaits | null
}

/** Who the token belongs to, while its session lives; using it keeps it alive. */
export async function sessionOf({ db, now }: Services, token: string): Promise<Signed | undefined> {
  const at = now()
  const tokenHash = hashOf(token)
  const found = await findSession(db, tokenHash, at)
  if (!found) return undefined
  const { id, person, awaits, idleUntil } = found
  // Not with every page: one write in a few minutes is enough. Time for the code is not put off.
  if (awaits !== 'code' && idleUntil.getTime() - at.getTime() < idle - 5 * minute)
    await keepSession(db, tokenHash, { idleUntil: new Date(at.getTime() + idle), at })
  return { session: id, person, awaits }
}

export const sessionLink = (person: Person, kind: string, at: Date, details: object): NewLink => ({
  agencyId: person.agencyId,
  at,
  actor: actorOf(person),
  kind,
  subject: 'session',
  details: { login: person.login, ...details },
})

export async function signOut({ db, now }: Services, token: string): Promise<void> {
  const at = now()
  await inTransaction(db, async (transaction) => {
    const session = await findSession(transaction, hashOf(token), at)
    await removeSession(transaction, hashOf(token))
    if (session && session.awaits !== 'code')
      await appendLinks(transaction, [sessionLink(session.person, 'signed-out', at, {})])
  })
}

export type SessionEnded = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** Ends one of a person's own sessions. */
export async function endSession({ db, now }: Services, person: Person, id: number): Promise<SessionEnded> {
  return inTransaction(db, async (transaction): Promise<SessionEnded> => {
    const ended = await removeSessionOf(transaction, { accountId: person.accountId, id })
    if (!ended) return { ok: false, refusal: { code: 'no-session', says: '这次登录已经结束，不用再结束。' } }
    await appendLinks(transaction, [sessionLink(person, 'session-ended', now(), ended)])
    return { ok: true }
  })
}

/** Ends all of a person's own sessions but the one of the token. */
export async function endOtherSessions({ db, now }: Services, person: Person, token: string): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const count = await removeSessionsOf(transaction, person.accountId, hashOf(token))
    if (count > 0) await appendLinks(transaction, [sessionLink(person, 'sessions-ended', now(), { count })])
  })
}
