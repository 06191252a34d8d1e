import type { Person } from '../domain/agency/person.ts'
import { findAccount } from '../store/accounts.ts'
import type { SessionAwaits } from '../store/schema.ts'
import { findSession, removeEndedSessions } from '../store/sessions.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { takeCode } from './codes.ts'
import { isPassword } from './passwords.ts'
import type { Services } from './services.ts'
import { type Caller, hashOf, openSession, sessionLink } from './sessions.ts'
import type { Throttle } from './throttle.ts'

type Throttled = { readonly ok: false; readonly code: 'throttled'; readonly waitMinutes: number }

export type SignIn =
  | {
      readonly ok: true
      readonly token: string
      readonly person: Person
      /** What is missing before the session reaches anything. */
      readonly awaits: SessionAwaits | null
    }
  | { readonly ok: false; readonly code: 'wrong' }
  | Throttled

interface Attempt extends Caller {
  readonly login: string
  readonly password: string
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
  const { person, awaits } = found
  const now = services.now()
  await removeEndedSessions(services.db, now)
  const token = await inTransaction(services.db, async (transaction) => {
    const opened = await openSession(transaction, services, { ...attempt, person, awaits, secondStepAt: null })
    const kind = awaits === 'code' ? 'password-accepted' : 'signed-in'
    await appendLinks(transaction, [sessionLink(person, kind, now, { address: attempt.address })])
    return opened
  })
  return { ok: true, token, person, awaits }
}

/** A wrong password for a login that exists; nobody can tell who gave it. */
async function noteRefusal(services: Services, person: Person, { address }: Attempt): Promise<void> {
  const { agencyId, accountId, login } = person
  const actor = { accountId: null, name: '未登录的人' }
  const what = { kind: 'sign-in-refused', subject: `account ${accountId}`, details: { login, address } }
  await inTransaction(services.db, (transaction) =>
    appendLinks(transaction, [{ agencyId, at: services.now(), actor, ...what }]),
  ).catch((error: Error) => services.log.error({ error: error.message }, 'a refused sign-in is not in the trail'))
}

export type CodeGiven =
  | { readonly ok: true; readonly token: string; readonly person: Person }
  /** The time for the code is over, or nobody has given a password. */
  | { readonly ok: false; readonly code: 'over' }
  | { readonly ok: false; readonly code: 'wrong' }
  | Throttled

/** The second step: a code, or a recovery code, makes the half session a whole one, under a new token. */
export async function giveCode(
  services: Services,
  throttle: Throttle,
  { code, ...caller }: Caller & { readonly code: string },
): Promise<CodeGiven> {
  const { db, now } = services
  const half = caller.oldToken ? await findSession(db, hashOf(caller.oldToken), now()) : undefined
  if (half?.awaits !== 'code') return { ok: false, code: 'over' }
  const { person } = half
  const keys = [`code ${person.accountId}`]
  const waitMinutes = await throttle.count(keys)
  if (waitMinutes > 0) return { ok: false, code: 'throttled', waitMinutes }
  const answer = await inTransaction(db, async (transaction): Promise<CodeGiven> => {
    const at = now()
    const by = await takeCode(transaction, services, { accountId: person.accountId, code, at })
    const kind = by ? 'signed-in' : 'second-step-refused'
    const details = { address: caller.address, ...(by && { secondStep: by }) }
    await appendLinks(transaction, [sessionLink(person, kind, at, details)])
    if (!by) return { ok: false, code: 'wrong' }
    const opened = await openSession(transaction, services, { ...caller, person, awaits: null, secondStepAt: at })
    return { ok: true, token: opened, person }
  })
  if (answer.ok) await throttle.forget(keys)
  return answer
}
