import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureOwnDatabase, openPool } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { type Socket, startPostgres } from '../src/store/postgres/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL server of all tests listens; its database `gongkai` is migrated, and copied by each file. */
    readonly postgres: Socket
  }
}

/** One server for all test files: starting and migrating one for each took longer than many of the tests. */
export default async function startOneServer({ provide }: TestProject): Promise<() => Promise<void>> {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-test-'))
  const server = await startPostgres(place)
  await ensureOwnDatabase(server.socket)
  const owner = openPool(server.socket, () => undefined)
  await migrate(owner, join(import.meta.dirname, '../migrations'))
  // Nobody misses what is lost with the machine.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await owner.query(`alter system set ${setting} = off`)
  await owner.query('select pg_reload_conf()')
  await owner.end()
  provide('postgres', { ...server.socket })
  return async () => {
    await server.stop()
    await rm(place, { recursive: true, force: true })
  }
}
