import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'

export interface CalendarNotice {
  readonly year: number
  /** The file as it came. */
  readonly json: string
  readonly importedAt: Date
  /** Who imported it. */
  readonly person: string
}

/** Stores the notice of a year in place of the one there was. */
export async function saveCalendarNotice(db: Transaction<Database>, notice: CalendarNotice): Promise<void> {
  const { year, json, importedAt, person } = notice
  const values = { json: storable(json), imported_at: importedAt, person: storable(person) }
  await db
    .insertInto('calendar_notice')
    .values({ year, ...values })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet({ ...values, version: sql`calendar_notice.version + 1` }),
    )
    .execute()
}

export async function findCalendarNotices(db: Kysely<Database>): Promise<readonly CalendarNotice[]> {
  const rows = await db.selectFrom('calendar_notice').selectAll().orderBy('year').execute()
  return rows.map(({ year, json, imported_at, person }) => ({ year, json, importedAt: imported_at, person }))
}

/** A text that is another one after every import. */
export async function calendarVersion(db: Kysely<Database>): Promise<string> {
  const rows = await db.selectFrom('calendar_notice').select(['year', 'version']).orderBy('year').execute()
  return rows.map(({ year, version }) => `${year}.${version}`).join(' ')
}
