import { type Kysely, sql } from 'kysely'
import type { DraftKey } from './public-drafts.ts'
import type { Database } from './schema.ts'

/** What may happen with suggestions that were shown to somebody who writes a request. */
export type Use = { readonly shown: number } | { readonly opened: number } | 'helped'

/** Counts that suggestions were shown or opened, or how it ended; a draft to which none were shown counts nothing. */
export async function saveSuggestionUse(
  db: Kysely<Database>,
  { agencyId, id }: DraftKey,
  use: Use,
  at: Date,
): Promise<void> {
  if (typeof use === 'object' && 'shown' in use) {
    await sql`insert into suggestion_use (agency_id, draft_id, shown, first_at) values (${agencyId}, ${id}, ${use.shown}, ${at})
      on conflict (agency_id, draft_id) do update set shown = greatest(suggestion_use.shown, excluded.shown)`.execute(
      db,
    )
    return
  }
  const change = typeof use === 'object' ? { opened: sql<number>`opened + ${use.opened}` } : { [use]: true }
  await db
    .updateTable('suggestion_use')
    .set(change)
    .where('agency_id', '=', agencyId)
    .where('draft_id', '=', id)
    .execute()
}
