import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** A link of a body's trail about one thing. */
export interface SubjectLink {
  readonly seq: number
  readonly at: Date
  readonly person: string
  readonly kind: string
  readonly details: Readonly<Record<string, unknown>>
}

/** The links about one thing, oldest first. */
export async function findLinksAbout(
  db: Kysely<Database>,
  { agencyId, subject }: { readonly agencyId: number; readonly subject: string },
): Promise<readonly SubjectLink[]> {
  const rows = await db
    .selectFrom('trail_link')
    .select(['seq', 'at', 'person', 'kind', 'text'])
    .where('agency_id', '=', agencyId)
    .where('subject', '=', subject)
    .orderBy('seq')
    .execute()
  return rows.map(({ text, ...rest }) => ({ ...rest, details: JSON.parse(text).details }))
}
