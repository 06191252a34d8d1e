import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import type { Role } from '../domain/agency/person.ts'
import type { Claim } from '../domain/report/claim.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { Block, PaperKind } from '../domain/report/paper.ts'
import type { Place, Reading, Severity } from '../domain/report/reading.ts'

/** Written once, when the row is made. */
type Once<T> = ColumnType<T, T, never>
/** JSON that is not an object at its root is handed over as text. */
type Json<T> = ColumnType<T, string, string>

export interface AgencyTable {
  id: GeneratedAlways<number>
  parent_id: number | null
  name: string
  short_name: string
  region: string
  kind: AgencyKind
  demonstration: Generated<boolean>
  created_at: Generated<Date>
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
}

export interface SessionTable {
  token_hash: Once<Uint8Array>
  account_id: Once<number>
  created_at: Once<Date>
  idle_until: Date
  expires_at: Once<Date>
}

/** The reading without its figures, which stand in rows of their own. */
export type ReadingRest = Omit<Reading, 'cells' | 'sources'>

export interface ReportTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  year: number
  form: string
  title: string
  reading: JSONColumnType<ReadingRest>
  demonstration: boolean
  imported_at: Date
  published_at: Date | null
}

export interface ReportSourceTable {
  agency_id: Once<number>
  report_id: Once<number>
  file_name: string
  kind: PaperKind | 'json'
  sha256: Uint8Array
  bytes: Uint8Array
  text: string | null
  blocks: Json<readonly Block[]> | null
}

export interface ReportCellTable {
  agency_id: Once<number>
  report_id: Once<number>
  cell: string
  value: number | null
  source_start: number | null
  source_end: number | null
  source_text: string | null
}

export interface ReportFindingTable {
  agency_id: Once<number>
  report_id: Once<number>
  position: number
  stable_id: string
  rule: string
  severity: Severity
  cells: Json<readonly string[]>
  left_side: Json<NonNullable<Finding['left']>> | null
  right_side: Json<NonNullable<Finding['right']>> | null
  difference: number | null
  message: string
  places: Json<readonly Place[]>
  fault: Finding['fault']
}

export interface ReportClaimTable {
  agency_id: Once<number>
  report_id: Once<number>
  position: number
  section: string
  source_start: number
  source_end: number
  text: string
  value: number
  unit: string
  verdict: Claim['verdict']
  fits: Json<readonly string[]>
  tried: Json<NonNullable<Claim['tried']>> | null
}

/** Written by the migration runner. */
export interface MigrationTable {
  number: number
  name: string
  checksum: string
  applied_at: Generated<Date>
}

/** All tables, as `migrations/` makes them. */
export interface Database {
  agency: AgencyTable
  account: AccountTable
  session: SessionTable
  report: ReportTable
  report_source: ReportSourceTable
  report_cell: ReportCellTable
  report_finding: ReportFindingTable
  report_claim: ReportClaimTable
  migration: MigrationTable
}
