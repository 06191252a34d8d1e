import { z } from 'zod'
import { isPlainDate } from '../../../domain/calendar/plain-date.ts'
import { applicantTypes, channels } from '../../../domain/request/channels.ts'
import { dossierStatuses } from '../../../domain/request/dossier.ts'
import { outcomes } from '../../../domain/request/outcomes.ts'
import type { RequestFilter } from '../../../store/request-filter.ts'
import type { ListEnd } from '../../../store/request-lists.ts'
import { type RequestView, requestViewIds } from '../../../store/request-views.ts'
import { paths } from '../../paths.ts'
import { pathWith, queryFields } from '../query-fields.ts'
import { type Reached, soonUntil } from './reach.ts'

const { words, id, year, oneOf } = queryFields

/** The keys of a table that names its rows. */
const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as Key[]

const absent = (value: unknown) => (value === '' ? undefined : value)

const day = z.preprocess(absent, z.string().refine(isPlainDate).optional())

/** Most workdays ahead that can be asked for: a reply takes no more. */
export const mostAhead = 20

const within = z.preprocess(
  absent,
  z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .refine((days) => days <= mostAhead)
    .optional(),
)

/** `2026-11-23_17`, or `_17` among those without a due date. */
const end = z.preprocess(
  absent,
  z
    .string()
    .regex(/^(\d{4}-\d\d-\d\d)?_\d{1,15}$/)
    .transform((text): ListEnd => {
      const [on = '', at = ''] = text.split('_')
      return { on: on === '' ? null : on, id: Number(at) }
    })
    .optional(),
)

const query = z.object({
  view: oneOf(requestViewIds).transform((view): RequestView => view ?? 'open'),
  q: words,
  /** Name of the body, for who may look below their own. */
  body: words,
  channel: oneOf(keysOf(channels)),
  type: oneOf(keysOf(applicantTypes)),
  status: oneOf(keysOf(dossierStatuses)),
  outcome: oneOf(keysOf(outcomes)),
  section: id,
  handler: id,
  from: day,
  to: day,
  year,
  within,
  after: end,
})

export type ListQuery = z.infer<typeof query>

/** Reads what the address of the worklist asks for; undefined where one part makes no sense. */
export function readListQuery(given: Readonly<Record<string, string>>): ListQuery | undefined {
  const read = query.safeParse(given)
  return read.success ? read.data : undefined
}

const searched = (q: string) => q.split(/[\s，、]+/).filter((word) => word !== '')

/** Pairs of neighbours are what the index holds. */
export const isTooShort = (q: string): boolean => searched(q).some((word) => [...word].length < 2)

/**
 * What the store is asked for.
 *
 * @param markOf blind index of a name, where the person may know who asks
 */
export function toFilter(
  { look, scope, viewer }: Reached,
  asked: ListQuery,
  markOf?: (name: string) => Uint8Array,
): RequestFilter {
  const { q, view, channel, type, status, outcome, section, handler, from, to, year: of } = asked
  const found = searched(q).filter((word) => [...word].length > 1)
  const search = { words: found, ...(markOf && { nameMark: markOf(q) }) }
  return {
    scope,
    viewer,
    view,
    today: look.today,
    soonUntil: soonUntil(look, asked.within),
    ...(channel && { channel }),
    ...(type && { applicantType: type }),
    ...(status && { status }),
    ...(outcome && { outcome }),
    ...(section !== undefined && { sectionId: section }),
    ...(handler !== undefined && { handlerId: handler }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(of !== undefined && { year: of }),
    ...(found.length > 0 && { search }),
  }
}

const endText = (after: ListEnd | undefined) => after && `${after.on ?? ''}_${after.id}`

/** The worklist, or another page over the same requests, with some of its fields set. */
export function listPath(asked: Partial<ListQuery> = {}, path: string = paths.requests): string {
  const { after, ...others } = asked
  return pathWith(path, { ...others, after: endText(after) })
}

/** Whether anything but the view narrows the list. */
export const isFiltered = ({ view: _, after: __, body: ___, ...others }: ListQuery): boolean =>
  Object.values(others).some((value) => value !== undefined && value !== '')
