import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, inject } from 'vitest'
import { openDatabase, openPool } from '../src/store/database.ts'
import type { Database } from '../src/store/schema.ts'

export const root = join(import.meta.dirname, '..')

interface HeldDatabase {
  readonly db: Kysely<Database>
  /** With all rights, for what the application may not do. */
  readonly owner: Kysely<Database>
  /** On connections of its own, as another process has them; whoever opens it destroys it. */
  readonly openAnother: () => Kysely<Database>
}

/** The address of a database on the server of all tests. */
function addressOf(database: string): string {
  const { host, port, user } = inject('postgres')
  return `postgres://${user}@localhost/${database}?${new URLSearchParams({ host, port: String(port) })}`
}

async function asAdministrator(statement: string): Promise<void> {
  const pool = openPool(addressOf('postgres'), () => undefined)
  await pool.query(statement)
  await pool.end()
}

/**
 * A database of its own for the test file, migrated; it is there once the tests run, with the rights that the application
 * has.
 */
export function useDatabase(): HeldDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const held: {
    db?: Kysely<Database>
    owner?: Kysely<Database>
    openAnother?: () => Kysely<Database>
  } = {}
  beforeAll(async () => {
    await asAdministrator(`create database ${name} template gongkai`)
    held.owner = openDatabase(openPool(addressOf(name), () => undefined))
    held.openAnother = () => openDatabase(openPool(addressOf(name), () => undefined, 'application'))
    held.db = held.openAnother()
  }, 60_000)
  afterAll(async () => {
    await held.db?.destroy()
    await held.owner?.destroy()
    await asAdministrator(`drop database if exists ${name} with (force)`)
  }, 30_000)
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
      request_file, public_draft, public_draft_file, request_access, suggestion_use, request_entry, published_answer, redaction, saved_view, attempt_count, closed_year, closed_count, year_amendment restart identity cascade`.execute(
      transaction,
    )
  })
}

export const readText = (path: string) => readFile(join(root, path), 'utf8')
