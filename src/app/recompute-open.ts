import type { Kysely } from 'kysely'
import { findBodiesDue, type Walk } from '../store/request-walk.ts'
import type { RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import { walkAlone } from '../store/sweep-lock.ts'
import { appendLinks } from '../store/trail-links.ts'
import { byTheDay, type MovedDate, movedDates } from './refold-requests.ts'
import type { Services } from './services.ts'
import { mendBatch } from './walk-requests.ts'

/** A notice that was imported. */
export interface ImportedNotice {
  readonly year: number
  /** Who imported it, in words. */
  readonly person: string
}

async function recomputeRows(services: Services, db: Kysely<Database>, walk: Walk): Promise<readonly MovedDate[]> {
  const moved: MovedDate[] = []
  let after: RequestKey | undefined
  do {
    const { changed, last } = await mendBatch(services, db, { walk, refolding: byTheDay, after })
    moved.push(...movedDates(changed))
    after = last
  } while (after)
  return moved
}

interface Within extends ImportedNotice {
  readonly walk: Extract<Walk, { over: 'due' }>
}

/** One body in one transaction: its rows and the link that lists them stand together or not at all. */
async function recomputeBody(services: Services, db: Kysely<Database>, { walk, year, person }: Within) {
  return db.transaction().execute(async (transaction) => {
    const moved = await recomputeRows(services, transaction, walk)
    const details = { year, moved: moved.map(({ number, from, to }) => ({ number, from, to })) }
    const about = { agencyId: walk.agencyId, at: services.now(), actor: { accountId: null, name: person } }
    const link = { ...about, kind: 'calendar-imported', subject: `calendar ${year}`, details }
    if (moved.length > 0) await appendLinks(transaction, [link])
    return moved
  })
}

/**
 * Art. 33: due dates are walked over the calendar, so a new notice moves some. Brings the rows of all open requests,
 * and of those over that were due from December before the year on, to the calendar as it is now; gives the due dates
 * that moved. They are derived, so no fact is added; the trail of each body lists its own. Waits for a sweep under way.
 */
export async function recomputeOpen(services: Services, notice: ImportedNotice): Promise<readonly MovedDate[]> {
  const from = `${notice.year - 1}-12-01`
  const moved = await walkAlone(services.db, { waits: true }, async (db) => {
    const all: MovedDate[] = []
    for (const agencyId of await findBodiesDue(db, from))
      all.push(...(await recomputeBody(services, db, { ...notice, walk: { over: 'due', agencyId, from } })))
    return all
  })
  return moved ?? []
}
