import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'
import { type Actor, appendTrail } from './trail.ts'

export interface NilReturn {
  readonly year: number
  readonly reason: string
  readonly declaredAt: Date
  /** Name of the person at the time. */
  readonly person: string
}

interface NilReturnAct {
  readonly agencyId: number
  readonly year: number
  readonly at: Date
  readonly actor: Actor
}

/** A body declares that it has nothing to report for a year; told in its trail. A second declaration changes nothing. */
export async function appendNilReturn(
  db: Transaction<Database>,
  nil: NilReturnAct & { readonly reason: string },
): Promise<void> {
  const { agencyId, year, reason, at, actor } = nil
  const added = await db
    .insertInto('nil_return')
    .values({ agency_id: agencyId, year, reason: storable(reason), declared_at: at, person: storable(actor.name) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('year')
    .execute()
  if (added.length === 0) return
  await appendTrail(db, { agencyId, reportId: null, at, actor, event: { kind: 'nil-declared', year, reason } })
}

/** Ends a nil return, told in the body's trail; false where there is none. */
export async function removeNilReturn(db: Transaction<Database>, nil: NilReturnAct): Promise<boolean> {
  const { agencyId, year, at, actor } = nil
  const removed = await db
    .deleteFrom('nil_return')
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .returning('year')
    .execute()
  if (removed.length === 0) return false
  await appendTrail(db, { agencyId, reportId: null, at, actor, event: { kind: 'nil-withdrawn', year } })
  return true
}

export async function findNilReturn(
  db: Kysely<Database>,
  { agencyId, year }: { readonly agencyId: number; readonly year: number },
): Promise<NilReturn | undefined> {
  const row = await db
    .selectFrom('nil_return')
    .select(['year', 'reason', 'declared_at', 'person'])
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .executeTakeFirst()
  return row && { year: row.year, reason: row.reason, declaredAt: row.declared_at, person: row.person }
}
