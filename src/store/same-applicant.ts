import { type Kysely, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import type { Marks } from './applicants.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'

/** A request of the same person. */
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

/** On the page of a dossier. */
const mostBeside = 20
const mostInWarning = 5
/** Further back nobody counts. */
const mostCounted = 1000

interface Sought {
  readonly agencyId: number
  readonly marks: Marks
  readonly most: number
  readonly exceptId?: number
}

/**
 * The newest requests of a person to a body: by identity number for certain; by name, where they or the others gave
 * no number, as perhaps theirs. No name is opened for it.
 */
async function findOf(db: Kysely<Database>, sought: Sought): Promise<readonly SameApplicantLine[]> {
  const { agencyId, marks, most, exceptId = null } = sought
  const person = sql`${marks.person && Buffer.from(marks.person)}::bytea`
  const name = sql`${Buffer.from(marks.name)}::bytea`
  const { rows } = await sql<SameApplicantLine>`
    select request.id, request.number, request.subject, request.status, request.outcome,
      request.submitted_on as "submittedOn", coalesce(person_mark = ${person}, false) as "isCertain"
    from applicant
      join request on request.agency_id = applicant.agency_id and request.id = applicant.request_id
    where applicant.agency_id = ${agencyId} and request.id is distinct from ${exceptId}
      and (person_mark = ${person} or (name_mark = ${name} and (person_mark is null or ${person} is null)))
    order by request.submitted_on desc, request.id desc
    limit ${most}`.execute(db)
  return rows
}

/** The newest other requests of whoever asks here. */
export async function findOfSameApplicant(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
): Promise<readonly SameApplicantLine[]> {
  const own = await db
    .selectFrom('applicant')
    .select(['person_mark', 'name_mark'])
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .executeTakeFirst()
  if (!own) return []
  const marks = { person: own.person_mark, name: own.name_mark }
  return findOf(db, { agencyId, marks, most: mostBeside, exceptId: id })
}

/** What somebody has asked a body for before. */
export interface ApplicantHistory {
  /** No request is theirs for certain: these are of their name. */
  readonly isByName: boolean
  readonly total: number
  /** Submitted in the calendar month of the day. */
  readonly inMonth: number
  readonly newest: readonly SameApplicantLine[]
}

/** Who asks has no request yet; those of the name alone are told where none is certain. */
export async function findApplicantHistory(
  db: Kysely<Database>,
  agencyId: number,
  marks: Marks,
  day: PlainDate,
): Promise<ApplicantHistory> {
  const all = await findOf(db, { agencyId, marks, most: mostCounted })
  const certain = all.filter(({ isCertain }) => isCertain)
  const isByName = certain.length === 0
  const told = isByName ? all : certain
  const inMonth = told.filter(({ submittedOn }) => submittedOn.slice(0, 7) === day.slice(0, 7)).length
  return { isByName, total: told.length, inMonth, newest: told.slice(0, mostInWarning) }
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
