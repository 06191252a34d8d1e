import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** The number that grows with every change of what the portal shows. */
export async function publicVersion(db: Kysely<Database>): Promise<number> {
  const { version } = await db.selectFrom('public_version').select('version').executeTakeFirstOrThrow()
  return version
}
