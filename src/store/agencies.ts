import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { holding } from './like.ts'
import type { AgencyTable, Database } from './schema.ts'
import { searchTerms } from './search-terms.ts'

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

/** Keeps others from adding reports and nil returns of the bodies until the transaction ends. */
export async function lockBodies(db: Transaction<Database>, ids: readonly number[]): Promise<void> {
  await db
    .selectFrom('agency')
    .select('id')
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    // Always in the same order: two that want the same bodies never wait for each other.
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** Changes what may be changed of a body; its reports are found by the new words at once. */
export async function saveAgency(
  db: Transaction<Database>,
  { id, parentId, shortName, region, kind }: Omit<Agency, 'name' | 'demonstration'>,
): Promise<void> {
  await db
    .updateTable('agency')
    .set({ parent_id: parentId, short_name: shortName, region, kind })
    .where('id', '=', id)
    .execute()
  // A trigger has put the new words into the reports; the terms of the index are made of them here.
  const reports = await db.selectFrom('report').select(['id', 'search_text']).where('agency_id', '=', id).execute()
  for (const report of reports)
    await db
      .updateTable('report')
      .set({ search_terms: searchTerms(report.search_text) })
      .where('agency_id', '=', id)
      .where('id', '=', report.id)
      .execute()
}

/** A body in the tree below another one; depth 0 is that one itself. */
export interface AgencyBelow extends Agency {
  readonly depth: number
}

/** A page of a body and those below it that hold all the words in name, short name or region, in the order of the tree. */
export async function findAgenciesUnder(
  db: Kysely<Database>,
  { agencyId, words }: { readonly agencyId: number; readonly words: readonly string[] },
  page: { readonly size: number; readonly number: number },
): Promise<{ readonly agencies: readonly AgencyBelow[]; readonly total: number }> {
  const holds = words.map((word) => sql`and name || ' ' || short_name || ' ' || region ilike ${holding(word)}`)
  const { rows } = await sql<AgencyRow & { depth: number; total: number }>`
    with recursive below as (
      select id, 0 as depth, array[id] as path from agency where id = ${agencyId}
      union all select agency.id, depth + 1, path || agency.id from agency join below on agency.parent_id = below.id
    )
    select ${sql.join(columns.map((column) => sql.ref(`agency.${column}`)))}, depth, count(*) over () as total
    from below join agency on agency.id = below.id
    where true ${sql.join(holds, sql` `)}
    order by path limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(db)
  return {
    agencies: rows.map((row) => ({ ...toAgency(row), depth: row.depth })),
    total: rows[0]?.total ?? 0,
  }
}
