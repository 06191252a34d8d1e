import { byTheDay, type MovedDate, movedDates } from './refold-requests.ts'
import type { Services } from './services.ts'
import { type WalkOptions, type WalkSoFar, walkRequests } from './walk-requests.ts'

export interface Sweep extends WalkSoFar {
  /** The first of the due dates that moved. */
  readonly dates: readonly MovedDate[]
}

/** Due dates that are listed; more are only counted. */
const mostListed = 1000

/**
 * Brings the rows of all open requests to today: replies that became overdue, waits that ran out, pauses that ended
 * overnight (art. 32: who has been silent for fifteen workdays). Undefined where another process is at it.
 *
 * @throws the reason of `stop` where it was stopped
 */
export async function sweepRequests(services: Services, options: WalkOptions = {}): Promise<Sweep | undefined> {
  const dates: MovedDate[] = []
  const swept = await walkRequests(services, {
    ...options,
    walk: { over: 'open' },
    refolding: byTheDay,
    onChanged: (changed) => dates.push(...movedDates(changed).slice(0, mostListed - dates.length)),
  })
  return swept && { ...swept, dates }
}
