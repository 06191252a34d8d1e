import { createHash } from 'node:crypto'
import type { Person } from '../domain/agency/person.ts'
import { findAccount } from '../store/accounts.ts'
import { appendSession, findSession, keepSession, removeEndedSessions, removeSession } from '../store/sessions.ts'
import { appendLinks, type NewLink } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { isPassword } from './passwords.ts'
import type { Services } from './services.ts'
import type { Throttle } from './throttle.ts'

const minute = 60_000
/** A session ends after this time without a page. */
const idle = 60 * minute
/** A session ends after this time in any case. */
export const longestSession = 12 * 60 * minute

export type SignIn =
  | { readonly ok: true; readonly token: string; readonly person: Person }
  | { readonly ok: false; readonly code: 'wrong' }
  | { readonly ok: false; readonly code: 'throttled'; readonly waitMinutes: number }

/** What of a session's token is stored. */
export const hashOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()

interface Attempt {
  readonly login: string
  readonly password: string
  /** Network address of the caller. */
  readonly address: string
  /** Token of a session that the new one replaces. */
  readonly oldToken?: string
}

/** Signs a person in with a new session. An unknown login and a wrong password cannot be told apart from outside. */
export async function signIn(services: Services, throttle: Throttle, attempt: Attempt): Promise<SignIn> {
  const keys = [`address ${attempt.address}`, `login ${attempt.login.toLowerCase()}`]
  const waitMinutes = await throttle.count(keys)
  if (waitMinutes > 0) return { ok: false, code: 'throttled', waitMinutes }
  const found = await findAccount(services.db, attempt.login)
  const right = await isPassword(found?.passwordHash, attempt.password)
  if (!found || !right) {
    // Not waited for: the time that an answer takes must not tell which logins there are.
    if (found) void noteRefusal(services, found.person, attempt)
    return { ok: false, code: 'wrong' }
  }
  await throttle.forget(keys)
  const now = services.now()
  const token = Buffer.from(services.randomBytes(32)).toString('base64url')
  await removeEndedSessions(services.db, now)
  await inTransaction(services.db, async (transaction) => {
    if (attempt.oldToken) await removeSession(transaction, hashOf(attempt.oldToken))
    await appendSession(transaction, {
      tokenHash: hashOf(token),
      accountId: found.person.accountId,
      createdAt: now,
      idleUntil: new Date(now.getTime() + idle),
      expiresAt: new Date(now.getTime() + longestSession),
    })
    await appendLinks(transaction, [sessionLink(found.person, 'signed-in', now, { address: attempt.address })])
  })
  return { ok: true, token, person: found.person }
}

const sessionLink = (person: Person, kind: 'signed-in' | 'signed-out', at: Date, details: object): NewLink => ({
  agencyId: person.agencyId,
  at,
  actor: actorOf(person),
  kind,
  subject: 'session',
  details: { login: person.login, ...details },
})

/** A wrong password for a login that exists; nobody can tell who gave it. */
async function noteRefusal(services: Services, person: Person, { address }: Attempt): Promise<void> {
  const { agencyId, accountId, login } = person
  const actor = { accountId: null, name: '未登录的人' }
  const what = { kind: 'sign-in-refused', subject: `account ${accountId}`, details: { login, address } }
  await inTransaction(services.db, (transaction) =>
    appendLinks(transaction, [{ agencyId, at: services.now(), actor, ...what }]),
  ).catch((error: Error) => services.log.error({ error: error.message }, 'a refused sign-in is not in the trail'))
}

/** Who the token belongs to, while its session lives; using it keeps it alive. */
export async function personOf({ db, now }: Services, token: string): Promise<Person | undefined> {
  const at = now()
  const tokenHash = hashOf(token)
  const session = await findSession(db, tokenHash, at)
  if (!session) return undefined
  // Not with every page: one write in a few minutes is enough.
  if (session.idleUntil.getTime() - at.getTime() < idle - 5 * minute)
    await keepSession(db, tokenHash, new Date(at.getTime() + idle))
  return session.person
}

export async function signOut({ db, now }: Services, token: string): Promise<void> {
  const at = now()
  await inTransaction(db, async (transaction) => {
    const session = await findSession(transaction, hashOf(token), at)
    await removeSession(transaction, hashOf(token))
    if (session) await appendLinks(transaction, [sessionLink(session.person, 'signed-out', at, {})])
  })
}
