import { type Kysely, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'

/** Another request of the same person. */
export interface SameApplicantLine {
  readonly id: number
  readonly number: string
  readonly subject: string
  readonly status: DossierStatus
  readonly outcome: OutcomeId | null
  readonly submittedOn: PlainDate
  /** The identity number is the same; otherwise only the name is, and it may be somebody else. */
  readonly isCertain: boolean
}

const most = 20

/** The newest requests of whoever asks here, by identity number or else by name; no name is opened for it. */
export async function findOfSameApplicant(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
): Promise<readonly SameApplicantLine[]> {
  const { rows } = await sql<SameApplicantLine>`
    select request.id, request.number, request.subject, request.status, request.outcome,
      request.submitted_on as "submittedOn", other.person_mark is not null and other.person_mark = own.person_mark as "isCertain"
    from applicant own
      join applicant other on other.agency_id = own.agency_id and other.request_id <> own.request_id
        and (other.person_mark = own.person_mark
          or (other.name_mark = own.name_mark and (own.person_mark is null or other.person_mark is null)))
      join request on request.agency_id = other.agency_id and request.id = other.request_id
    where own.agency_id = ${agencyId} and own.request_id = ${id}
    order by request.submitted_on desc, request.id desc
    limit ${most}`.execute(db)
  return rows
}

/**
 * Which of the requests of one person in its calendar month a request is, by the day of submission: the fee by the
 * piece begins with the eleventh (art. 42). Who gave no identity number is counted alone.
 */
export async function countInMonth(db: Kysely<Database>, { agencyId, id }: RequestKey): Promise<number> {
  const { rows } = await sql<{ nth: number }>`
    select count(*)::int as nth
    from request this
      join applicant own on own.agency_id = this.agency_id and own.request_id = this.id
      join applicant other on other.agency_id = own.agency_id and other.person_mark = own.person_mark
      join request on request.agency_id = other.agency_id and request.id = other.request_id
    where this.agency_id = ${agencyId} and this.id = ${id}
      and request.submitted_on >= date_trunc('month', this.submitted_on::timestamp)
      and (request.submitted_on, request.id) <= (this.submitted_on, this.id)`.execute(db)
  return Math.max(1, rows[0]?.nth ?? 1)
}
