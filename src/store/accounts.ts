import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Person, Role } from '../domain/agency/person.ts'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'

export interface NewAccount {
  readonly agencyId: number
  readonly login: string
  readonly displayName: string
  readonly role: Role
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
      password_hash: account.passwordHash,
      demonstration: account.demonstration,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The account of a login, whatever its case, with the hash of its password. */
export async function findAccount(
  db: Kysely<Database>,
  login: string,
): Promise<{ readonly person: Person; readonly passwordHash: string } | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'agency_id', 'login', 'display_name', 'role', 'password_hash'])
    .where(sql<string>`lower(login)`, '=', sql<string>`lower(${storable(login)})`)
    .executeTakeFirst()
  if (!row) return undefined
  return { person: personOf(row), passwordHash: row.password_hash }
}

type AccountRow = Pick<Selectable<Database['account']>, 'id' | 'agency_id' | 'login' | 'display_name' | 'role'>

export const personOf = (row: AccountRow): Person => ({
  accountId: row.id,
  agencyId: row.agency_id,
  login: row.login,
  displayName: row.display_name,
  role: row.role,
})
