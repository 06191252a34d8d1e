import { type Kysely, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import type { Marks } from './applicants.ts'
import type { Database } from './schema.ts'

export interface EarlierRequest {
  readonly id: number
  readonly number: string
  readonly subject: string
  readonly status: DossierStatus
  readonly outcome: OutcomeId | null
  readonly submittedOn: PlainDate
}

/** What an applicant has asked a body for before; told by the identity number, or by the name where there is none. */
export interface ApplicantHistory {
  readonly isByName: boolean
  readonly total: number
  /** Submitted in the calendar month of the day. */
  readonly inMonth: number
  /** The newest. */
  readonly newest: readonly EarlierRequest[]
}

const mostShown = 5
/** Further back nobody counts. */
const mostRead = 1000

/** Who asks has no request yet: found by blind indexes, and no name is opened for it. */
export async function findApplicantHistory(
  db: Kysely<Database>,
  agencyId: number,
  { person, name }: Marks,
  day: PlainDate,
): Promise<ApplicantHistory> {
  const isSame = person
    ? sql<boolean>`person_mark = ${Buffer.from(person)}::bytea`
    : sql<boolean>`name_mark = ${Buffer.from(name)}::bytea`
  const rows = await db
    .selectFrom('applicant')
    .innerJoin('request', (on) =>
      on.onRef('request.agency_id', '=', 'applicant.agency_id').onRef('request.id', '=', 'applicant.request_id'),
    )
    .select(['request.id', 'number', 'subject', 'status', 'outcome', 'submitted_on as submittedOn'])
    .where('applicant.agency_id', '=', agencyId)
    .where(isSame)
    .orderBy('submitted_on', 'desc')
    .orderBy('request.id', 'desc')
    .limit(mostRead)
    .execute()
  const inMonth = rows.filter(({ submittedOn }) => submittedOn.slice(0, 7) === day.slice(0, 7)).length
  return { isByName: person === null, total: rows.length, inMonth, newest: rows.slice(0, mostShown) }
}
