import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { RequestFilter } from '../store/request-filter.ts'
import { type ExportLine, findExportLines } from '../store/request-lists.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'

/** Most requests that leave in one file. */
const mostExported = 10_000

export type Exported =
  | { readonly ok: true; readonly lines: readonly ExportLine[] }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * The requests that pass a filter, to leave in a file; who asks is masked. That they left stays in the trail, with the
 * filter but without the words searched for, which may name a person.
 *
 * @param isBelow the body stands below the person's own
 */
export async function exportRequests(
  services: Services,
  person: Person,
  filter: RequestFilter,
  { format, isBelow }: { readonly format: 'csv' | 'xlsx'; readonly isBelow: boolean },
): Promise<Exported> {
  const { agencyId } = filter.scope
  const allowed = may(person, 'export-requests', { agencyId, isBelow })
  if (allowed !== true) return { ok: false, refusal: allowed }
  return inTransaction(services.db, async (transaction): Promise<Exported> => {
    const lines = await findExportLines(transaction, filter, mostExported + 1)
    if (lines.length > mostExported)
      return {
        ok: false,
        refusal: {
          code: 'too-many',
          says: `符合条件的超过 ${mostExported} 件，一个文件装不下。请按年度、收到日期或者状态筛选后分几次导出。`,
        },
      }
    const { scope: _, viewer: __, search, today: ___, soonUntil: ____, ...asked } = filter
    const details = { format, ...asked, searched: search !== undefined, count: lines.length }
    const link = {
      agencyId,
      at: services.now(),
      actor: actorOf(person),
      kind: 'exported',
      subject: 'requests',
      details,
    }
    await appendLinks(transaction, [link])
    return { ok: true, lines }
  })
}
