import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** How an account stands to the second step of signing in. */
export interface SecondStep {
  /** Sealed; null where none was begun. */
  readonly secret: Uint8Array | null
  /** Null until a first code has confirmed the secret: before that it is not asked for. */
  readonly confirmedAt: Date | null
  readonly lastStep: number | null
  /** Recovery codes that were not used. */
  readonly codesLeft: number
  /** The body asks everybody for it. */
  readonly isRequired: boolean
}

export async function getSecondStep(db: Kysely<Database>, accountId: number): Promise<SecondStep> {
  const row = await db
    .selectFrom('account')
    .innerJoin('agency', 'agency.id', 'account.agency_id')
    .select(['totp_secret', 'totp_confirmed_at', 'totp_last_step', 'second_step_required'])
    .select(
      sql<number>`(select count(*) from recovery_code where account_id = account.id and used_at is null)`.as('left'),
    )
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow()
  return {
    secret: row.totp_secret,
    confirmedAt: row.totp_confirmed_at,
    lastStep: row.totp_last_step,
    codesLeft: row.left,
    isRequired: row.second_step_required,
  }
}

/** Begins anew with a secret that counts once it is confirmed. */
export async function saveSecret(db: Kysely<Database>, accountId: number, sealed: Uint8Array): Promise<void> {
  await db
    .updateTable('account')
    .set({ totp_secret: sealed, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', accountId)
    .where('totp_confirmed_at', 'is', null)
    .execute()
}

export async function saveConfirmation(db: Kysely<Database>, accountId: number, at: Date): Promise<void> {
  await db.updateTable('account').set({ totp_confirmed_at: at }).where('id', '=', accountId).execute()
}

/** Marks the code of a period as used; false where it, or a later one, was used before. */
export async function saveStepUsed(db: Kysely<Database>, accountId: number, step: number): Promise<boolean> {
  const row = await db
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('id', '=', accountId)
    .where((on) => on.or([on('totp_last_step', 'is', null), on('totp_last_step', '<', step)]))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Marks a recovery code as used; false where it is none, or was used before. */
export async function saveRecoveryCodeUsed(
  db: Kysely<Database>,
  { accountId, hash, at }: { readonly accountId: number; readonly hash: Uint8Array; readonly at: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** @param hashes SHA-256 of each code */
export async function appendRecoveryCodes(
  transaction: Transaction<Database>,
  accountId: number,
  hashes: readonly Uint8Array[],
): Promise<void> {
  const rows = hashes.map((hash) => ({ account_id: accountId, code_hash: hash, used_at: null }))
  await transaction.insertInto('recovery_code').values(rows).execute()
}

/** Forgets secret and recovery codes of an account. */
export async function removeSecondStep(transaction: Transaction<Database>, accountId: number): Promise<void> {
  await transaction.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await transaction
    .updateTable('account')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', accountId)
    .execute()
}

/** Whether a body asks everybody for the second step. */
export async function isSecondStepRequired(db: Kysely<Database>, agencyId: number): Promise<boolean> {
  const row = await db.selectFrom('agency').select('second_step_required').where('id', '=', agencyId).executeTakeFirst()
  return row?.second_step_required === true
}

export async function saveSecondStepRequired(
  db: Kysely<Database>,
  agencyId: number,
  isRequired: boolean,
): Promise<void> {
  await db.updateTable('agency').set({ second_step_required: isRequired }).where('id', '=', agencyId).execute()
}
