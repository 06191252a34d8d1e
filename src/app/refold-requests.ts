import { setImmediate as others } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { type Dossier, foldDossier } from '../domain/request/dossier.ts'
import type { Look } from '../domain/request/look.ts'
import { cachedRow, columnsOfDay } from '../store/request-row.ts'
import type { CachedColumn, SomeColumns, WalkedRequest } from '../store/request-walk.ts'
import { lookFor } from './look.ts'
import type { Services } from './services.ts'

/** Which columns are read off a dossier again. */
export interface Refolding {
  readonly columns: readonly CachedColumn[]
  readonly rowOf: (dossier: Dossier, at: { readonly number: string; readonly today: PlainDate }) => SomeColumns
}

/** What changes by itself as days pass. */
export const byTheDay: Refolding = {
  columns: [
    'status',
    'is_open',
    'state',
    'received_on',
    'due_on',
    'paused_since',
    'provisional',
    'extended_by',
    'waiting_for',
    'waiting_until',
    'replied_on',
    'overdue_by',
  ] satisfies readonly (keyof ReturnType<typeof columnsOfDay>)[],
  rowOf: (dossier, { today }) => columnsOfDay(dossier, today),
}

/** All that follows from the facts. */
export const wholeRow: Refolding = {
  columns: [
    ...byTheDay.columns,
    'kind',
    'channel',
    'applicant_type',
    'subject',
    'content',
    'medium',
    'delivery',
    'submitted_on',
    'section_id',
    'handler_id',
    'handler',
    'asked_sections',
    'outcome',
    'settled_on',
    'settled_as',
    'disputes',
    'bands',
    'search_terms',
  ],
  rowOf: cachedRow,
}

/** A request whose row says something else than its facts. */
export interface Differing {
  readonly walked: WalkedRequest
  readonly row: SomeColumns
  readonly columns: readonly CachedColumn[]
}

/** Numbers of big arrays come as text. */
const isSameItem = (one: unknown, other: unknown): boolean =>
  typeof one === 'object' ? isDeepStrictEqual(one, other) : String(one) === String(other)

const isSame = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((item, at) => isSameItem(item, other[at]))
    : one === other

function compare(walked: WalkedRequest, { columns, rowOf }: Refolding, look: Look): Differing | undefined {
  const row = rowOf(foldDossier(walked.entries, look), { number: walked.number, today: look.today })
  const different = columns.filter((column) => !isSame(row[column], walked.row[column]))
  return different.length > 0 ? { walked, row, columns: different } : undefined
}

/** Others have their turn after so many: a few milliseconds of work. */
const inOneGo = 100

async function looksFor(services: Services, walked: readonly WalkedRequest[]): Promise<ReadonlyMap<string, Look>> {
  const regions = [...new Set(walked.map(({ region }) => region))]
  return new Map(
    await Promise.all(regions.map(async (region) => [region, await lookFor(services, { region })] as const)),
  )
}

export interface Compared {
  readonly differing: readonly Differing[]
  /** That could not be folded; the log says why. */
  readonly failed: number
}

/**
 * Folds requests as they stand today and finds the rows that say something else. One that cannot be folded is a bug
 * that must not keep the others from being right: it is logged and passed over.
 */
export async function compareRows(
  services: Services,
  walked: readonly WalkedRequest[],
  refolding: Refolding,
): Promise<Compared> {
  const looks = await looksFor(services, walked)
  const differing: Differing[] = []
  let failed = 0
  for (const [at, one] of walked.entries()) {
    if (at % inOneGo === inOneGo - 1) await others()
    try {
      const found = compare(one, refolding, looks.get(one.region) as Look)
      if (found) differing.push(found)
    } catch (err) {
      failed += 1
      services.log.error({ err, agencyId: one.agencyId, request: one.number }, 'a request cannot be folded')
    }
  }
  return { differing, failed }
}

/** A due date that is another one now. */
export interface MovedDate {
  readonly agencyId: number
  readonly body: string
  readonly number: string
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

export const movedDates = (differing: readonly Differing[]): readonly MovedDate[] =>
  differing
    .filter(({ columns }) => columns.includes('due_on'))
    .map(({ walked: { agencyId, body, number, row: was }, row }) => {
      const [from, to] = [was.due_on, row.due_on] as [PlainDate | null, PlainDate | null]
      return { agencyId, body, number, from, to }
    })
