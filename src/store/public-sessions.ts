import type { Kysely } from 'kysely'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'

export interface NewPublicSession {
  /** SHA-256 of the token. */
  readonly tokenHash: Uint8Array
  readonly request: RequestKey
  readonly at: Date
  readonly expiresAt: Date
}

export async function appendPublicSession(
  db: Kysely<Database>,
  { tokenHash, request, at, expiresAt }: NewPublicSession,
): Promise<void> {
  await db
    .insertInto('public_session')
    .values({
      token_hash: tokenHash,
      agency_id: request.agencyId,
      request_id: request.id,
      made_at: at,
      expires_at: expiresAt,
    })
    .execute()
}

/** The request that a browser follows, while its session lives. */
export async function findPublicSession(
  db: Kysely<Database>,
  tokenHash: Uint8Array,
  now: Date,
): Promise<RequestKey | undefined> {
  const row = await db
    .selectFrom('public_session')
    .select(['agency_id', 'request_id'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { agencyId: row.agency_id, id: row.request_id }
}

export async function removePublicSession(db: Kysely<Database>, tokenHash: Uint8Array): Promise<void> {
  await db.deleteFrom('public_session').where('token_hash', '=', tokenHash).execute()
}

/** Forgets sessions that are over. */
export async function removeEndedPublicSessions(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('public_session').where('expires_at', '<=', now).execute()
}
