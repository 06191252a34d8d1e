import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { appendLinks } from '../store/trail-links.ts'
import { findTrailLines, type TrailFilter, type TrailLine } from '../store/trail-search.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'

/** Most links that leave in one file. */
const mostLinksExported = 20_000

export type TrailExported =
  | { readonly ok: true; readonly lines: readonly TrailLine[] }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * The links that pass a filter, to leave in a file. That they left becomes a link of the body asked for.
 *
 * @param isBelow the body stands below the person's own
 */
export async function exportTrail(
  services: Services,
  person: Person,
  filter: TrailFilter,
  { isBelow }: { readonly isBelow: boolean },
): Promise<TrailExported> {
  const { agencyId } = filter
  const allowed = may(person, 'export-trail', { agencyId, isBelow })
  if (allowed !== true) return { ok: false, refusal: allowed }
  return inTransaction(services.db, async (transaction): Promise<TrailExported> => {
    const lines = await findTrailLines(transaction, filter, { most: mostLinksExported + 1 })
    if (lines.length > mostLinksExported) {
      const says = `符合条件的超过 ${mostLinksExported} 条，一个文件装不下。请按日期、事项或者人员筛选后分几次导出。`
      return { ok: false, refusal: { code: 'too-many', says } }
    }
    const details = { ...filter, count: lines.length }
    const about = { agencyId, at: services.now(), actor: actorOf(person), subject: 'trail', details }
    await appendLinks(transaction, [{ ...about, kind: 'trail-exported' }])
    return { ok: true, lines }
  })
}
