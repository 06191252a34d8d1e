import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Link } from '../domain/trail/link.ts'
import { subtree } from './agencies.ts'
import { holding } from './like.ts'
import type { Database } from './schema.ts'
import { type LinkRow, toLink } from './trail-chains.ts'

export interface TrailFilter {
  /** The body, and those below it unless `alone`. */
  readonly agencyId: number
  readonly alone: boolean
  /** From this moment on. */
  readonly from?: Date
  /** Before this moment. */
  readonly until?: Date
  readonly person?: string
  readonly kind?: string
  readonly subject?: string
}

/** Where a page of links ends, so that the next one begins there. */
export interface TrailEnd {
  readonly at: Date
  readonly agencyId: number
  readonly seq: number
}

/** A link with the name of its body. */
export interface TrailLine extends Link {
  readonly agencyName: string
}

function conditions({ from, until, person, kind, subject }: TrailFilter, after: TrailEnd | undefined) {
  const all: RawBuilder<unknown>[] = []
  if (from) all.push(sql`at >= ${from}`)
  if (until) all.push(sql`at < ${until}`)
  if (person) all.push(sql`person ilike ${holding(person)}`)
  if (kind) all.push(sql`kind = ${kind}`)
  if (subject) all.push(sql`subject ilike ${holding(subject)}`)
  if (after)
    all.push(sql`at <= ${after.at} and (at, link.agency_id, seq) < (${after.at}, ${after.agencyId}, ${after.seq})`)
  return sql.join([sql`true`, ...all], sql` and `)
}

/** Links of a body and of those below it that pass a filter, newest first. Each chain is read from its end. */
export async function findTrailLines(
  db: Kysely<Database>,
  filter: TrailFilter,
  { most, after }: { readonly most: number; readonly after?: TrailEnd | undefined },
): Promise<readonly TrailLine[]> {
  const whose = filter.alone ? sql`(${filter.agencyId})` : subtree(filter.agencyId)
  const { rows } = await sql<LinkRow & { agency_name: string }>`
    select found.*, agency.name as agency_name
    from agency cross join lateral (
      select * from trail_link link where link.agency_id = agency.id and ${conditions(filter, after)}
      order by at desc, seq desc limit ${most}
    ) found
    where agency.id in ${whose}
    order by found.at desc, found.agency_id desc, found.seq desc limit ${most}`.execute(db)
  return rows.map(({ agency_name, ...row }) => ({ ...toLink(row), agencyName: agency_name }))
}

export async function findLink(
  db: Kysely<Database>,
  { agencyId, seq }: { readonly agencyId: number; readonly seq: number },
): Promise<Link | undefined> {
  const row = await db
    .selectFrom('trail_link')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row && toLink(row)
}

/** The link that tells of the last verification of a body's chain. */
export async function findLastCheck(db: Kysely<Database>, agencyId: number): Promise<Link | undefined> {
  const row = await db
    .selectFrom('trail_link')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'trail-verified')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toLink(row)
}
