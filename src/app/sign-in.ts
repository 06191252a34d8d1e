import { createHash } from 'node:crypto'
import type { Person } from '../domain/agency/person.ts'
import { findAccount } from '../store/accounts.ts'
import { appendSession, findSession, keepSession, removeEndedSessions, removeSession } from '../store/sessions.ts'
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
  if (!found || !right) return { ok: false, code: 'wrong' }
  await throttle.forget(keys)
  const now = services.now()
  const token = Buffer.from(services.randomBytes(32)).toString('base64url')
  await removeEndedSessions(services.db, now)
  if (attempt.oldToken) await removeSession(services.db, hashOf(attempt.oldToken))
  await appendSession(services.db, {
    tokenHash: hashOf(token),
    accountId: found.person.accountId,
    createdAt: now,
    idleUntil: new Date(now.getTime() + idle),
    expiresAt: new Date(now.getTime() + longestSession),
  })
  return { ok: true, token, person: found.person }
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

export async function signOut({ db }: Services, token: string): Promise<void> {
  await removeSession(db, hashOf(token))
}
