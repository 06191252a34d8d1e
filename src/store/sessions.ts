import type { Kysely } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import { personColumns, personOf } from './accounts.ts'
import type { Database, SessionAwaits } from './schema.ts'

export interface NewSession {
  /** SHA-256 of the token. */
  readonly tokenHash: Uint8Array
  readonly accountId: number
  readonly createdAt: Date
  readonly idleUntil: Date
  readonly expiresAt: Date
  /** Browser and system in words. */
  readonly device: string
  /** Network address without its last part. */
  readonly place: string
  readonly awaits: SessionAwaits | null
  readonly secondStepAt: Date | null
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
      last_used_at: session.createdAt,
      device: session.device,
      place: session.place,
      awaits: session.awaits,
      second_step_at: session.secondStepAt,
    })
    .execute()
}

export interface LiveSession {
  readonly id: number
  readonly person: Person
  readonly awaits: SessionAwaits | null
  readonly idleUntil: Date
}

/** Whose session it is, while it lives. */
export async function findSession(
  db: Kysely<Database>,
  tokenHash: Uint8Array,
  now: Date,
): Promise<LiveSession | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select([...personColumns, 'account.id', 'session.id as session_id', 'idle_until', 'awaits'])
    .where('token_hash', '=', tokenHash)
    .where('idle_until', '>', now)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { id: row.session_id, person: personOf(row), awaits: row.awaits, idleUntil: row.idle_until }
}

/** Puts off the idle end of a session that was just used. */
export async function keepSession(
  db: Kysely<Database>,
  tokenHash: Uint8Array,
  { idleUntil, at }: { readonly idleUntil: Date; readonly at: Date },
): Promise<void> {
  await db
    .updateTable('session')
    .set({ idle_until: idleUntil, last_used_at: at })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** Notes that a session has passed the second step. */
export async function saveSessionPassed(db: Kysely<Database>, tokenHash: Uint8Array, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ second_step_at: at, awaits: null })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** Lets a session reach nothing until its person has set up a second step. */
export async function saveSessionAwaiting(db: Kysely<Database>, tokenHash: Uint8Array): Promise<void> {
  await db
    .updateTable('session')
    .set({ second_step_at: null, awaits: 'enrolment' })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** A session as its person sees it in a list. */
export interface SessionLine {
  readonly id: number
  readonly device: string
  readonly place: string
  readonly since: Date
  /** To some minutes. */
  readonly lastUsed: Date
  readonly isTwoStep: boolean
}

/** The sessions of an account that live and reach something, last used first. */
export async function findSessionsOf(
  db: Kysely<Database>,
  accountId: number,
  now: Date,
): Promise<readonly SessionLine[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'device', 'place', 'created_at', 'last_used_at', 'second_step_at'])
    .where('account_id', '=', accountId)
    .where('idle_until', '>', now)
    .where('expires_at', '>', now)
    .where('awaits', 'is', null)
    .orderBy('last_used_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute()
  return rows.map(({ id, device, place, created_at, last_used_at, second_step_at }) => ({
    id,
    device,
    place,
    since: created_at,
    lastUsed: last_used_at ?? created_at,
    isTwoStep: second_step_at !== null,
  }))
}

export async function removeSession(db: Kysely<Database>, tokenHash: Uint8Array): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

/** Ends one session of an account; tells what it was, undefined where there is none. */
export async function removeSessionOf(
  db: Kysely<Database>,
  { accountId, id }: { readonly accountId: number; readonly id: number },
): Promise<{ readonly device: string; readonly place: string } | undefined> {
  return db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returning(['device', 'place'])
    .executeTakeFirst()
}

/** Forgets sessions that are over. */
export async function removeEndedSessions(db: Kysely<Database>, now: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((on) => on.or([on('idle_until', '<=', now), on('expires_at', '<=', now)]))
    .execute()
}

/** Ends all sessions of an account, save one; tells how many. */
export async function removeSessionsOf(
  db: Kysely<Database>,
  accountId: number,
  keptTokenHash?: Uint8Array,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .$if(keptTokenHash !== undefined, (query) => query.where('token_hash', '<>', keptTokenHash ?? new Uint8Array()))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
