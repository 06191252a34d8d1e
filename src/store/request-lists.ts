import { type Kysely, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { ApplicantType, ChannelId } from '../domain/request/channels.ts'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { RequestKind } from '../domain/request/facts.ts'
import type { KeptClock } from '../domain/request/listed-clock.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import { type Condition, conditionsOf, type RequestFilter, wholeCondition } from './request-filter.ts'
import { inOpenView, isByDueDate, type OpenView, openViews } from './request-views.ts'
import type { Database } from './schema.ts'

/** A request as a list shows it; who asks is not in it. */
export interface RequestLine extends KeptClock {
  readonly agencyId: number
  readonly id: number
  readonly number: string
  readonly kind: RequestKind
  readonly channel: ChannelId
  readonly applicantType: ApplicantType
  readonly subject: string
  readonly status: DossierStatus
  readonly submittedOn: PlainDate
  readonly receivedOn: PlainDate | null
  readonly provisional: boolean
  /** Workdays. */
  readonly extendedBy: number | null
  /** Requests that were like it when it came. */
  readonly alike: number
  readonly waitingFor: string
  /** Section that it is assigned to. */
  readonly sectionId: number | null
  readonly handler: string
  readonly outcome: OutcomeId | null
  /** Of the first reply, or of the end without one. */
  readonly settledOn: PlainDate | null
  readonly version: number
}

const columns = [
  'agency_id as agencyId',
  'id',
  'number',
  'kind',
  'channel',
  'applicant_type as applicantType',
  'subject',
  'status',
  'is_open as isOpen',
  'state',
  'submitted_on as submittedOn',
  'received_on as receivedOn',
  'due_on as dueOn',
  'paused_since as pausedSince',
  'provisional',
  'extended_by as extendedBy',
  'alike',
  'waiting_for as waitingFor',
  'waiting_until as waitingUntil',
  'section_id as sectionId',
  'handler',
  'outcome',
  'settled_on as settledOn',
  'replied_on as repliedOn',
  'overdue_by as overdueBy',
  'version',
] as const

/** Where a page of a list ends: the next one begins after it. */
export interface ListEnd {
  /** The day that the list is ordered by; null among those without a due date, which come last. */
  readonly on: PlainDate | null
  readonly id: number
}

export interface RequestPage {
  readonly lines: readonly RequestLine[]
  /** Absent on the last page. */
  readonly end?: ListEnd
}

interface Asked {
  readonly size: number
  readonly after?: ListEnd | undefined
}

const select = (db: Kysely<Database>, condition: Condition) => db.selectFrom('request').select(columns).where(condition)

async function newest(db: Kysely<Database>, condition: Condition, { size, after }: Asked) {
  const asked = select(db, condition).orderBy('submitted_on', 'desc').orderBy('id', 'desc').limit(size)
  if (!after) return asked.execute()
  return asked.where(sql<boolean>`(submitted_on, id) < (${after.on}::date, ${after.id})`).execute()
}

const dated = (db: Kysely<Database>, condition: Condition, { size, after }: Asked) => {
  const asked = select(db, condition).where('due_on', 'is not', null).orderBy('due_on').orderBy('id').limit(size)
  return (after ? asked.where(sql<boolean>`(due_on, id) > (${after.on}::date, ${after.id})`) : asked).execute()
}

const undated = (db: Kysely<Database>, condition: Condition, { size, after }: Asked) => {
  const asked = select(db, condition).where('due_on', 'is', null).orderBy('id').limit(size)
  return (after ? asked.where('id', '>', after.id) : asked).execute()
}

/** By due date; those whose count has not begun come last. Two questions, so that each walks along an index. */
async function byDueDate(db: Kysely<Database>, condition: Condition, { size, after }: Asked) {
  if (after?.on === null) return undated(db, condition, { size, after })
  const first = await dated(db, condition, { size, after })
  if (first.length === size) return first
  return [...first, ...(await undated(db, condition, { size: size - first.length }))]
}

/** A page of the requests that pass the filter: by due date, or newest first where they are over. */
export async function findRequestLines(
  db: Kysely<Database>,
  filter: RequestFilter,
  { size, after }: Asked,
): Promise<RequestPage> {
  const condition = await wholeCondition(db, filter)
  const isDue = isByDueDate(filter.view)
  const found = await (isDue ? byDueDate : newest)(db, condition, { size: size + 1, after })
  const lines = found.slice(0, size)
  const last = lines.at(-1)
  if (found.length <= size || !last) return { lines }
  return { lines, end: { on: isDue ? last.dueOn : last.submittedOn, id: last.id } }
}

/** A line that leaves the desk in a file: who asks is masked. */
export interface ExportLine extends RequestLine {
  readonly maskedName: string
}

/** As many requests as fit, in the order of the list. */
export async function findExportLines(
  db: Kysely<Database>,
  filter: RequestFilter,
  size: number,
): Promise<readonly ExportLine[]> {
  const asked = select(db, await wholeCondition(db, filter))
    .select('masked_name as maskedName')
    .limit(size)
  if (!isByDueDate(filter.view)) return asked.orderBy('submitted_on', 'desc').orderBy('id', 'desc').execute()
  return asked.orderBy('due_on').orderBy('id').execute()
}

/** Counting stops here; beyond it every count is only a lower bound. */
export const mostCounted = 10_000

export interface RequestCounts {
  readonly views: Readonly<Record<OpenView, number>>
  /** There are more open ones than are counted. */
  readonly isCapped: boolean
}

/** How many open requests that pass the filter are in each view; the filter's own view plays no part. */
export async function countRequests(db: Kysely<Database>, filter: RequestFilter): Promise<RequestCounts> {
  const condition = await conditionsOf(db, filter)
  const counts = openViews.map(
    (view) => sql`count(*) filter (where ${inOpenView(view, filter)})::int as ${sql.ref(view)}`,
  )
  const { rows } = await sql<Record<OpenView, number>>`
    select ${sql.join(counts)} from (
      select is_open, status, state, due_on, waiting_for, waiting_until, replied_on, section_id, handler_id, asked_sections
      from request where ${condition} and is_open limit ${mostCounted}) as counted`.execute(db)
  const [views] = rows
  if (!views) throw new Error('A count gave no row')
  return { views, isCapped: views.open >= mostCounted }
}

/** Those among the requests to which a clarification came (art. 30), unless the entry was struck later. */
export async function findClarified(
  db: Kysely<Database>,
  agencyId: number,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select distinct request_id as id from request_fact came
    where agency_id = ${agencyId} and request_id = any(${ids}::bigint[]) and happened = 'clarification-received'
      and not exists (select from request_fact struck
        where struck.agency_id = came.agency_id and struck.request_id = came.request_id
          and struck.happened = 'entry-corrected' and struck.fact -> 'to' = 'null'
          and (struck.fact ->> 'seq')::integer = came.seq)`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
