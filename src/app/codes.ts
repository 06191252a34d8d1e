import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import { totpContext } from '../store/seal-contexts.ts'
import { getSecondStep, saveRecoveryCodeUsed, saveStepUsed } from '../store/second-steps.ts'
import { madeSecret } from './passwords.ts'
import type { Services } from './services.ts'
import { fromBase32, stepOfCode } from './totp.ts'

/** Recovery codes that are made at once. */
export const recoveryCodes = 10

/** What was given as the second step. */
export type CodeKind = 'code' | 'recovery-code'

/** Signs as people type them: of any width, in any case, with blanks and lines in between. */
const plainCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()

/** Of a recovery code: 80 random bits need no slow hash. */
export const hashOfCode = (code: string): Uint8Array => createHash('sha256').update(plainCode(code)).digest()

export const madeRecoveryCodes = (services: Pick<Services, 'randomBytes'>): readonly string[] =>
  Array.from({ length: recoveryCodes }, () => madeSecret(services))

interface Given {
  readonly accountId: number
  readonly code: string
  readonly at: Date
}

/** Takes the code of an authenticator, confirmed or not yet; false where it is wrong or was used before. */
export async function takeTotp(
  transaction: Transaction<Database>,
  { seals }: Pick<Services, 'seals'>,
  { accountId, code, at }: Given,
): Promise<boolean> {
  const { secret, lastStep } = await getSecondStep(transaction, accountId)
  if (!secret) return false
  const bytes = fromBase32(seals.open(secret, totpContext(accountId)))
  const step = stepOfCode(bytes, plainCode(code), { at, after: lastStep })
  return step !== undefined && saveStepUsed(transaction, accountId, step)
}

/** Takes a code or a recovery code, each once; undefined where it is neither. */
export async function takeCode(
  transaction: Transaction<Database>,
  services: Pick<Services, 'seals'>,
  given: Given,
): Promise<CodeKind | undefined> {
  if (await takeTotp(transaction, services, given)) return 'code'
  const { accountId, code, at } = given
  return (await saveRecoveryCodeUsed(transaction, { accountId, hash: hashOfCode(code), at }))
    ? 'recovery-code'
    : undefined
}
