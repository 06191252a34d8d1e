import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import { ensureOwnDatabase, openDatabase, openPool } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../src/store/postgres/server.ts'
import type { Database } from '../src/store/schema.ts'

export const root = join(import.meta.dirname, '..')

interface HeldDatabase {
  readonly db: Kysely<Database>
  /** With all rights, for what the application may not do. */
  readonly owner: Kysely<Database>
  /** On connections of its own, as another process has them; whoever opens it destroys it. */
  readonly openAnother: () => Kysely<Database>
}

/**
 * A PostgreSQL server of its own for the test file, migrated; the database is there once the tests run, with the rights
 * that the application has.
 */
export function useDatabase(): HeldDatabase {
  const held: {
    db?: Kysely<Database>
    owner?: Kysely<Database>
    openAnother?: () => Kysely<Database>
    stop?: () => Promise<void>
  } = {}
  beforeAll(async () => {
    const place = await mkdtemp(join(tmpdir(), 'gongkai-test-'))
    const server = await startPostgres(place)
    held.stop = async () => {
      await held.db?.destroy()
      await held.owner?.destroy()
      await server.stop()
      await rm(place, { recursive: true, force: true })
    }
    await ensureOwnDatabase(server.socket)
    const owner = openPool(server.socket, () => undefined)
    await migrate(owner, join(root, 'migrations'))
    held.owner = openDatabase(owner)
    held.openAnother = () => openDatabase(openPool(server.socket, () => undefined, 'application'))
    held.db = held.openAnother()
  }, 60_000)
  afterAll(async () => held.stop?.(), 30_000)
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The database of the test is there only while tests run')
    return value
  }
  return {
    get db() {
      return there(held.db)
    },
    get owner() {
      return there(held.owner)
    },
    openAnother: () => there(held.openAnother)(),
  }
}

/** Empties all tables but the migration's own. */
export async function emptyTables(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // The trail only takes new rows, from everybody but the owner in a test that begins anew.
    await sql`set local role none`.execute(transaction)
    await sql`set local session_replication_role = replica`.execute(transaction)
    await sql`truncate agency, account, session, report, report_source, report_content, trail_entry, trail_link, trail_head, nil_return,
      import_batch, import_file, request, serial_counter, disclosure_office, applicant, request_fact, letter,
      request_file, saved_view, attempt_count restart identity cascade`.execute(transaction)
  })
}

export const readText = (path: string) => readFile(join(root, path), 'utf8')
