import type pg from 'pg'
import type { Services } from './app/services.ts'
import type { Start } from './open-services.ts'
import { type DatabaseAddress, openPool } from './store/database.ts'

interface Opened {
  readonly address: DatabaseAddress
  readonly services: Services
  readonly pool: pg.Pool
}

/** Makes the tables of the queue on connections of the owner, which are closed again. */
async function prepareQueue({ config, log }: Start, address: DatabaseAddress): Promise<void> {
  const { bringQueueUpToDate } = await import('./store/job-queue.ts')
  const owner = openPool(config.databaseOwnerUrl ?? address, (error) =>
    log.warn({ error: error.message }, 'idle connection lost'),
  )
  try {
    await bringQueueUpToDate(owner)
  } finally {
    await owner.end()
  }
}

async function begin(start: Start, { address, services, pool }: Opened) {
  await prepareQueue(start, address)
  const { jobs, runJobs } = await import('./jobs/run-jobs.ts')
  return runJobs({ services, pool, jobs })
}

/**
 * Begins to do jobs; they end before the connections that they work on. Loaded late and not waited for by the site,
 * since pages do without. Settles when jobs are taken.
 */
export async function openJobs(start: Start, opened: Opened): Promise<void> {
  const begun = begin(start, opened)
  start.started.push(() =>
    begun.then(
      ({ close }) => close(),
      () => undefined,
    ),
  )
  await begun
}
