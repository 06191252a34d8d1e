import { type Kysely, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { ApplicantType } from '../domain/request/channels.ts'
import type { Dispute } from '../domain/request/folded.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import type { Database } from './schema.ts'

/** A request as the lists behind the figures of a year show it; who asks is not in it. */
export interface CountedLine {
  readonly agencyId: number
  readonly id: number
  readonly number: string
  readonly subject: string
  readonly applicantType: ApplicantType
  readonly receivedOn: PlainDate | null
  readonly settledOn: PlainDate | null
  readonly settledAs: OutcomeId | null
  readonly disputes: readonly Dispute[]
}

/** The requests of a body with these ids, as their facts tell them now. */
export async function findCountedLines(
  db: Kysely<Database>,
  agencyId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, CountedLine>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CountedLine>`
    select agency_id as "agencyId", id, number, subject, applicant_type as "applicantType",
      received_on as "receivedOn", settled_on as "settledOn", settled_as as "settledAs", disputes
    from request where agency_id = ${agencyId} and id = any(${ids}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
