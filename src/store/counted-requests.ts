import { type Kysely, sql } from 'kysely'
import { type PlainDate, plainDate } from '../domain/calendar/plain-date.ts'
import {
  type ClosedParts,
  type CountedDispute,
  type CountedRequest,
  itemsOf,
  type Ledger,
} from '../domain/report/compile/ledger.ts'
import type { ApplicantType } from '../domain/request/channels.ts'
import type { Dispute } from '../domain/request/folded.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import { findClosedSpan } from './closed-years.ts'
import type { Database } from './schema.ts'
import { atOneMoment } from './trail-chains.ts'

/** A year of a body. */
export interface BodyYear {
  readonly agencyId: number
  readonly year: number
}

interface Row {
  readonly id: number
  readonly applicant_type: ApplicantType
  readonly received_on: PlainDate | null
  readonly settled_on: PlainDate | null
  readonly settled_as: OutcomeId | null
}

interface ClosedRow extends Row {
  readonly received_year: number
  readonly received_type: ApplicantType
  readonly settled_year: number | null
  readonly closed_as: OutcomeId | null
  readonly cell: string
  readonly form: string
}

const requestOf = ({ id, applicant_type, received_on, settled_on, settled_as }: Row): CountedRequest => ({
  id,
  applicantType: applicant_type,
  receivedOn: received_on,
  settledOn: settled_on,
  settledAs: settled_as,
})

function closedOf({ received_year, received_type, settled_year, closed_as, cell, form }: ClosedRow): ClosedParts {
  const received = { year: received_year, applicantType: received_type }
  if (settled_year === null) return { received }
  const row = cell.slice(0, cell.lastIndexOf('/'))
  return { received, settled: { year: settled_year, settledAs: closed_as, form, row } }
}

type Span = Pick<Ledger, 'closedFrom' | 'closedThrough'>

/** What was settled before an open year concerns it only where an earlier year, just closed, has not counted it. */
const notLongSettled = (year: number, { closedThrough }: Span) =>
  closedThrough !== null && year <= closedThrough + 1
    ? sql`true`
    : sql`(settled_on is null or settled_on >= ${plainDate(year, 1, 1)}::date or received_on >= ${plainDate(year, 1, 1)}::date)`

async function findFresh(db: Kysely<Database>, { agencyId, year }: BodyYear, span: Span) {
  const uncounted =
    span.closedThrough === null
      ? sql`true`
      : sql`not exists (select from closed_count
          where agency_id = ${agencyId} and request_id = request.id and part = 'received')`
  const { rows } = await sql<Row>`
    select id, applicant_type, received_on, settled_on, settled_as from request
    where agency_id = ${agencyId} and kind = 'disclosure' and received_on <= ${plainDate(year, 12, 31)}::date
      and ${notLongSettled(year, span)} and ${uncounted}
    order by received_on, id`.execute(db)
  return rows.map(requestOf)
}

async function findCountedBefore(db: Kysely<Database>, { agencyId, year }: BodyYear, span: Span) {
  if (span.closedThrough === null) return []
  const { rows } = await sql<ClosedRow>`
    select request.id, request.applicant_type, case when kind = 'disclosure' then received_on end as received_on,
      settled_on, request.settled_as, came.year as received_year, came.applicant_type as received_type,
      went.year as settled_year, went.settled_as as closed_as, went.cell, closed_year.form
    from closed_count came
    join request on request.agency_id = came.agency_id and request.id = came.request_id
    left join closed_count went
      on went.agency_id = came.agency_id and went.request_id = came.request_id and went.part = 'settled'
    left join closed_year on closed_year.agency_id = went.agency_id and closed_year.year = went.year
    where came.agency_id = ${agencyId} and came.part = 'received'
      and (came.year <= ${year} or (kind = 'disclosure' and received_on <= ${plainDate(year, 12, 31)}::date))
      and (went.year is null or went.year >= ${year}) and (went.year is not null or ${notLongSettled(year, span)})
    order by received_on nulls first, request.id`.execute(db)
  return rows.map((row): CountedRequest => ({ ...requestOf(row), closed: closedOf(row) }))
}

interface ClosedDispute {
  readonly request_id: number
  readonly item: string
  readonly year: number
  readonly cell: string
}

/** Disputes as the facts tell them, and those that closed years counted, whatever became of them. */
async function findDisputes(db: Kysely<Database>, agencyId: number, span: Span): Promise<readonly CountedDispute[]> {
  const { rows: now } = await sql<{ id: number; disputes: readonly Dispute[] }>`
    select id, disputes from request
    where agency_id = ${agencyId} and disputes <> '[]' and kind = 'disclosure' order by id`.execute(db)
  const { rows: closed } =
    span.closedThrough === null
      ? { rows: [] }
      : await sql<ClosedDispute>`select request_id, item, year, cell from closed_count
          where agency_id = ${agencyId} and part = 'dispute' order by request_id, item, year`.execute(db)
  const found = new Map<string, CountedDispute>()
  for (const { id, disputes } of now)
    for (const [at, item] of itemsOf(disputes).entries())
      found.set(`${id} ${item}`, { requestId: id, item, dispute: disputes[at] ?? null, closed: [] })
  for (const { request_id, item, year, cell } of closed) {
    const key = `${request_id} ${item}`
    const before = found.get(key) ?? { requestId: request_id, item, dispute: null, closed: [] }
    found.set(key, { ...before, closed: [...before.closed, { year, cell }] })
  }
  return [...found.values()]
}

/** All that bears on a year of a body, of one moment; within a transaction, as it stands there. */
export async function findLedger(db: Kysely<Database>, asked: BodyYear): Promise<Ledger> {
  const read = async (view: Kysely<Database>): Promise<Ledger> => {
    const span = await findClosedSpan(view, asked.agencyId)
    const before = await findCountedBefore(view, asked, span)
    const fresh = await findFresh(view, asked, span)
    return { ...span, requests: [...before, ...fresh], disputes: await findDisputes(view, asked.agencyId, span) }
  }
  return db.isTransaction ? read(db) : atOneMoment(db, read)
}

/** Holds all that a year may count until the transaction ends: no fact is added meanwhile, and nothing registered. */
export async function lockCountable(db: Kysely<Database>, { agencyId, year }: BodyYear): Promise<void> {
  await sql`select from request
    where agency_id = ${agencyId} and submitted_on <= ${plainDate(year, 12, 31)}::date
      and not exists (select from closed_count
        where agency_id = ${agencyId} and request_id = request.id and part = 'settled')
    order by id for share`.execute(db)
  await sql`select from serial_counter where agency_id = ${agencyId} and kind = 'request' order by year for update`.execute(
    db,
  )
}

/** First day of all that may be counted; null where there is nothing. */
export async function findFirstCountable(db: Kysely<Database>, agencyId: number): Promise<PlainDate | null> {
  const { rows } = await sql<{ first: PlainDate | null }>`
    select least(
      (select min(received_on) from request
        where agency_id = ${agencyId} and kind = 'disclosure' and received_on is not null),
      (select min((dispute ->> 'filedOn')::date) from request, jsonb_array_elements(disputes) dispute
        where agency_id = ${agencyId} and kind = 'disclosure' and disputes <> '[]')) as first`.execute(db)
  return rows[0]?.first ?? null
}

/** Numbers of requests of a body, by their ids. */
export async function findNumbers(
  db: Kysely<Database>,
  agencyId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; number: string }>`
    select id, number from request where agency_id = ${agencyId} and id = any(${ids}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, number }) => [id, number]))
}
