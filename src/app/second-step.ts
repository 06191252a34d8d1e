import type { Transaction } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import { findAccount } from '../store/accounts.ts'
import type { Database } from '../store/schema.ts'
import { totpContext } from '../store/seal-contexts.ts'
import {
  appendRecoveryCodes,
  getSecondStep,
  removeSecondStep,
  saveConfirmation,
  saveSecret,
} from '../store/second-steps.ts'
import { removeSessionsOf, saveSessionAwaiting, saveSessionPassed } from '../store/sessions.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { hashOfCode, madeRecoveryCodes, takeCode, takeTotp } from './codes.ts'
import { isPassword } from './passwords.ts'
import type { Services } from './services.ts'
import { hashOf } from './sessions.ts'
import type { Throttle } from './throttle.ts'
import { base32, enrolmentAddress, secretSize } from './totp.ts'

type Wrong<Field extends string> = {
  readonly ok: false
  readonly code: 'problems'
  readonly problems: Partial<Record<Field, string>>
}
type Throttled = { readonly ok: false; readonly code: 'throttled'; readonly waitMinutes: number }

const wrongCode = '验证码不对，或者已经用过。请核对手机的时间，等下一个验证码再试。'

/** What a person brings into their authenticator. */
export interface Enrolment {
  /** The secret in base 32, for those who cannot scan. */
  readonly secret: string
  /** What the QR code says. */
  readonly address: string
}

/** Makes a secret for a person, unless one waits for its first code already or is in use. */
export async function beginSecondStep(services: Services, { accountId }: Person): Promise<void> {
  const { db, seals, randomBytes } = services
  await inTransaction(db, async (transaction) => {
    if ((await getSecondStep(transaction, accountId)).secret) return
    const sealed = seals.seal(base32(randomBytes(secretSize)), totpContext(accountId))
    await saveSecret(transaction, accountId, sealed)
  })
}

/** The secret that waits for its first code; undefined where none was begun, or it was confirmed and is shown no more. */
export async function findEnrolment(
  { db, seals }: Pick<Services, 'db' | 'seals'>,
  { accountId, login }: Person,
): Promise<Enrolment | undefined> {
  const { secret: sealed, confirmedAt } = await getSecondStep(db, accountId)
  if (!sealed || confirmedAt) return undefined
  const secret = seals.open(sealed, totpContext(accountId))
  return { secret, address: enrolmentAddress(secret, { issuer: '公开工作台', login }) }
}

export type SecondStepConfirmed =
  /** The recovery codes are shown once and kept nowhere. */
  { readonly ok: true; readonly recoveryCodes: readonly string[] } | Wrong<'code'> | Throttled

interface Asked {
  readonly code: string
  /** Token of the session that goes on; all others of the person end. */
  readonly token: string
}

/** The first code of a new secret turns the second step on, for this session too. */
export async function confirmSecondStep(
  services: Services,
  throttle: Throttle,
  person: Person,
  { code, token }: Asked,
): Promise<SecondStepConfirmed> {
  const { accountId } = person
  const waitMinutes = await throttle.count([`code ${accountId}`])
  if (waitMinutes > 0) return { ok: false, code: 'throttled', waitMinutes }
  const recoveryCodes = madeRecoveryCodes(services)
  const answer = await inTransaction(services.db, async (transaction): Promise<SecondStepConfirmed> => {
    const at = services.now()
    const { confirmedAt } = await getSecondStep(transaction, accountId)
    if (confirmedAt || !(await takeTotp(transaction, services, { accountId, code, at })))
      return { ok: false, code: 'problems', problems: { code: wrongCode } }
    await saveConfirmation(transaction, accountId, at)
    await appendRecoveryCodes(transaction, accountId, recoveryCodes.map(hashOfCode))
    await saveSessionPassed(transaction, hashOf(token), at)
    await removeSessionsOf(transaction, accountId, hashOf(token))
    await note(transaction, person, 'second-step-enabled', at)
    return { ok: true, recoveryCodes }
  })
  if (answer.ok) await throttle.forget([`code ${accountId}`])
  return answer
}

export type SecondStepEnded = { readonly ok: true } | Wrong<'password' | 'code'> | Throttled

/**
 * Turns the second step off, with password and a code; all other sessions end. Where the body asks for it, the person
 * sets it up anew before anything else: so one changes a device.
 */
export async function endSecondStep(
  services: Services,
  throttle: Throttle,
  person: Person,
  { password, code, token }: Asked & { readonly password: string },
): Promise<SecondStepEnded> {
  const { accountId, login } = person
  const waitMinutes = await throttle.count([`code ${accountId}`])
  if (waitMinutes > 0) return { ok: false, code: 'throttled', waitMinutes }
  const found = await findAccount(services.db, login)
  const isRight = await isPassword(found?.passwordHash, password)
  if (!isRight) return { ok: false, code: 'problems', problems: { password: '密码不对。' } }
  const ended = await inTransaction(services.db, async (transaction): Promise<SecondStepEnded> => {
    const at = services.now()
    if (!(await takeCode(transaction, services, { accountId, code, at })))
      return { ok: false, code: 'problems', problems: { code: wrongCode } }
    const { isRequired } = await getSecondStep(transaction, accountId)
    await removeSecondStep(transaction, accountId)
    await removeSessionsOf(transaction, accountId, hashOf(token))
    if (isRequired) await saveSessionAwaiting(transaction, hashOf(token))
    await note(transaction, person, 'second-step-ended', at)
    return { ok: true }
  })
  if (ended.ok) await throttle.forget([`code ${accountId}`])
  return ended
}

async function note(transaction: Transaction<Database>, person: Person, kind: string, at: Date): Promise<void> {
  const { agencyId, accountId, login } = person
  const link = { agencyId, at, actor: actorOf(person), kind, subject: `account ${accountId}`, details: { login } }
  await appendLinks(transaction, [link])
}
