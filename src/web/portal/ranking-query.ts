import { z } from 'zod'
import { type Measure, measureOf, measures } from '../../domain/report/rank/measures.ts'
import { fields, given } from './report-query.ts'

/** The parts of a ranking: bodies with a rank, bodies with too small a number, bodies without what is needed. */
const rankingLists = ['ranked', 'small', 'unrankable'] as const

export type RankingList = (typeof rankingLists)[number]

const query = z.object({
  measure: given(z.enum(measures.map(({ id }) => id) as [string, ...string[]])),
  year: fields.year,
  region: fields.region,
  kind: fields.kind,
  list: given(z.enum(rankingLists)),
  page: fields.page,
})

export type RankingQuery = Omit<z.infer<typeof query>, 'measure' | 'list'> & {
  readonly measure: Measure
  readonly list: RankingList
}

/** Reads which ranking is asked for; undefined where a part of the address makes no sense. */
export function readRankingQuery(asked: Readonly<Record<string, string>>): RankingQuery | undefined {
  const read = query.safeParse(asked)
  if (!read.success) return undefined
  const measure = measureOf(read.data.measure ?? measures[0].id)
  return measure && { ...read.data, measure, list: read.data.list ?? 'ranked' }
}
