import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Person, Role } from '../domain/agency/person.ts'
import { subtree } from './agencies.ts'
import type { Database, SessionAwaits } from './schema.ts'
import { storable } from './storable.ts'

export interface NewAccount {
  readonly agencyId: number
  readonly login: string
  readonly displayName: string
  readonly role: Role
  readonly sectionId?: number | null
  /** argon2id in its text form. */
  readonly passwordHash: string
  readonly demonstration: boolean
}

/** Adds an account; gives its id. Logins differ in more than their case. */
export async function appendAccount(db: Kysely<Database>, account: NewAccount): Promise<number> {
  const { id } = await db
    .insertInto('account')
    .values({
      agency_id: account.agencyId,
      login: account.login,
      display_name: account.displayName,
      role: account.role,
      section_id: account.sectionId ?? null,
      password_hash: account.passwordHash,
      demonstration: account.demonstration,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface FoundAccount {
  readonly person: Person
  readonly passwordHash: string
  /** What signing in takes besides the password. */
  readonly awaits: SessionAwaits | null
}

/** The account of a login, whatever its case, with the hash of its password. */
export async function findAccount(db: Kysely<Database>, login: string): Promise<FoundAccount | undefined> {
  const row = await db
    .selectFrom('account')
    .innerJoin('agency', 'agency.id', 'account.agency_id')
    .select([...personColumns, 'account.id', 'password_hash'])
    .select(
      sql<SessionAwaits | null>`case when totp_confirmed_at is not null then 'code'
        when second_step_required then 'enrolment' end`.as('awaits'),
    )
    .where(sql<string>`lower(login)`, '=', sql<string>`lower(${storable(login)})`)
    .executeTakeFirst()
  if (!row) return undefined
  return { person: personOf(row), passwordHash: row.password_hash, awaits: row.awaits }
}

/** What a person is made of, besides the account's id. */
export const personColumns = ['account.agency_id', 'login', 'display_name', 'role', 'section_id'] as const

type AccountRow = Pick<
  Selectable<Database['account']>,
  'id' | 'agency_id' | 'login' | 'display_name' | 'role' | 'section_id'
>

export const personOf = (row: AccountRow): Person => ({
  accountId: row.id,
  agencyId: row.agency_id,
  login: row.login,
  displayName: row.display_name,
  role: row.role,
  sectionId: row.section_id,
})

/** A person with the body that they work for, as the list of people shows them. */
export interface PersonLine extends Person {
  readonly agencyName: string
  /** Null where the person is in no section. */
  readonly sectionName: string | null
  readonly isTwoStep: boolean
}

/** People of a body and of those below it, in the order of the bodies and then of their logins. */
export async function findPeopleUnder(
  db: Kysely<Database>,
  agencyId: number,
  page: { readonly size: number; readonly number: number },
): Promise<{ readonly people: readonly PersonLine[]; readonly total: number }> {
  const under = () => db.selectFrom('account').where('account.agency_id', 'in', subtree(agencyId))
  const [rows, { total }] = await Promise.all([
    under()
      .innerJoin('agency', 'agency.id', 'account.agency_id')
      .leftJoin('section', (on) =>
        on.onRef('section.agency_id', '=', 'account.agency_id').onRef('section.id', '=', 'account.section_id'),
      )
      .select([...personColumns, 'account.id', 'agency.name', 'section.name as section_name', 'totp_confirmed_at'])
      .orderBy('account.agency_id')
      .orderBy('login')
      .limit(page.size)
      .offset((page.number - 1) * page.size)
      .execute(),
    under()
      .select((on) => on.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  const people = rows.map((row) => ({
    ...personOf(row),
    agencyName: row.name,
    sectionName: row.section_name,
    isTwoStep: row.totp_confirmed_at !== null,
  }))
  return { people, total }
}

export async function findPerson(db: Kysely<Database>, accountId: number): Promise<Person | undefined> {
  const row = await db
    .selectFrom('account')
    .select([...personColumns, 'id'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row && personOf(row)
}

export async function saveRole(
  db: Kysely<Database>,
  accountId: number,
  { role, sectionId }: Pick<Person, 'role' | 'sectionId'>,
): Promise<void> {
  await db.updateTable('account').set({ role, section_id: sectionId }).where('id', '=', accountId).execute()
}

/** @param passwordHash argon2id in its text form */
export async function savePassword(db: Kysely<Database>, accountId: number, passwordHash: string): Promise<void> {
  await db.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute()
}

/** Removes an account with its sessions; what the person did stays in the trails under their name. */
export async function removeAccount(db: Kysely<Database>, accountId: number): Promise<void> {
  await db.deleteFrom('account').where('id', '=', accountId).execute()
}

/** Keeps others from adding accounts until the transaction ends. */
export async function lockAccounts(transaction: Transaction<Database>): Promise<void> {
  await sql`lock table account in share row exclusive mode`.execute(transaction)
}
