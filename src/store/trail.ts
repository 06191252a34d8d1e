import type { Kysely, Selectable, Transaction } from 'kysely'
import type { TrailEntry, TrailEvent } from '../domain/report/trail.ts'
import type { Database, TrailEntryTable } from './schema.ts'
import { storable, toJson } from './storable.ts'

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

/** Adds entries to the trails of bodies, in the order given. */
export async function appendTrails(db: Transaction<Database>, entries: readonly NewTrailEntry[]): Promise<void> {
  if (entries.length > 0) await db.insertInto('trail_entry').values(entries.map(entryRow)).execute()
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
