import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

export interface BodyBelow {
  readonly id: number
  readonly name: string
  /** Published reports of the body itself. */
  readonly reports: number
}

/**
 * The bodies next below one, those with a published report of their own or of a body next below them; at most `most`.
 */
export async function findBodiesBelow(
  db: Kysely<Database>,
  agencyId: number,
  most: number,
): Promise<readonly BodyBelow[]> {
  const { rows } = await sql<BodyBelow>`select id, name, reports from agency as body
    cross join lateral (
      select count(*) as reports from report where agency_id = body.id and published_at is not null
    ) as own
    where parent_id = ${agencyId} and (reports > 0 or exists (
      select from agency as child join report on report.agency_id = child.id
      where child.parent_id = body.id and published_at is not null
    ))
    order by id limit ${most}`.execute(db)
  return rows
}
