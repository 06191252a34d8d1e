import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Mark, Redaction, RedactionPage } from '../domain/redaction/marks.ts'
import type { RedactionTable } from './request-schema.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import { storable, toJson } from './storable.ts'

/** A redaction that nobody has marked anything in. */
export interface NewRedaction {
  readonly fileId: number
  readonly pages: readonly RedactionPage[]
  readonly at: Date
  readonly person: string
}

/** Keeps a new redaction of a file; gives its id. */
export async function appendRedaction(
  db: Transaction<Database>,
  { agencyId, id }: RequestKey,
  { fileId, pages, at, person }: NewRedaction,
): Promise<number> {
  const { id: redactionId } = await db
    .insertInto('redaction')
    .values({
      agency_id: agencyId,
      request_id: id,
      file_id: fileId,
      pages: toJson(pages),
      marks: toJson([]),
      version: 1,
      changed_at: at,
      person: storable(person),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return redactionId
}

const redactionOf = (row: Selectable<RedactionTable>): Redaction => ({
  id: row.id,
  fileId: row.file_id,
  pages: row.pages as readonly RedactionPage[],
  marks: row.marks as readonly Mark[],
  version: row.version,
  changedAt: row.changed_at,
  person: row.person,
  issuedFileId: row.issued_file_id,
  issuedAt: row.issued_at,
})

const selected = (db: Kysely<Database>, { agencyId, id }: RequestKey, redactionId: number) =>
  db
    .selectFrom('redaction')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .where('id', '=', redactionId)

/** A redaction of a dossier. */
export async function findRedaction(
  db: Kysely<Database>,
  key: RequestKey,
  redactionId: number,
): Promise<Redaction | undefined> {
  const row = await selected(db, key, redactionId).executeTakeFirst()
  return row && redactionOf(row)
}

/** A redaction that nobody else can change until the transaction ends. */
export async function lockRedaction(
  db: Transaction<Database>,
  key: RequestKey,
  redactionId: number,
): Promise<Redaction | undefined> {
  const row = await selected(db, key, redactionId).forUpdate().executeTakeFirst()
  return row && redactionOf(row)
}

/** A redaction as lists show it. */
export type RedactionLine = Pick<Redaction, 'id' | 'fileId' | 'changedAt' | 'person' | 'issuedFileId'> & {
  readonly markCount: number
}

/** The redactions of a dossier, oldest first. */
export async function findRedactions(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
): Promise<readonly RedactionLine[]> {
  const rows = await db
    .selectFrom('redaction')
    .select(({ fn }) => [
      'id',
      'file_id',
      'changed_at',
      'person',
      'issued_file_id',
      fn<number>('jsonb_array_length', ['marks']).as('mark_count'),
    ])
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fileId: row.file_id,
    changedAt: row.changed_at,
    person: row.person,
    issuedFileId: row.issued_file_id,
    markCount: row.mark_count,
  }))
}

/** Who changed a redaction, and when. */
interface Changed {
  readonly version: number
  readonly at: Date
  readonly person: string
}

/** Writes the marks of a redaction under the version given. */
export async function saveMarks(
  db: Transaction<Database>,
  { agencyId }: RequestKey,
  redactionId: number,
  marks: readonly Mark[],
  { version, at, person }: Changed,
): Promise<void> {
  await db
    .updateTable('redaction')
    .set({ marks: toJson(marks), version, changed_at: at, person: storable(person) })
    .where('agency_id', '=', agencyId)
    .where('id', '=', redactionId)
    .execute()
}

/** Notes which file a redaction was issued as; from now on it is not changed. */
export async function saveIssued(
  db: Transaction<Database>,
  { agencyId }: RequestKey,
  redactionId: number,
  { fileId, at }: { readonly fileId: number; readonly at: Date },
): Promise<void> {
  await db
    .updateTable('redaction')
    .set({ issued_file_id: fileId, issued_at: at })
    .where('agency_id', '=', agencyId)
    .where('id', '=', redactionId)
    .execute()
}
