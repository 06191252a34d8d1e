import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { ApplicantType, ChannelId } from '../domain/request/channels.ts'
import type { ClockState } from '../domain/request/clock.ts'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { Entry, RequestKind } from '../domain/request/facts.ts'
import type { Dispute } from '../domain/request/folded.ts'
import type { LetterKind } from '../domain/request/letters/kinds.ts'
import type { LetterPaper } from '../domain/request/letters/paper.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import type { PublicSideTables } from './public-side-schema.ts'

/** Written once, when the row is made. */
type Once<T> = ColumnType<T, T, never>

export interface DisclosureOfficeTable {
  agency_id: Once<number>
  number_word: string
  reconsideration_organ: string
  court: string
  online_reconsideration: string
  contact: string
  phone: string
  fax: string
  address: string
  postcode: string
  hours: string
  payment: string
  changed_at: Date
}

export interface SerialCounterTable {
  agency_id: Once<number>
  kind: Once<string>
  year: Once<number>
  last: number
}

/** Read off the facts of the dossier. */
export interface RequestTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  number: Once<string>
  year: Once<number>
  serial: Once<number>
  kind: RequestKind
  channel: ChannelId
  applicant_type: ApplicantType
  masked_name: string
  subject: string
  content: string
  medium: string
  delivery: string
  status: DossierStatus
  is_open: boolean
  state: ClockState
  submitted_on: PlainDate
  received_on: PlainDate | null
  due_on: PlainDate | null
  paused_since: PlainDate | null
  provisional: boolean
  extended_by: number | null
  waiting_for: string
  waiting_until: PlainDate | null
  section_id: number | null
  handler_id: number | null
  handler: string
  asked_sections: readonly number[]
  outcome: OutcomeId | null
  replied_on: PlainDate | null
  overdue_by: number | null
  version: number
  changed_at: Date
  bands: readonly number[]
  search_terms: readonly string[]
  demonstration: Generated<boolean>
  alike: ColumnType<number, number | undefined, never>
  settled_on: PlainDate | null
  settled_as: OutcomeId | null
  disputes: ColumnType<readonly Dispute[], string, string>
}

export interface ApplicantTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  request_id: Once<number>
  sealed: Uint8Array
  person_mark: Uint8Array | null
  name_mark: Uint8Array
}

export interface RequestFactTable {
  agency_id: Once<number>
  request_id: Once<number>
  seq: Once<number>
  happened: Once<string>
  happened_on: Once<PlainDate>
  entered_at: Once<Date>
  account_id: Once<number | null>
  person: Once<string>
  fact: ColumnType<Entry['fact'], string, never>
}

export interface LetterTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  request_id: Once<number>
  kind: Once<LetterKind>
  number: Once<string | null>
  title: Once<string>
  addressee: Once<string>
  paper: ColumnType<LetterPaper, string, never>
  issued_on: Once<PlainDate>
  issued_at: Once<Date>
  issued_by: Once<string>
  pdf: Once<Uint8Array>
  sha256: Once<Uint8Array>
  corrects_id: Once<number | null>
}

export interface RequestFileTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  request_id: Once<number>
  name: Once<string>
  size: Once<number>
  sha256: Once<Uint8Array>
  bytes: Once<Uint8Array>
  added_at: Once<Date>
  person: Once<string>
  media_type: ColumnType<string, string | undefined, never>
  scanned: ColumnType<string, string | undefined, never>
}

export interface SavedViewTable {
  account_id: Once<number>
  id: GeneratedAlways<number>
  name: string
  query: string
  created_at: Once<Date>
  is_first: Generated<boolean>
}

export interface RequestEntryTable {
  agency_id: Once<number>
  key: Once<string>
  request_id: number | null
}

/** Where a closed year counted a request. */
export type CountedPart = 'received' | 'settled' | 'dispute'

export interface ClosedYearTable {
  agency_id: Once<number>
  year: Once<number>
  form: Once<string>
  cells: ColumnType<Readonly<Record<string, number>>, string, never>
  counted: Once<string>
  hash: Once<Uint8Array>
  closed_at: Once<Date>
  account_id: Once<number | null>
  person: Once<string>
  remark: Once<string>
}

export interface ClosedCountTable {
  agency_id: Once<number>
  request_id: Once<number>
  part: Once<CountedPart>
  item: Once<string>
  year: Once<number>
  applicant_type: Once<ApplicantType | null>
  settled_as: Once<OutcomeId | null>
  cell: Once<string>
}

export interface YearAmendmentTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  year: Once<number>
  request_id: Once<number>
  part: Once<CountedPart>
  item: Once<string>
  was: Once<string>
  becomes: Once<string>
  reason: Once<string>
  proposed_at: Once<Date>
  proposed_by: Once<number | null>
  proposer: Once<string>
  decided_at: Date | null
  decided_by: number | null
  decider: string | null
  approved: boolean | null
  opinion: Generated<string>
}

export interface RedactionTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  request_id: Once<number>
  file_id: Once<number>
  pages: ColumnType<unknown, string, never>
  marks: ColumnType<unknown, string, string>
  version: number
  changed_at: Date
  person: string
  issued_file_id: number | null
  issued_at: Date | null
}

/** The tables of requests, as `migrations/0010-requests.sql` and later ones make them. */
export interface RequestTables extends PublicSideTables {
  closed_year: ClosedYearTable
  closed_count: ClosedCountTable
  year_amendment: YearAmendmentTable
  redaction: RedactionTable
  disclosure_office: DisclosureOfficeTable
  serial_counter: SerialCounterTable
  request: RequestTable
  applicant: ApplicantTable
  request_fact: RequestFactTable
  letter: LetterTable
  request_file: RequestFileTable
  saved_view: SavedViewTable
  request_entry: RequestEntryTable
}
