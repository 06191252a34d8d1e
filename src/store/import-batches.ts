import { type Kysely, sql } from 'kysely'
import type { Database, ImportState } from './schema.ts'
import { storable } from './storable.ts'
import type { Actor } from './trail.ts'

/** A batch by the body whose people see it and its own number. */
export interface BatchKey {
  readonly agencyId: number
  readonly id: number
}

export interface ImportBatch extends BatchKey {
  readonly person: string
  readonly startedAt: Date
  /** Files that were chosen, as far as is known. */
  readonly expected: number | null
  /** Whether `expected` is all of them; else there may be more. */
  readonly knowsAll: boolean
}

export type StateCounts = Readonly<Record<ImportState, number>>

/** Begin of the keys of forms that were sent without script: the browser does not say how many files were chosen. */
export const plainForm = 'form-'

interface NewBatch {
  readonly agencyId: number
  readonly key: string
  readonly actor: Actor
  readonly at: Date
  readonly expected: number | null
}

/** The batch of a key, made with the first file; undefined where the key is another body's. */
export async function openBatch(db: Kysely<Database>, batch: NewBatch): Promise<BatchKey | undefined> {
  const { agencyId, key, actor, at, expected } = batch
  await db
    .insertInto('import_batch')
    .values({
      agency_id: agencyId,
      key: storable(key),
      account_id: actor.accountId,
      person: storable(actor.name),
      started_at: at,
      expected,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return db
    .selectFrom('import_batch')
    .select(['agency_id as agencyId', 'id'])
    .where('key', '=', storable(key))
    .where('agency_id', '=', agencyId)
    .executeTakeFirst()
}

/** Notes that at least so many files were chosen. */
export async function expectFiles(db: Kysely<Database>, { agencyId, id }: BatchKey, expected: number): Promise<void> {
  await db
    .updateTable('import_batch')
    .set({ expected: sql`greatest(expected, ${expected}::integer)` })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .execute()
}

const batches = (db: Kysely<Database>, agencyId: number) =>
  db
    .selectFrom('import_batch')
    .select(['agency_id', 'id', 'person', 'started_at', 'expected', 'key'])
    .where('agency_id', '=', agencyId)

type Row = Awaited<ReturnType<ReturnType<typeof batches>['execute']>>[number]

const toBatch = ({ agency_id, id, person, started_at, expected, key }: Row): ImportBatch => ({
  agencyId: agency_id,
  id,
  person,
  startedAt: started_at,
  expected,
  knowsAll: !key.startsWith(plainForm),
})

export async function findBatch(db: Kysely<Database>, { agencyId, id }: BatchKey): Promise<ImportBatch | undefined> {
  const row = await batches(db, agencyId).where('id', '=', id).executeTakeFirst()
  return row && toBatch(row)
}

const noFiles: StateCounts = { draft: 0, duplicate: 0, taken: 0, unmatched: 0, unreadable: 0, discarded: 0 }

/** How many files of each batch are in each state. */
export async function countFiles(
  db: Kysely<Database>,
  agencyId: number,
  batchIds: readonly number[],
): Promise<ReadonlyMap<number, StateCounts>> {
  const rows = await db
    .selectFrom('import_file')
    .select(['batch_id', 'state', (on) => on.fn.countAll<number>().as('files')])
    .where('agency_id', '=', agencyId)
    .where('batch_id', '=', sql<number>`any(${batchIds}::bigint[])`)
    .groupBy(['batch_id', 'state'])
    .execute()
  const counts = new Map<number, StateCounts>(batchIds.map((id) => [id, noFiles]))
  for (const { batch_id, state, files } of rows)
    counts.set(batch_id, { ...(counts.get(batch_id) ?? noFiles), [state]: files })
  return counts
}

export interface BatchLine extends ImportBatch {
  readonly counts: StateCounts
}

/** The newest batches of a body. */
export async function findRecentBatches(
  db: Kysely<Database>,
  agencyId: number,
  most: number,
): Promise<readonly BatchLine[]> {
  const rows = await batches(db, agencyId).orderBy('id', 'desc').limit(most).execute()
  const counts = await countFiles(
    db,
    agencyId,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...toBatch(row), counts: counts.get(row.id) ?? noFiles }))
}

/** All files of a batch, whatever became of them. */
export const filesIn = (counts: StateCounts): number => Object.values(counts).reduce((sum, files) => sum + files, 0)
