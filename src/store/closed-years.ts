import { type Kysely, sql, type Transaction } from 'kysely'
import type { YearCount } from '../domain/report/compile/counts.ts'
import type { Ledger } from '../domain/report/compile/ledger.ts'
import type { CellKey } from '../domain/report/form.ts'
import type { BodyYear } from './counted-requests.ts'
import type { Database } from './schema.ts'
import { storable, toJson } from './storable.ts'
import type { Actor } from './trail.ts'

/** A year whose figures do not change any more. */
export interface ClosedYear extends BodyYear {
  /** Id of the form. */
  readonly form: string
  /** SM3 of the counted facts. */
  readonly hash: Uint8Array
  readonly closedAt: Date
  readonly person: string
  readonly remark: string
}

/** A closed year with what it counted. */
export interface ClosedFigures extends ClosedYear {
  readonly cells: Readonly<Record<CellKey, number>>
  /** The counted facts, a line each: exactly what was hashed. */
  readonly counted: string
}

const about = ['agency_id', 'year', 'form', 'hash', 'closed_at', 'person', 'remark'] as const

interface Row {
  readonly agency_id: number
  readonly year: number
  readonly form: string
  readonly hash: Uint8Array
  readonly closed_at: Date
  readonly person: string
  readonly remark: string
}

const toClosed = ({ agency_id, year, form, hash, closed_at, person, remark }: Row): ClosedYear => ({
  agencyId: agency_id,
  year,
  form,
  hash,
  closedAt: closed_at,
  person,
  remark,
})

/** The closed years of a body, oldest first. */
export async function findClosedYears(db: Kysely<Database>, agencyId: number): Promise<readonly ClosedYear[]> {
  const rows = await db
    .selectFrom('closed_year')
    .select(about)
    .where('agency_id', '=', agencyId)
    .orderBy('year')
    .execute()
  return rows.map(toClosed)
}

/** A closed year of a body; undefined where it is not closed. */
export async function findClosedYear(
  db: Kysely<Database>,
  { agencyId, year }: BodyYear,
): Promise<ClosedFigures | undefined> {
  const row = await db
    .selectFrom('closed_year')
    .select([...about, 'cells', 'counted'])
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .executeTakeFirst()
  return row && { ...toClosed(row), cells: row.cells, counted: row.counted }
}

/** First and last closed year of a body; years are closed one after the other. */
export async function findClosedSpan(
  db: Kysely<Database>,
  agencyId: number,
): Promise<Pick<Ledger, 'closedFrom' | 'closedThrough'>> {
  const { first, last } = await db
    .selectFrom('closed_year')
    .select((on) => [on.fn.min('year').as('first'), on.fn.max('year').as('last')])
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow()
  return { closedFrom: first, closedThrough: last }
}

export interface NewClosedYear extends Omit<ClosedFigures, 'person'> {
  readonly actor: Actor
  readonly counts: readonly YearCount[]
}

/** Closes a year for good. */
export async function appendClosedYear(db: Transaction<Database>, closed: NewClosedYear): Promise<void> {
  const { agencyId, year, form, cells, counted, hash, closedAt, actor, remark, counts } = closed
  await db
    .insertInto('closed_year')
    .values({
      agency_id: agencyId,
      year,
      form,
      cells: toJson(cells),
      counted,
      hash,
      closed_at: closedAt,
      account_id: actor.accountId,
      person: storable(actor.name),
      remark: storable(remark),
    })
    .execute()
  await appendCounts(db, { agencyId, year }, counts)
}

async function appendCounts(db: Transaction<Database>, { agencyId, year }: BodyYear, counts: readonly YearCount[]) {
  const column = <T>(of: (count: YearCount) => T) => counts.map(of)
  await sql`
    insert into closed_count (agency_id, year, request_id, part, item, applicant_type, settled_as, cell)
    select ${agencyId}, ${year}, * from unnest(
      ${column(({ requestId }) => requestId)}::bigint[], ${column(({ part }) => part)}::text[],
      ${column(({ item }) => item)}::text[], ${column(({ applicantType }) => applicantType)}::text[],
      ${column(({ settledAs }) => settledAs)}::text[], ${column(({ cell }) => cell)}::text[])`.execute(db)
}
