import { join } from 'node:path'
import { Hono } from 'hono'
import type { Services } from '../app/services.ts'
import { readMigrations } from '../store/migrate.ts'
import type { Env } from './context.ts'
import { paths } from './paths.ts'

/** For those who watch the process: alive says that it answers, ready that database and tables are there. */
export function healthRoutes({ db, root, log }: Services): Hono<Env> {
  const pending = async () => {
    const [files, applied] = await Promise.all([
      readMigrations(join(root, 'migrations')),
      db.selectFrom('migration').select('number').execute(),
    ])
    const seen = new Set(applied.map(({ number }) => number))
    return files.filter(({ number }) => !seen.has(number)).map(({ name }) => name)
  }
  return new Hono<Env>()
    .get(paths.alive, (c) => c.json({ status: 'alive' }))
    .get(paths.ready, async (c) => {
      try {
        const missing = await pending()
        if (missing.length === 0) return c.json({ status: 'ready' })
        return c.json({ status: 'not ready', pendingMigrations: missing }, 503)
      } catch (error) {
        log.error({ request: c.get('request'), err: error }, 'the database does not answer')
        return c.json({ status: 'not ready', database: 'does not answer' }, 503)
      }
    })
}
