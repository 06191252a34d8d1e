import { type Kysely, sql } from 'kysely'
import { type PlainDate, plainDate } from '../domain/calendar/plain-date.ts'
import type { ApplicantType, ChannelId } from '../domain/request/channels.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import type { YearCounts } from '../domain/request/statistics.ts'
import type { Database } from './schema.ts'

/** A body that has received requests. */
export interface AskedBody {
  readonly id: number
  readonly name: string
  readonly region: string
}

/** As the annual report counts them: what went on in other requests (拆分、并案) within its year is counted there alone. */
const counted = sql`kind = 'disclosure' and received_on is not null and (settled_on is null or settled_as is not null
  or extract(year from settled_on) > extract(year from received_on))`

/** Bodies that have received requests, by name. */
export async function findAskedBodies(db: Kysely<Database>): Promise<readonly AskedBody[]> {
  const { rows } = await sql<AskedBody>`
    select id, name, region from agency
    where exists (select from request where agency_id = agency.id and kind = 'disclosure' and received_on is not null)
    order by name`.execute(db)
  return rows
}

/** First and last year in which a body received or settled a request; undefined where it has none. */
export async function findAskedYears(
  db: Kysely<Database>,
  agencyId: number,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const { rows } = await sql<{ first: PlainDate | null; last: PlainDate | null }>`
    select min(received_on) as first, greatest(max(received_on), max(settled_on)) as last
    from request where agency_id = ${agencyId} and ${counted}`.execute(db)
  const { first, last } = rows[0] ?? {}
  return first && last ? { first: Number(first.slice(0, 4)), last: Number(last.slice(0, 4)) } : undefined
}

interface Totals {
  readonly received: number
  readonly carriedIn: number
  readonly carriedOut: number
  readonly replied: number
  readonly inTime: number
  readonly demonstration: boolean | null
}

/** First replies, of which the one that stands is the same: of those decided anew the row no longer tells. */
const isFirstReply = sql`settled_on = replied_on`

async function findTotals(db: Kysely<Database>, agencyId: number, year: number): Promise<Totals> {
  const [from, to] = [plainDate(year, 1, 1), plainDate(year, 12, 31)]
  const settledNow = sql`settled_on between ${from}::date and ${to}::date`
  const { rows } = await sql<Totals>`
    select count(*) filter (where received_on >= ${from}::date)::int as received,
      count(*) filter (where received_on < ${from}::date)::int as "carriedIn",
      count(*) filter (where settled_on is null or settled_on > ${to}::date)::int as "carriedOut",
      count(*) filter (where ${settledNow} and ${isFirstReply})::int as replied,
      count(*) filter (where ${settledNow} and ${isFirstReply} and overdue_by is null)::int as "inTime",
      bool_or(demonstration) as demonstration
    from request where agency_id = ${agencyId} and ${counted} and received_on <= ${to}::date
      and (settled_on is null or settled_on >= ${from}::date)`.execute(db)
  const [totals] = rows
  if (!totals) throw new Error('A count gave no row')
  return totals
}

/** How many requests came in a year, by one of their columns. */
async function findReceivedBy<Key extends string>(
  db: Kysely<Database>,
  { agencyId, year, column }: { readonly agencyId: number; readonly year: number; readonly column: string },
): Promise<Partial<Record<Key, number>>> {
  const { rows } = await sql<{ key: Key; count: number }>`
    select ${sql.ref(column)} as key, count(*)::int as count from request
    where agency_id = ${agencyId} and ${counted}
      and received_on between ${plainDate(year, 1, 1)}::date and ${plainDate(year, 12, 31)}::date
    group by 1`.execute(db)
  return Object.fromEntries(rows.map(({ key, count }) => [key, count])) as Partial<Record<Key, number>>
}

async function findSettled(db: Kysely<Database>, agencyId: number, year: number) {
  const { rows } = await sql<{ outcome: OutcomeId; count: number }>`
    select coalesce(settled_as, 'otherwise.other') as outcome, count(*)::int as count from request
    where agency_id = ${agencyId} and ${counted}
      and settled_on between ${plainDate(year, 1, 1)}::date and ${plainDate(year, 12, 31)}::date
    group by 1 order by 1`.execute(db)
  return rows
}

/** How many requests took from one day to another until the first reply. */
export interface ReplySpan {
  readonly receivedOn: PlainDate
  readonly repliedOn: PlainDate
  readonly count: number
}

/** From which day to which the first replies of a year took, each pair of days once. */
export async function findReplySpans(
  db: Kysely<Database>,
  agencyId: number,
  year: number,
): Promise<readonly ReplySpan[]> {
  const { rows } = await sql<ReplySpan>`
    select received_on as "receivedOn", settled_on as "repliedOn", count(*)::int as count from request
    where agency_id = ${agencyId} and ${counted} and ${isFirstReply}
      and settled_on between ${plainDate(year, 1, 1)}::date and ${plainDate(year, 12, 31)}::date
    group by 1, 2`.execute(db)
  return rows
}

/** All that is counted of a body's year by the database itself. */
export async function countYear(
  db: Kysely<Database>,
  agencyId: number,
  year: number,
): Promise<Omit<YearCounts, 'medianWorkdays'>> {
  const [totals, settled, byChannel, byType] = await Promise.all([
    findTotals(db, agencyId, year),
    findSettled(db, agencyId, year),
    findReceivedBy<ChannelId>(db, { agencyId, year, column: 'channel' }),
    findReceivedBy<ApplicantType>(db, { agencyId, year, column: 'applicant_type' }),
  ])
  return { ...totals, demonstration: totals.demonstration ?? false, settled, byChannel, byType }
}
