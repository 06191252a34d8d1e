import type { Kysely } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import { personColumns, personOf } from './accounts.ts'
import type { Database } from './schema.ts'

export interface NewSession {
  /** SHA-256 of the token. */
  readonly tokenHash: Uint8Array
  readonly accountId: number
  readonly createdAt: Date
  readonly idleUntil: Date
  readonly expiresAt: Date
}

export async function appendSession(db: Kysely<Database>, session: NewSession): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      created_at: session.createdAt,
      idle_until: session.idleUntil,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Whose session it is, while it lives. */
export async function findSession(
  db: Kysely<Database>,
  tokenHash: Uint8Array,
  now: Date,
): Promise<{ readonly person: Person; readonly idleUntil: Date } | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select([...personColumns, 'account.id', 'idle_until'])
    .where('token_hash', '=', tokenHash)
    .where('idle_until', '>', now)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return undefined
  return { person: personOf(row), idleUntil: row.idle_until }
}

/** Puts off the idle end of a session. */
export async function keepSession(db: Kysely<Database>, tokenHash: Uint8Array, idleUntil: Date): Promise<void> {
  await db.updateTable('session').set({ idle_until: idleUntil }).where('token_hash', '=', tokenHash).execute()
}

export async function removeSession(db: Kysely<Database>, tokenHash: Uint8Array): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

/** Forgets sessions that are over. */
export async function removeEndedSessions(db: Kysely<Database>, now: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((on) => on.or([on('idle_until', '<=', now), on('expires_at', '<=', now)]))
    .execute()
}

/** Ends all sessions of an account, save one. */
export async function removeSessionsOf(
  db: Kysely<Database>,
  accountId: number,
  keptTokenHash?: Uint8Array,
): Promise<void> {
  await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .$if(keptTokenHash !== undefined, (query) => query.where('token_hash', '<>', keptTokenHash ?? new Uint8Array()))
    .execute()
}
