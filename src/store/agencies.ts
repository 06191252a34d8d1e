import { type Kysely, type Selectable, sql } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { AgencyTable, Database } from './schema.ts'

const columns = ['id', 'parent_id', 'name', 'short_name', 'region', 'kind', 'demonstration'] as const

type AgencyRow = Pick<Selectable<AgencyTable>, (typeof columns)[number]>

export function toAgency(row: AgencyRow): Agency {
  const { id, parent_id, name, short_name, region, kind, demonstration } = row
  return { id, parentId: parent_id, name, shortName: short_name, region, kind, demonstration }
}

export type NewAgency = Omit<Agency, 'id'>

/** Adds a body; gives its id. Two bodies cannot have one name. */
export async function appendAgency(db: Kysely<Database>, agency: NewAgency): Promise<number> {
  const { id } = await db
    .insertInto('agency')
    .values({
      parent_id: agency.parentId,
      name: agency.name,
      short_name: agency.shortName,
      region: agency.region,
      kind: agency.kind,
      demonstration: agency.demonstration,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findAgency(db: Kysely<Database>, id: number): Promise<Agency | undefined> {
  const row = await db.selectFrom('agency').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toAgency(row)
}

export async function findAgencyByName(db: Kysely<Database>, name: string): Promise<Agency | undefined> {
  const row = await db.selectFrom('agency').select(columns).where('name', '=', name).executeTakeFirst()
  return row && toAgency(row)
}

/** The body itself and every body below it in the tree; its alias is `below`. */
export const subtree = (agencyId: number) => sql<number>`(with recursive below as (
    select id from agency where id = ${agencyId}
    union all select agency.id from agency join below on agency.parent_id = below.id
  ) select id from below)`

/** Whether a body stands below another one in the tree. */
export async function isBelow(db: Kysely<Database>, agencyId: number, superiorId: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`with recursive above as (
      select parent_id from agency where id = ${agencyId}
      union all select agency.parent_id from agency join above on agency.id = above.parent_id
    ) select exists (select from above where parent_id = ${superiorId}) as found`.execute(db)
  return rows[0]?.found === true
}

/** The bodies at the top of the tree, oldest first; at most two, which tells none, one and several apart. */
export async function findTopAgencies(db: Kysely<Database>): Promise<readonly Agency[]> {
  const rows = await db
    .selectFrom('agency')
    .select(columns)
    .where('parent_id', 'is', null)
    .orderBy('id')
    .limit(2)
    .execute()
  return rows.map(toAgency)
}

/** Keeps others from adding bodies until the transaction ends. */
export async function lockAgencies(transaction: Kysely<Database>): Promise<void> {
  await sql`lock table agency in share row exclusive mode`.execute(transaction)
}

/** Keeps others from bringing reports of the body until the transaction ends. */
export async function lockAgency(transaction: Kysely<Database>, id: number): Promise<void> {
  await transaction.selectFrom('agency').select('id').where('id', '=', id).forUpdate().execute()
}
