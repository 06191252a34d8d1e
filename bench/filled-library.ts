import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { ensureOwnDatabase, openDatabase, openPool } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../src/store/postgres/server.ts'
import type { Database } from '../src/store/schema.ts'
import { fillReports } from './many-reports.ts'

/** A server of its own whose library holds many published reports, in place of one that grew over years. */
export interface FilledLibrary {
  readonly db: Kysely<Database>
  /** For `DATABASE_URL` of programs on it. */
  readonly address: string
  readonly reports: number
  readonly close: () => Promise<void>
}

/** One of the old form, two of the new one. */
const years = [2020, 2021, 2022]

/** Fills a library with at least so many reports; a hundred thousand take minutes. */
export async function fillLibrary(root: string, least: number): Promise<FilledLibrary> {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-bench-library-'))
  const server = await startPostgres(place)
  const close = async () => {
    await server.stop()
    await rm(place, { recursive: true, force: true })
  }
  try {
    await ensureOwnDatabase(server.socket)
    const pool = openPool(server.socket, () => undefined)
    await migrate(pool, join(root, 'migrations'))
    const db = openDatabase(pool)
    const bodies = Math.ceil(least / years.length)
    await fillReports(db, { bodies, years })
    const { host, user } = server.socket
    const address = `postgres://${user}@${encodeURIComponent(host)}/gongkai`
    return { db, address, reports: bodies * years.length, close: () => db.destroy().then(close) }
  } catch (error) {
    await close()
    throw error
  }
}
