import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** Which of the numbers are those of requests at the body. */
export async function findKnownNumbers(
  db: Kysely<Database>,
  agencyId: number,
  numbers: readonly string[],
): Promise<readonly string[]> {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('request')
    .select('number')
    .where('agency_id', '=', agencyId)
    .where('number', 'in', numbers)
    .execute()
  return rows.map(({ number }) => number)
}
