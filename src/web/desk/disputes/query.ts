import { z } from 'zod'
import type { Dispute } from '../../../domain/request/folded.ts'
import { paths } from '../../paths.ts'
import { pathWith, queryFields } from '../query-fields.ts'

const { words, year, page, oneOf } = queryFields

export const openness = { open: '尚未审结', decided: '已审结' } as const

const kinds = ['reconsideration', 'litigation'] as const satisfies readonly Dispute['kind'][]

const query = z.object({
  kind: oneOf(kinds),
  is: oneOf(['open', 'decided'] as const satisfies readonly (keyof typeof openness)[]),
  /** Year in which it was filed. */
  year,
  /** Name of the body, for who may look below their own. */
  body: words,
  page,
})

export type DisputeQuery = z.infer<typeof query>

/** Reads what the address of the disputes asks for; undefined where a part of it makes no sense. */
export function readDisputeQuery(given: Readonly<Record<string, string>>): DisputeQuery | undefined {
  const read = query.safeParse(given)
  return read.success ? read.data : undefined
}

/** The disputes, or their table, with what is asked for. */
export const disputesPath = (asked: Partial<DisputeQuery> = {}, path: string = paths.disputes): string =>
  pathWith(path, asked)
