import type { CachedColumn } from '../store/request-walk.ts'
import { wholeRow } from './refold-requests.ts'
import type { Services } from './services.ts'
import { type WalkOptions, type WalkSoFar, walkRequests } from './walk-requests.ts'

/** A row that said something else than its facts. */
export interface Mended {
  readonly agencyId: number
  readonly body: string
  readonly number: string
  readonly columns: readonly CachedColumn[]
}

export interface Rebuilt extends WalkSoFar {
  /** The first of those mended. */
  readonly mended: readonly Mended[]
}

interface RebuildOptions extends WalkOptions {
  /** Only the requests of this body. */
  readonly agencyId?: number | undefined
}

/** Rows that are listed; more are only counted. */
const mostListed = 1000

/**
 * Folds every request again, open or over, and mends the rows that say something else than their facts. Undefined
 * where another process walks over the requests.
 *
 * @throws the reason of `stop` where it was stopped
 */
export async function rebuildRequests(services: Services, { agencyId, ...options }: RebuildOptions = {}) {
  const mended: Mended[] = []
  const rebuilt = await walkRequests(services, {
    ...options,
    walk: { over: 'all', agencyId },
    refolding: wholeRow,
    onChanged: (changed) => {
      for (const { walked, columns } of changed.slice(0, mostListed - mended.length))
        mended.push({ agencyId: walked.agencyId, body: walked.body, number: walked.number, columns })
    },
  })
  return rebuilt && ({ ...rebuilt, mended } satisfies Rebuilt)
}
