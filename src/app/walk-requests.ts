import type { Kysely } from 'kysely'
import { findNextRequests, saveRefolded, type Walk } from '../store/request-walk.ts'
import type { RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import { walkAlone } from '../store/sweep-lock.ts'
import { compareRows, type Differing, movedDates, type Refolding } from './refold-requests.ts'
import type { Services } from './services.ts'

/** How far a walk over requests has come. */
export interface WalkSoFar {
  /** Requests looked at. */
  readonly seen: number
  /** Rows written. */
  readonly changed: number
  /** Left to whoever changed them meanwhile, as that has folded them. */
  readonly passed: number
  /** That could not be folded; the log says why. */
  readonly failed: number
  /** Due dates that moved. */
  readonly moved: number
}

export interface WalkOptions {
  /** Stops after the batch under way. */
  readonly stop?: AbortSignal | undefined
  readonly progress?: ((soFar: WalkSoFar) => void) | undefined
}

interface Route extends WalkOptions {
  readonly walk: Walk
  readonly refolding: Refolding
  /** Hears of the rows written with each batch. */
  readonly onChanged: (changed: readonly Differing[]) => void
}

/** Requests that are read at once. */
const batch = 1000

interface Stretch {
  readonly walk: Walk
  readonly refolding: Refolding
  readonly after: RequestKey | undefined
}

/** Brings the next requests of a walk up to date; `last` is where it goes on, absent at the end. */
export async function mendBatch(services: Services, db: Kysely<Database>, { walk, refolding, after }: Stretch) {
  const { columns } = refolding
  const walked = await findNextRequests(db, walk, { columns, after, size: batch })
  const { differing, failed } = await compareRows(services, walked, refolding)
  const news = differing.map(({ walked: { agencyId, id, version }, row }) => ({ agencyId, id, version, row }))
  const written = await saveRefolded(db, columns, news)
  const changed = differing.filter(({ walked: { id } }) => written.has(id))
  const passed = differing.length - changed.length
  return { seen: walked.length, changed, passed, failed, last: walked.length < batch ? undefined : walked.at(-1) }
}

/**
 * Walks over requests, each batch for itself: what was stopped is simply done again. Undefined where another process
 * is at it.
 *
 * @throws the reason of `stop` where it was stopped
 */
export async function walkRequests(services: Services, route: Route): Promise<WalkSoFar | undefined> {
  const { stop, progress, onChanged } = route
  return walkAlone(services.db, { waits: false }, async (db) => {
    let soFar: WalkSoFar = { seen: 0, changed: 0, passed: 0, failed: 0, moved: 0 }
    let after: RequestKey | undefined
    do {
      stop?.throwIfAborted()
      const { seen, changed, passed, failed, last } = await mendBatch(services, db, { ...route, after })
      soFar = {
        seen: soFar.seen + seen,
        changed: soFar.changed + changed.length,
        passed: soFar.passed + passed,
        failed: soFar.failed + failed,
        moved: soFar.moved + movedDates(changed).length,
      }
      onChanged(changed)
      progress?.(soFar)
      after = last
    } while (after)
    return soFar
  })
}
