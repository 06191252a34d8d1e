import { type Kysely, sql } from 'kysely'
import { holding } from './like.ts'
import type { Database } from './schema.ts'

/** A body as somebody who wants to ask it sees it. */
export interface BodyAsked {
  readonly id: number
  readonly name: string
  readonly region: string
  /** It has a disclosure office and has not ceased to be. */
  readonly takes: boolean
  readonly closedOn: string | null
  /** Who goes on with its work, followed to the body that there is now. */
  readonly successor: { readonly id: number; readonly name: string; readonly takes: boolean } | null
}

/** How far successions are followed. */
const longestLine = 20

const columns = sql`body.id, body.name, body.region, body.closed_on as "closedOn",
  body.closed_on is null and exists (select from disclosure_office where agency_id = body.id) as takes,
  (with recursive line as (
      select body.successor_id as id, 1 as step
      union all select next.successor_id, step + 1 from line join agency as next on next.id = line.id
      where next.successor_id is not null and step < ${sql.lit(longestLine)}
    )
    select json_build_object('id', last.id, 'name', last.name, 'takes', last.closed_on is null
      and exists (select from disclosure_office where agency_id = last.id))
    from line join agency as last on last.id = line.id order by step desc limit 1) as successor`

/** Bodies that take requests or have ceased to be, that hold all words in name, short name or region; and how many. */
export async function findBodiesAsked(
  db: Kysely<Database>,
  words: readonly string[],
  page: { readonly size: number; readonly number: number },
): Promise<{ readonly bodies: readonly BodyAsked[]; readonly total: number }> {
  const holds = words.map((word) => sql`and name || ' ' || short_name || ' ' || region ilike ${holding(word)}`)
  const { rows } = await sql<BodyAsked & { readonly total: number }>`
    with found as (
      select id, count(*) over () as total from agency
      where (closed_on is not null or exists (select from disclosure_office where agency_id = agency.id))
        ${sql.join(holds, sql` `)}
      order by closed_on is not null, id limit ${page.size} offset ${(page.number - 1) * page.size}
    )
    select ${columns}, found.total from found join agency as body on body.id = found.id
    order by body.closed_on is not null, body.id`.execute(db)
  return { bodies: rows.map(({ total: _, ...body }) => body), total: rows[0]?.total ?? 0 }
}

/** A body that somebody wants to ask; undefined where there is none. */
export async function findBodyAsked(db: Kysely<Database>, id: number): Promise<BodyAsked | undefined> {
  const { rows } = await sql<BodyAsked>`select ${columns} from agency as body where body.id = ${id}`.execute(db)
  return rows[0]
}
