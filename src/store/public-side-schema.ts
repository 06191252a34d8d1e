import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { FilePurpose } from '../domain/request/attachments.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'

/** Written once, when the row is made. */
type Once<T> = ColumnType<T, T, never>

export interface PublicDraftTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  token_hash: Once<Uint8Array>
  sealed: Uint8Array
  changed_at: Date
  expires_at: Date
}

export interface PublicDraftFileTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  draft_id: Once<number>
  name: Once<string>
  purpose: Once<FilePurpose>
  media_type: Once<string>
  scanned: Once<string>
  sha256: Once<Uint8Array>
  bytes: Once<Uint8Array>
}

export interface RequestAccessTable {
  agency_id: Once<number>
  request_id: Once<number>
  receipt: Once<string>
  code_mark: Once<Uint8Array>
  made_at: Once<Date>
}

export interface PublicSessionTable {
  token_hash: Once<Uint8Array>
  agency_id: Once<number>
  request_id: Once<number>
  made_at: Once<Date>
  expires_at: Date
}

export interface OutgoingMailTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  request_id: Once<number | null>
  key: Once<string>
  sealed: Uint8Array
  made_at: Once<Date>
  tried: Generated<number>
  try_after: Date
  sent_at: Date | null
  given_up_at: Date | null
  trouble: Generated<string>
}

export interface SuggestionUseTable {
  agency_id: Once<number>
  draft_id: Once<number>
  shown: Generated<number>
  opened: Generated<number>
  filed: Generated<boolean>
  helped: Generated<boolean>
  first_at: Once<Date>
}

export interface PublishedAnswerTable {
  agency_id: Once<number>
  id: GeneratedAlways<number>
  request_id: Once<number>
  title: Once<string>
  asked: Once<string>
  answer: Once<string>
  outcome: Once<OutcomeId>
  replied_on: Once<PlainDate>
  published_at: Once<Date>
  publisher: Once<string>
  withdrawn_at: Date | null
  withdrawn_why: Generated<string>
  terms: Once<readonly string[]>
  file_name: Once<string | null>
  file_bytes: Once<Uint8Array | null>
}

/** The tables of the public's side, as `migrations/0022-public-side-of-requests.sql` makes them. */
export interface PublicSideTables {
  public_draft: PublicDraftTable
  public_draft_file: PublicDraftFileTable
  request_access: RequestAccessTable
  public_session: PublicSessionTable
  outgoing_mail: OutgoingMailTable
  suggestion_use: SuggestionUseTable
  published_answer: PublishedAnswerTable
}
