import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { TrailEntry, TrailEvent } from '../domain/report/trail.ts'
import type { Database, TrailEntryTable } from './schema.ts'
import { storable, toJson } from './storable.ts'
import { appendLinks, type NewLink } from './trail-links.ts'

/** Who acts: a person at the desk, or the program itself where there is no account. */
export interface Actor {
  readonly accountId: number | null
  readonly name: string
}

export interface NewTrailEntry {
  readonly agencyId: number
  /** Null where it concerns the body as such. */
  readonly reportId: number | null
  readonly at: Date
  readonly actor: Actor
  readonly event: TrailEvent
}

const entryRow = ({ agencyId, reportId, at, actor, event }: NewTrailEntry) => {
  const { kind, ...details } = event
  const person = { account_id: actor.accountId, person: storable(actor.name) }
  return { agency_id: agencyId, report_id: reportId, at, ...person, kind, details: toJson(details) }
}

/** Adds entries to the trails of bodies, in the order given, and a link for each to their chains. */
export async function appendTrails(db: Transaction<Database>, entries: readonly NewTrailEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.insertInto('trail_entry').values(entries.map(entryRow)).execute()
  const years = await yearsOf(db, entries)
  await appendLinks(
    db,
    entries.map((entry) => linkOf(entry, years.get(entry.reportId))),
  )
}

/** Years of the reports, by their ids. */
async function yearsOf(
  db: Transaction<Database>,
  entries: readonly NewTrailEntry[],
): Promise<ReadonlyMap<number | null, number>> {
  const keys = entries.flatMap(({ agencyId, reportId }) => (reportId === null ? [] : [{ agencyId, reportId }]))
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ id: number; year: number }>`
    select id, year from report join unnest(${keys.map(({ agencyId }) => agencyId)}::bigint[],
      ${keys.map(({ reportId }) => reportId)}::bigint[]) key (agency, report) on agency_id = agency and id = report`.execute(
    db,
  )
  return new Map(rows.map(({ id, year }) => [id, year]))
}

function linkOf({ agencyId, at, actor, event }: NewTrailEntry, year: number | undefined): NewLink {
  const { kind, ...details } = event
  const subject = `report ${year ?? ('year' in event ? event.year : '')}`.trim()
  return { agencyId, at, actor, kind, subject, details }
}

/** Adds an entry to a body's trail. */
export async function appendTrail(db: Transaction<Database>, entry: NewTrailEntry): Promise<void> {
  await appendTrails(db, [entry])
}

type Row = Pick<Selectable<TrailEntryTable>, 'id' | 'at' | 'person' | 'kind' | 'details'>

const toEntry = ({ id, at, person, kind, details }: Row): TrailEntry => ({
  id,
  at,
  person,
  event: { kind, ...details } as TrailEvent,
})

/** The trail of a report, oldest first. */
export async function findTrail(
  db: Kysely<Database>,
  { agencyId, reportId }: { readonly agencyId: number; readonly reportId: number },
): Promise<readonly TrailEntry[]> {
  const rows = await db
    .selectFrom('trail_entry')
    .select(['id', 'at', 'person', 'kind', 'details'])
    .where('agency_id', '=', agencyId)
    .where('report_id', '=', reportId)
    .orderBy('id')
    .execute()
  return rows.map(toEntry)
}
