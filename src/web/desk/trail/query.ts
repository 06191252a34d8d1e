import { z } from 'zod'
import { addDays, isPlainDate } from '../../../domain/calendar/plain-date.ts'
import type { TrailEnd, TrailFilter } from '../../../store/trail-search.ts'
import { paths } from '../../paths.ts'
import { pathWith, queryFields } from '../query-fields.ts'

const { words, id, oneOf } = queryFields

const absent = (value: unknown) => (value === '' ? undefined : value)
const day = z.preprocess(absent, z.string().refine(isPlainDate).optional())

/** `1763859600000_12_345`: milliseconds, body, number of the last link of the page before. */
const end = z.preprocess(
  absent,
  z
    .string()
    .regex(/^\d{1,14}_\d{1,15}_\d{1,15}$/)
    .transform((text): TrailEnd => {
      const [at = 0, agencyId = 0, seq = 0] = text.split('_').map(Number)
      return { at: new Date(at), agencyId, seq }
    })
    .optional(),
)

const query = z.object({
  /** The person's own body where absent. */
  agency: id,
  scope: oneOf(['alone']),
  from: day,
  to: day,
  person: words,
  kind: z.preprocess(
    absent,
    z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .optional(),
  ),
  subject: words,
  after: end,
  done: oneOf(['verified']),
})

export type TrailQuery = z.infer<typeof query>

/** Reads what the address asks for; undefined where a part of it makes no sense. */
export function readTrailQuery(given: Readonly<Record<string, string>>): TrailQuery | undefined {
  const read = query.safeParse(given)
  return read.success ? read.data : undefined
}

/** The trail, or its table, with what is asked for. */
export function trailPath(asked: Partial<Omit<TrailQuery, 'done'>> = {}, path: string = paths.trail): string {
  const { after, agency, scope, from, to, person, kind, subject } = asked
  const cursor = after && `${after.at.getTime()}_${after.agencyId}_${after.seq}`
  return pathWith(path, { agency, scope, from, to, person, kind, subject, after: cursor })
}

export const isFiltered = ({ from, to, person, kind, subject }: TrailQuery): boolean =>
  [from, to, kind].some((value) => value !== undefined) || person !== '' || subject !== ''

/** Midnight in China. */
const startOf = (date: string) => new Date(`${date}T00:00:00+08:00`)

/** Words for the store; both days are within. */
export const toFilter = (agencyId: number, { scope, from, to, person, kind, subject }: TrailQuery): TrailFilter => ({
  agencyId,
  alone: scope === 'alone',
  ...(from !== undefined && { from: startOf(from) }),
  ...(to !== undefined && { until: startOf(addDays(to, 1)) }),
  ...(person !== '' && { person }),
  ...(kind !== undefined && { kind }),
  ...(subject !== '' && { subject }),
})
