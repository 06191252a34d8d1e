import { type Kysely, sql } from 'kysely'
import type { Section } from '../domain/agency/section.ts'
import type { Database } from './schema.ts'

export interface NewSection {
  readonly agencyId: number
  readonly name: string
  readonly at: Date
}

/** Adds a section; gives its id. Two open sections of a body cannot have one name. */
export async function appendSection(db: Kysely<Database>, { agencyId, name, at }: NewSection): Promise<number> {
  const { id } = await db
    .insertInto('section')
    .values({ agency_id: agencyId, name, created_at: at, closed_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A section with what stands in the way of closing it. */
export interface SectionLine extends Section {
  readonly people: number
}

/** The sections of a body by name, the closed ones behind the open ones. */
export async function findSections(db: Kysely<Database>, agencyId: number): Promise<readonly SectionLine[]> {
  const rows = await db
    .selectFrom('section')
    .select(['agency_id', 'id', 'name', 'closed_at'])
    .select(
      sql<number>`(select count(*) from account
        where account.agency_id = section.agency_id and account.section_id = section.id)`.as('people'),
    )
    .where('agency_id', '=', agencyId)
    .orderBy(sql`closed_at is not null`)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ agency_id, id, name, closed_at, people }) => ({
    agencyId: agency_id,
    id,
    name,
    isClosed: closed_at !== null,
    people,
  }))
}

/** Requests that are not settled and that a section handles, or was asked to search for. */
export async function countOpenDossiers(
  db: Kysely<Database>,
  { agencyId, id }: Pick<Section, 'agencyId' | 'id'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from request
    where agency_id = ${agencyId} and is_open and (section_id = ${id} or asked_sections @> array[${id}]::bigint[])
  `.execute(db)
  return rows[0]?.count ?? 0
}

/** @param name undefined leaves it, `closedAt` null opens it again */
export async function saveSection(
  db: Kysely<Database>,
  { agencyId, id }: Pick<Section, 'agencyId' | 'id'>,
  changes: { readonly name?: string; readonly closedAt?: Date | null },
): Promise<void> {
  const { name, closedAt } = changes
  await db
    .updateTable('section')
    .set({ ...(name !== undefined && { name }), ...(closedAt !== undefined && { closed_at: closedAt }) })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .execute()
}
