import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Block, Paper } from '../domain/report/paper.ts'
import { subtree } from './agencies.ts'
import type { Database, ReportSourceTable, SourceKind } from './schema.ts'
import { storable, toJson } from './storable.ts'

export interface ReportFile {
  readonly name: string
  readonly kind: SourceKind
  readonly sha256: Uint8Array
  readonly bytes: Uint8Array
}

/** A report by its body and its own number. */
export interface ReportKey {
  readonly id: number
  readonly agency: { readonly id: number }
}

export const keyOf = ({ id, agency }: ReportKey) => ({ agency_id: agency.id, report_id: id })

/** The row of a file and of the text that was made of it. */
export function sourceRow({ name, kind, sha256, bytes }: ReportFile, paper: Paper | undefined) {
  return {
    file_name: storable(name),
    kind,
    sha256,
    bytes,
    text: paper ? storable(paper.text) : null,
    blocks: paper ? toJson(paper.blocks) : null,
  }
}

/** Puts another file in the place of the one that the report was read from. */
export async function saveSource(
  db: Transaction<Database>,
  report: ReportKey,
  file: ReportFile,
  paper: Paper | undefined,
): Promise<void> {
  const { agency_id, report_id } = keyOf(report)
  await db
    .updateTable('report_source')
    .set(sourceRow(file, paper))
    .where('agency_id', '=', agency_id)
    .where('report_id', '=', report_id)
    .execute()
}

type SourceRow = Pick<Selectable<ReportSourceTable>, 'text' | 'blocks'>

/** The linear text a report was read from, with its blocks; undefined where the file had none. */
export async function findSourceText(
  db: Kysely<Database>,
  report: ReportKey,
): Promise<{ readonly text: string; readonly blocks: readonly Block[] } | undefined> {
  const row: SourceRow | undefined = await db
    .selectFrom('report_source')
    .select(['text', 'blocks'])
    .where('agency_id', '=', report.agency.id)
    .where('report_id', '=', report.id)
    .executeTakeFirst()
  return row?.text == null ? undefined : { text: row.text, blocks: row.blocks ?? [] }
}

/** The file a report was read from, byte by byte. */
export async function findSourceBytes(db: Kysely<Database>, report: ReportKey): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('report_source')
    .select('bytes')
    .where('agency_id', '=', report.agency.id)
    .where('report_id', '=', report.id)
    .executeTakeFirst()
  return row?.bytes
}

/** A report that was read from the same file, of the body or of one below it. */
export async function findReportWithFile(db: Kysely<Database>, sha256: Uint8Array, under: number) {
  return db
    .selectFrom('report_source as source')
    .innerJoin('report', (join) =>
      join.onRef('report.agency_id', '=', 'source.agency_id').onRef('report.id', '=', 'source.report_id'),
    )
    .select([
      'report.agency_id as agencyId',
      'report.id',
      'report.year',
      sql<string>`report.body_name`.as('agencyName'),
    ])
    .where('sha256', '=', sha256)
    .where('report.agency_id', 'in', subtree(under))
    .executeTakeFirst()
}

/** The reports of bodies, with the file of each. */
export async function findHeldReports(db: Transaction<Database>, agencyIds: readonly number[]) {
  return db
    .selectFrom('report')
    .innerJoin('report_source as source', (join) =>
      join.onRef('source.agency_id', '=', 'report.agency_id').onRef('source.report_id', '=', 'report.id'),
    )
    .select(['report.agency_id as agencyId', 'report.id', 'year', 'status'])
    .select(sql<string>`encode(sha256, 'hex')`.as('sha256'))
    .where('report.agency_id', '=', sql<number>`any(${agencyIds}::bigint[])`)
    .execute()
}
