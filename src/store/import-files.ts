import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import type { ReportStatus } from '../domain/report/status.ts'
import { subtree } from './agencies.ts'
import type { BatchKey } from './import-batches.ts'
import type { Database, ImportState } from './schema.ts'
import { storable } from './storable.ts'

export interface FileKey {
  readonly batch: BatchKey
  readonly id: number
}

/** What became of a file. */
export interface FileResult {
  readonly state: ImportState
  /** For the person who brought it. */
  readonly message: string
  /** The body as the report names it. */
  readonly bodyName?: string | null
  readonly year?: number | null
  /** The report that was made of it, or that is there already. */
  readonly report?: { readonly agencyId: number; readonly id: number } | null
  /** Kept while a person has still to decide. */
  readonly bytes?: Uint8Array | null
}

export interface NewImportFile extends FileResult {
  readonly fileName: string
  readonly size: number
  readonly sha256: Uint8Array
  readonly at: Date
}

const resultRow = ({ state, message, bodyName, year, report, bytes }: FileResult) => ({
  state,
  message: storable(message),
  body_name: bodyName == null ? null : storable(bodyName),
  year: year ?? null,
  report_agency_id: report?.agencyId ?? null,
  report_id: report?.id ?? null,
  bytes: bytes ?? null,
})

export async function appendImportFile(db: Kysely<Database>, batch: BatchKey, file: NewImportFile): Promise<number> {
  const { fileName, size, sha256, at } = file
  const { id } = await db
    .insertInto('import_file')
    .values({
      agency_id: batch.agencyId,
      batch_id: batch.id,
      file_name: storable(fileName),
      size,
      sha256,
      received_at: at,
      ...resultRow(file),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Says anew what became of a file; what is not given is forgotten. */
export async function saveFileResult(db: Transaction<Database>, { batch, id }: FileKey, result: FileResult) {
  await db
    .updateTable('import_file')
    .set(resultRow(result))
    .where('agency_id', '=', batch.agencyId)
    .where('batch_id', '=', batch.id)
    .where('id', '=', id)
    .execute()
}

/** A file of a batch as its page shows it. */
export interface ImportFileLine {
  readonly id: number
  readonly fileName: string
  readonly size: number
  readonly state: ImportState
  readonly message: string
  readonly bodyName: string | null
  readonly year: number | null
  /** The report of the file, or the one that is there already; undefined where there is none (any more). */
  readonly report:
    | {
        readonly agencyId: number
        readonly agencyName: string
        readonly year: number
        readonly status: ReportStatus
        readonly version: number
        readonly errors: number
        readonly warnings: number
        readonly problems: number
      }
    | undefined
  /** Another batch of the same body, in which the same file still waits for a decision. */
  readonly waitsIn: number | null
}

const lines = (db: Kysely<Database>, batch: BatchKey) =>
  db
    .selectFrom('import_file as file')
    .leftJoin('report', (join) =>
      join.onRef('report.agency_id', '=', 'report_agency_id').onRef('report.id', '=', 'report_id'),
    )
    .select(['file.id', 'file_name', 'size', 'state', 'message', 'file.body_name as named', 'file.year as told'])
    .select(['report.agency_id', 'report.year', 'status', 'version', 'errors', 'warnings', 'problems'])
    .select(sql<string | null>`report.body_name`.as('agency_name'))
    .select(
      sql<number | null>`case when file.state = 'duplicate' and report.id is null then (select other.batch_id
        from import_file other where other.agency_id = file.agency_id and other.sha256 = file.sha256
          and other.bytes is not null and other.id <> file.id limit 1) end`.as('waits_in'),
    )
    .where('file.agency_id', '=', batch.agencyId)
    .where('file.batch_id', '=', batch.id)

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

function reportOf({ agency_id, agency_name, year, status, version, errors, warnings, problems }: Row) {
  if (agency_id === null || year === null || status === null || version === null) return undefined
  const counts = { errors: errors ?? 0, warnings: warnings ?? 0, problems: problems ?? 0 }
  return { agencyId: agency_id, agencyName: agency_name ?? '', year, status, version, ...counts }
}

const toLine = (row: Row): ImportFileLine => ({
  id: row.id,
  fileName: row.file_name,
  size: row.size,
  state: row.state,
  message: row.message,
  bodyName: row.named,
  year: row.told,
  report: reportOf(row),
  waitsIn: row.waits_in,
})

/** What a person has to decide comes first, then what wants a look, then the rest. */
const byUrgency = sql`case when file.state in ('unmatched', 'taken') then 0 when file.state = 'unreadable' then 1
  when file.state = 'draft' and (errors > 0 or problems > 0) then 2 when file.state = 'draft' then 3 else 4 end`

/** A page of the files of a batch, those that wait for a decision first. */
export async function findImportFiles(
  db: Kysely<Database>,
  batch: BatchKey,
  page: { readonly state?: ImportState; readonly size: number; readonly number: number },
): Promise<readonly ImportFileLine[]> {
  const { state, size, number } = page
  const rows = await lines(db, batch)
    .$if(state !== undefined, (query) => query.where('file.state', '=', state ?? 'draft'))
    .orderBy(byUrgency)
    .orderBy('file.id')
    .limit(size)
    .offset((number - 1) * size)
    .execute()
  return rows.map(toLine)
}

export async function findImportFile(
  db: Kysely<Database>,
  { batch, id }: FileKey,
): Promise<ImportFileLine | undefined> {
  const row = await lines(db, batch).where('file.id', '=', id).executeTakeFirst()
  return row && toLine(row)
}

/** The same file under the same name in the batch: it came before, and its sender did not hear of it. */
export async function findSameFile(
  db: Kysely<Database>,
  batch: BatchKey,
  { fileName, sha256 }: { readonly fileName: string; readonly sha256: Uint8Array },
): Promise<number | undefined> {
  const row = await db
    .selectFrom('import_file')
    .select('id')
    .where('agency_id', '=', batch.agencyId)
    .where('batch_id', '=', batch.id)
    .where('sha256', '=', sha256)
    .where('file_name', '=', storable(fileName))
    .executeTakeFirst()
  return row?.id
}

const waiting = (db: Kysely<Database>, agencyId: number) =>
  db.selectFrom('import_file').where('agency_id', '=', agencyId).where('bytes', 'is not', null)

/** Whether the same file waits already for a decision of the body's people. */
export async function isWaiting(db: Kysely<Database>, agencyId: number, sha256: Uint8Array): Promise<boolean> {
  return (await waiting(db, agencyId).select('id').where('sha256', '=', sha256).executeTakeFirst()) !== undefined
}

/** A file that waits for a decision, with its bytes; undefined where it does not wait. */
export async function findWaitingFile(db: Kysely<Database>, { batch, id }: FileKey, hold = false) {
  const row = await waiting(db, batch.agencyId)
    .select(['file_name', 'sha256', 'bytes', 'body_name', 'year'])
    .where('batch_id', '=', batch.id)
    .where('id', '=', id)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row?.bytes) return undefined
  const { file_name, sha256, bytes, body_name, year } = row
  return { fileName: file_name, sha256, bytes, bodyName: body_name, year }
}

/** Ids of the files of a batch that wait for a decision, oldest first. */
export async function findWaitingIds(db: Kysely<Database>, { agencyId, id }: BatchKey, bodyName?: string) {
  const rows = await waiting(db, agencyId)
    .select('id')
    .where('batch_id', '=', id)
    .$if(bodyName !== undefined, (query) =>
      query.where('state', '=', 'unmatched').where('body_name', '=', bodyName ?? ''),
    )
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Names of bodies that reports of the batch tell and nobody could place, with the number of their files. */
export async function findUnmatchedNames(db: Kysely<Database>, { agencyId, id }: BatchKey) {
  return waiting(db, agencyId)
    .select((on) => [sql<string>`body_name`.as('name'), on.fn.countAll<number>().as('files')])
    .where('batch_id', '=', id)
    .where('state', '=', 'unmatched')
    .where('body_name', 'is not', null)
    .groupBy('body_name')
    .orderBy('body_name')
    .execute()
}

export interface DraftKey {
  readonly fileId: number
  readonly agencyId: number
  readonly year: number
  readonly version: number
}

/**
 * Drafts that were made of the files of a batch, by body and year.
 *
 * @param sound those alone that hold no error and no doubt and that the body's people may confirm
 */
export async function findDrafts(
  db: Kysely<Database>,
  { agencyId, id }: BatchKey,
  { sound, most }: { readonly sound: boolean; readonly most: number },
): Promise<readonly (DraftKey & { readonly title: string })[]> {
  return db
    .selectFrom('import_file as file')
    .innerJoin('report', (join) =>
      join.onRef('report.agency_id', '=', 'report_agency_id').onRef('report.id', '=', 'report_id'),
    )
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .select(['file.id as fileId', 'report.agency_id as agencyId', 'report.year', 'version', 'title'])
    .where('file.agency_id', '=', agencyId)
    .where('file.batch_id', '=', id)
    .where('file.state', '=', 'draft')
    .where('status', '=', 'draft')
    .where('report.agency_id', 'in', subtree(agencyId))
    .$if(sound, (query) =>
      query.where(sql<SqlBool>`errors = 0 and problems = 0 and (agency.id <> ${agencyId} or parent_id is null)`),
    )
    .orderBy('report.agency_id')
    .orderBy('report.year')
    .limit(most)
    .execute()
}
