import { type Kysely, sql, type Transaction } from 'kysely'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import { mailContext } from './seal-contexts.ts'
import type { Seals } from './seals.ts'

/** What is sealed of a mail. */
export interface MailBody {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface NewMail extends MailBody {
  /** What it tells of, as `request 12 fact 7`: within a body the same thing is told once. */
  readonly key: string
  readonly at: Date
}

/** Lays a mail aside to be sent; one whose key is there already is left as it is. */
export async function appendMail(
  db: Transaction<Database>,
  seals: Seals,
  { agencyId, id }: RequestKey,
  { key, at, to, subject, text }: NewMail,
): Promise<void> {
  const body: MailBody = { to, subject, text }
  await db
    .insertInto('outgoing_mail')
    .values({
      agency_id: agencyId,
      request_id: id,
      key,
      sealed: seals.seal(JSON.stringify(body), mailContext(agencyId)),
      made_at: at,
      try_after: at,
    })
    .onConflict((on) => on.columns(['agency_id', 'key']).doNothing())
    .execute()
}

/** A mail that waits. */
export interface WaitingMail {
  readonly agencyId: number
  readonly id: number
  readonly key: string
  readonly sealed: Uint8Array
  readonly madeAt: Date
  /** Times that it could not be sent. */
  readonly tried: number
}

/** Holds the mail that has waited longest until the transaction ends; those that others hold are passed over. */
export async function lockWaitingMail(db: Transaction<Database>, at: Date): Promise<WaitingMail | undefined> {
  const row = await db
    .selectFrom('outgoing_mail')
    .select(['agency_id', 'id', 'key', 'sealed', 'made_at', 'tried'])
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .where('try_after', '<=', at)
    .orderBy('try_after')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return undefined
  const { agency_id: agencyId, made_at: madeAt, ...rest } = row
  return { ...rest, agencyId, madeAt }
}

/** What a mail says, and to whom. */
export const openMail = (seals: Seals, { agencyId, sealed }: WaitingMail): MailBody =>
  JSON.parse(seals.open(sealed, mailContext(agencyId))) as MailBody

type MailKey = Pick<WaitingMail, 'agencyId' | 'id'>

const one = (db: Kysely<Database>, { agencyId, id }: MailKey) =>
  db.updateTable('outgoing_mail').where('agency_id', '=', agencyId).where('id', '=', id)

export async function saveMailSent(db: Kysely<Database>, key: MailKey, at: Date): Promise<void> {
  await one(db, key).set({ sent_at: at, trouble: '' }).execute()
}

export interface MailTrouble {
  readonly tried: number
  /** Why it could not be sent; names nobody. */
  readonly trouble: string
  readonly tryAfter: Date
  /** Null while it is tried again. */
  readonly givenUpAt: Date | null
}

export async function saveMailTrouble(
  db: Kysely<Database>,
  key: MailKey,
  { tried, trouble, tryAfter, givenUpAt }: MailTrouble,
): Promise<void> {
  await one(db, key).set({ tried, trouble, try_after: tryAfter, given_up_at: givenUpAt }).execute()
}

/** Asks the queue for the job that sends mail, where there is a queue; asked many times at once it is done once. */
export async function expectMailJob(db: Kysely<Database>, name: string): Promise<void> {
  // What a block runs is looked up only when it runs: the queue's tables come after the pages.
  await sql`do ${sql.lit(`begin
    if to_regnamespace('graphile_worker') is not null then
      perform graphile_worker.add_job('${name}', job_key := '${name}');
    end if;
  end`)}`.execute(db)
}
