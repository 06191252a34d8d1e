import type { Kysely } from 'kysely'
import type { Role } from '../domain/agency/person.ts'
import type { Database } from './schema.ts'

/** Somebody to whom a dossier may be assigned. */
export interface Handler {
  readonly accountId: number
  readonly name: string
  readonly sectionId: number | null
}

/** Roles that draft replies (`draft-reply` of the table of rights). */
const drafting: readonly Role[] = ['officer', 'head', 'handler']

/** The people of a body who handle dossiers, by name. */
export async function findHandlers(db: Kysely<Database>, agencyId: number): Promise<readonly Handler[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'display_name', 'section_id'])
    .where('agency_id', '=', agencyId)
    .where('role', 'in', drafting)
    .orderBy('display_name')
    .orderBy('id')
    .execute()
  return rows.map(({ id, display_name, section_id }) => ({ accountId: id, name: display_name, sectionId: section_id }))
}
