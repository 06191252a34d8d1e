import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import type { Role } from '../domain/agency/person.ts'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { Claim } from '../domain/report/claim.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { Block, PaperKind } from '../domain/report/paper.ts'
import type { Cells, Reading } from '../domain/report/reading.ts'
import type { ReportStatus } from '../domain/report/status.ts'
import type { TrailEvent } from '../domain/report/trail.ts'
import type { RequestTables } from './request-schema.ts'

/** Written once, when the row is made. */
type Once<T> = ColumnType<T, T, never>
/** JSON that is not an object at its root is handed over as text. */
type Json<T> = ColumnType<T, string, string>

/** Written by the database itself. */
type Copied<T> = ColumnType<T, never, never>

/** Kinds of files that reports are read from. */
export type SourceKind = PaperKind | 'json' | 'csv'

export interface AgencyTable {
  id: GeneratedAlways<number>
  parent_id: number | null
  name: string
  short_name: string
  region: string
  kind: AgencyKind
  demonstration: Generated<boolean>
  created_at: Generated<Date>
  search_text: Copied<string>
  search_pairs: Copied<readonly string[]>
  second_step_required: Generated<boolean>
  closed_on: PlainDate | null
  successor_id: number | null
}

export interface AccountTable {
  id: GeneratedAlways<number>
  agency_id: number
  login: string
  display_name: string
  role: Role
  password_hash: string
  demonstration: Generated<boolean>
  created_at: Generated<Date>
  section_id: number | null
  /** Sealed. */
  totp_secret: Uint8Array | null
  totp_confirmed_at: Date | null
  totp_last_step: number | null
}

export interface SectionTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  name: string
  created_at: Once<Date>
  closed_at: Date | null
}

export interface RecoveryCodeTable {
  account_id: Once<number>
  code_hash: Once<Uint8Array>
  used_at: Date | null
}

/** What a session lacks before it reaches anything. */
export type SessionAwaits = 'code' | 'enrolment'

export interface SessionTable {
  token_hash: Once<Uint8Array>
  account_id: Once<number>
  created_at: Once<Date>
  idle_until: Date
  expires_at: Once<Date>
  id: GeneratedAlways<number>
  device: Generated<string>
  place: Generated<string>
  last_used_at: Date | null
  second_step_at: Date | null
  awaits: SessionAwaits | null
}

/** The reading without its figures, which stand beside it. */
export type ReadingRest = Omit<Reading, 'cells' | 'sources'>

export interface ReportTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  year: number
  form: string
  title: string
  demonstration: boolean
  imported_at: Date
  published_at: Date | null
  status: ReportStatus
  version: Generated<number>
  changed_at: Date
  submitted_at: Date | null
  errors: number
  warnings: number
  hints: number
  problems: number
  totals: Json<Cells>
  search_terms: readonly string[]
  invented: boolean
  /** Kept equal to the row of the body by triggers. */
  body_name: Copied<string>
  body_region: Copied<string>
  body_kind: Copied<AgencyKind>
  /** What words are looked for in, where `search_terms` alone cannot tell. */
  search_text: Copied<string>
  verdict: Copied<'errors' | 'warnings' | 'doubts' | 'passed'>
  received: Copied<number | null>
}

export interface ReportContentTable {
  agency_id: Once<number>
  report_id: Once<number>
  cells: Json<Cells>
  read_cells: Json<Cells> | null
  sources: Json<Reading['sources']>
  reading: Json<ReadingRest>
  claims: Json<readonly Claim[]>
  findings: Json<readonly Finding[]>
}

export interface ReportSourceTable {
  agency_id: Once<number>
  report_id: Once<number>
  file_name: string
  kind: SourceKind
  sha256: Uint8Array
  bytes: Uint8Array
  text: string | null
  blocks: Json<readonly Block[]> | null
}

export interface TrailEntryTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  report_id: Once<number | null>
  at: Once<Date>
  account_id: Once<number | null>
  person: Once<string>
  kind: Once<TrailEvent['kind']>
  details: ColumnType<Omit<TrailEvent, 'kind'>, string, never>
}

/** What `trail_link` holds: see `Link` in `src/domain/trail/link.ts`. */
export interface TrailLinkTable {
  agency_id: Once<number>
  seq: Once<number>
  at: Once<Date>
  account_id: Once<number | null>
  person: Once<string>
  kind: Once<string>
  subject: Once<string>
  text: Once<string>
  hash: Once<Uint8Array>
}

export interface TrailHeadTable {
  agency_id: Once<number>
  seq: number
  hash: Uint8Array
}

export interface SealKeyTable {
  id: Once<string>
  purpose: Once<'seal' | 'mark'>
  registered_at: Once<Date>
  dropped_at: Date | null
}

export interface CalendarNoticeTable {
  year: Once<number>
  json: string
  version: Generated<number>
  imported_at: Date
  person: string
}

export interface NilReturnTable {
  agency_id: Once<number>
  year: Once<number>
  reason: Once<string>
  declared_at: Once<Date>
  person: Once<string>
}

export interface ImportBatchTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  key: Once<string>
  account_id: Once<number | null>
  person: Once<string>
  started_at: Once<Date>
  expected: number | null
}

/** What became of a file that was brought. */
export type ImportState = 'draft' | 'duplicate' | 'taken' | 'unmatched' | 'unreadable' | 'discarded'

export interface ImportFileTable {
  agency_id: Once<number>
  batch_id: Once<number>
  id: GeneratedAlways<number>
  file_name: string
  size: number
  sha256: Uint8Array
  received_at: Date
  state: ImportState
  message: string
  body_name: string | null
  year: number | null
  report_agency_id: number | null
  report_id: number | null
  bytes: Uint8Array | null
}

/** Read by the portal, raised by triggers alone. */
export interface PublicVersionTable {
  version: ColumnType<number, never, never>
}

/** Asked by the limiter of attempts, with SQL of its own. */
export interface AttemptCountTable {
  key: string
  points: number
  expire: number | null
}

/** Written by the migration runner. */
export interface MigrationTable {
  number: number
  name: string
  checksum: string
  applied_at: Generated<Date>
}

/** All tables, as `migrations/` makes them. */
export interface Database extends RequestTables {
  agency: AgencyTable
  account: AccountTable
  session: SessionTable
  section: SectionTable
  recovery_code: RecoveryCodeTable
  report: ReportTable
  report_source: ReportSourceTable
  report_content: ReportContentTable
  trail_entry: TrailEntryTable
  trail_link: TrailLinkTable
  trail_head: TrailHeadTable
  seal_key: SealKeyTable
  attempt_count: AttemptCountTable
  calendar_notice: CalendarNoticeTable
  nil_return: NilReturnTable
  import_batch: ImportBatchTable
  import_file: ImportFileTable
  public_version: PublicVersionTable
  migration: MigrationTable
}
