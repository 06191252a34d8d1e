import { sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

/**
 * The next number of a kind at a body in a year, from 1. Given back when the transaction fails, so that there are no
 * gaps; until it ends nobody else gets one of this kind.
 */
export async function nextSerial(
  db: Transaction<Database>,
  { agencyId, kind, year }: { readonly agencyId: number; readonly kind: string; readonly year: number },
): Promise<number> {
  const { last } = await db
    .insertInto('serial_counter')
    .values({ agency_id: agencyId, kind, year, last: 1 })
    .onConflict((on) =>
      on.columns(['agency_id', 'kind', 'year']).doUpdateSet({ last: sql<number>`serial_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
