import type { ExpressionBuilder, Kysely, Selectable, Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { Claim } from '../domain/report/claim.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { Block, Paper, PaperKind } from '../domain/report/paper.ts'
import type { Place, Reading } from '../domain/report/reading.ts'
import { toAgency } from './agencies.ts'
import type { Database, ReportCellTable, ReportClaimTable, ReportFindingTable, ReportSourceTable } from './schema.ts'
import { storable, toJson } from './storable.ts'

export interface ReportFile {
  readonly name: string
  readonly sha256: Uint8Array
  readonly bytes: Uint8Array
}

export interface NewReport {
  readonly agencyId: number
  readonly year: number
  readonly title: string
  readonly reading: Reading
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
  readonly file: ReportFile
  /** Absent where the file was our own JSON. */
  readonly paper?: Paper
  readonly demonstration: boolean
  readonly importedAt: Date
  /** Null: not public yet. */
  readonly publishedAt: Date | null
}

export interface StoredReport {
  readonly id: number
  readonly agency: Agency
  readonly year: number
  readonly title: string
  readonly reading: Reading
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
  readonly source: {
    readonly kind: PaperKind | 'json'
    readonly fileName: string
    /** Hexadecimal. */
    readonly sha256: string
  }
  readonly demonstration: boolean
  readonly publishedAt: Date | null
}

type Key = { agency_id: number; report_id: number }

/** Rows of one insert, well below the 65,535 parameters that the protocol allows. */
const batch = 2000

async function insertAll<T>(rows: readonly T[], insert: (rows: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += batch) await insert(rows.slice(start, start + batch))
}

function cellRows(key: Key, { cells, sources }: Reading) {
  return Object.entries(cells).map(([cell, value]) => {
    const place: Place | undefined = sources[cell]
    return {
      ...key,
      cell,
      value,
      source_start: place?.start ?? null,
      source_end: place?.end ?? null,
      source_text: place ? storable(place.text) : null,
    }
  })
}

function findingRow(key: Key, finding: Finding, position: number) {
  return {
    ...key,
    position,
    stable_id: storable(finding.stableId),
    rule: finding.id,
    severity: finding.severity,
    cells: toJson(finding.cells),
    left_side: finding.left === undefined ? null : toJson(finding.left),
    right_side: finding.right === undefined ? null : toJson(finding.right),
    difference: finding.difference ?? null,
    message: storable(finding.message),
    places: toJson(finding.places),
    fault: finding.fault,
  }
}

function claimRow(key: Key, claim: Claim, position: number) {
  const { section, start, end, text, value, unit, verdict, fits, tried } = claim
  return {
    ...key,
    position,
    section,
    source_start: start,
    source_end: end,
    text: storable(text),
    value,
    unit: storable(unit),
    verdict,
    fits: toJson(fits),
    tried: tried ? toJson(tried) : null,
  }
}

/** The rows that hang on one report. */
const matching = (key: Key) => (on: ExpressionBuilder<Database, 'report_cell' | 'report_finding' | 'report_claim'>) =>
  on.and(key)

async function appendFindings(db: Transaction<Database>, key: Key, findings: readonly Finding[]): Promise<void> {
  const rows = findings.map((finding, position) => findingRow(key, finding, position))
  await insertAll(rows, (part) => db.insertInto('report_finding').values(part).execute())
}

/** Puts the findings of a new check in the place of the old ones. */
export async function replaceFindings(
  db: Transaction<Database>,
  report: Pick<StoredReport, 'id' | 'agency'>,
  findings: readonly Finding[],
): Promise<void> {
  const key = { agency_id: report.agency.id, report_id: report.id }
  await db.deleteFrom('report_finding').where(matching(key)).execute()
  await appendFindings(db, key, findings)
}

/** Adds a report with all that hangs on it; gives its id. A body has one report a year. */
export async function appendReport(db: Transaction<Database>, report: NewReport): Promise<number> {
  const { cells: _, sources: __, ...rest } = report.reading
  const { id } = await db
    .insertInto('report')
    .values({
      agency_id: report.agencyId,
      year: report.year,
      form: report.reading.form,
      title: storable(report.title),
      reading: toJson(rest),
      demonstration: report.demonstration,
      imported_at: report.importedAt,
      published_at: report.publishedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const key = { agency_id: report.agencyId, report_id: id }
  await db
    .insertInto('report_source')
    .values({
      ...key,
      file_name: storable(report.file.name),
      kind: report.paper?.kind ?? 'json',
      sha256: report.file.sha256,
      bytes: report.file.bytes,
      text: report.paper ? storable(report.paper.text) : null,
      blocks: report.paper ? toJson(report.paper.blocks) : null,
    })
    .execute()
  await insertAll(cellRows(key, report.reading), (rows) => db.insertInto('report_cell').values(rows).execute())
  await appendFindings(db, key, report.findings)
  const claims = report.claims.map((claim, position) => claimRow(key, claim, position))
  await insertAll(claims, (rows) => db.insertInto('report_claim').values(rows).execute())
  return id
}

function toFinding(row: Selectable<ReportFindingTable>): Finding {
  return {
    id: row.rule,
    stableId: row.stable_id,
    severity: row.severity,
    cells: row.cells,
    ...(row.left_side !== null && { left: row.left_side }),
    ...(row.right_side !== null && { right: row.right_side }),
    ...(row.difference !== null && { difference: row.difference }),
    message: row.message,
    places: row.places,
    fault: row.fault,
  }
}

function toClaim(row: Selectable<ReportClaimTable>): Claim {
  return {
    start: row.source_start,
    end: row.source_end,
    text: row.text,
    value: row.value,
    unit: row.unit,
    verdict: row.verdict,
    fits: row.fits,
    ...(row.tried !== null && { tried: row.tried }),
    section: row.section,
  }
}

function toSources(rows: readonly Selectable<ReportCellTable>[]): Record<string, Place> {
  return Object.fromEntries(
    rows.flatMap(({ cell, source_start: start, source_end: end, source_text: text }) =>
      start === null || end === null || text === null ? [] : [[cell, { start, end, text }]],
    ),
  )
}

/** The report of a body for a year; `publishedOnly` for readers who may not see drafts. */
export async function findReport(
  db: Kysely<Database>,
  { agencyId, year, publishedOnly }: { agencyId: number; year: number; publishedOnly: boolean },
): Promise<StoredReport | undefined> {
  const row = await db
    .selectFrom('report')
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .innerJoin('report_source', (join) =>
      join.onRef('report_source.agency_id', '=', 'report.agency_id').onRef('report_source.report_id', '=', 'report.id'),
    )
    .select(['report.id as report_id', 'year', 'title', 'reading', 'published_at', 'file_name', 'sha256'])
    .select(['report_source.kind as source_kind', 'report.demonstration as report_demonstration'])
    .select(['agency.id', 'parent_id', 'name', 'short_name', 'region', 'agency.kind', 'agency.demonstration'])
    .where('report.agency_id', '=', agencyId)
    .where('year', '=', year)
    .$if(publishedOnly, (query) => query.where('published_at', 'is not', null))
    .executeTakeFirst()
  if (!row) return undefined
  const ofReport = { agency_id: agencyId, report_id: row.report_id }
  const [cells, findings, claims] = await Promise.all([
    db.selectFrom('report_cell').selectAll().where(matching(ofReport)).execute(),
    db.selectFrom('report_finding').selectAll().where(matching(ofReport)).orderBy('position').execute(),
    db.selectFrom('report_claim').selectAll().where(matching(ofReport)).orderBy('position').execute(),
  ])
  return {
    id: row.report_id,
    agency: toAgency(row),
    year: row.year,
    title: row.title,
    reading: {
      ...row.reading,
      cells: Object.fromEntries(cells.map(({ cell, value }) => [cell, value])),
      sources: toSources(cells),
    },
    claims: claims.map(toClaim),
    findings: findings.map(toFinding),
    source: { kind: row.source_kind, fileName: row.file_name, sha256: Buffer.from(row.sha256).toString('hex') },
    demonstration: row.report_demonstration,
    publishedAt: row.published_at,
  }
}

type SourceRow = Pick<Selectable<ReportSourceTable>, 'text' | 'blocks'>

/** The linear text a report was read from, with its blocks; undefined where the file had none. */
export async function findSourceText(
  db: Kysely<Database>,
  report: Pick<StoredReport, 'id' | 'agency'>,
): Promise<{ readonly text: string; readonly blocks: readonly Block[] } | undefined> {
  const row: SourceRow | undefined = await db
    .selectFrom('report_source')
    .select(['text', 'blocks'])
    .where('agency_id', '=', report.agency.id)
    .where('report_id', '=', report.id)
    .executeTakeFirst()
  return row?.text == null ? undefined : { text: row.text, blocks: row.blocks ?? [] }
}
