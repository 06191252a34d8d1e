import { z } from 'zod'
import { reportStatuses } from '../../../domain/report/status.ts'
import { type DeskFilter, type DeskGroup, type DeskOrder, deskOrders } from '../../../store/desk-lists.ts'
import { paths } from '../../paths.ts'
import { pathWith, queryFields } from '../query-fields.ts'

/** The chips above the list, in order. */
export const groupLabels: Readonly<Record<DeskGroup, string>> = { ...reportStatuses, errors: '有不符' }

const { words, year, page, oneOf } = queryFields

const query = z.object({
  q: words,
  group: oneOf(Object.keys(groupLabels) as DeskGroup[]),
  year,
  sort: oneOf(Object.keys(deskOrders) as DeskOrder[]).transform((sort) => sort ?? 'newest'),
  page,
  done: oneOf(['discard']),
})

export type WorklistQuery = z.infer<typeof query>

/** Reads what the address of the worklist asks for; undefined where one part makes no sense. */
export function readWorklistQuery(given: Readonly<Record<string, string>>): WorklistQuery | undefined {
  const read = query.safeParse(given)
  return read.success ? read.data : undefined
}

export function toDeskFilter(under: number, { q, group, year }: WorklistQuery): DeskFilter {
  return {
    under,
    words: q.split(/[\s，、]+/).filter((word) => word !== ''),
    ...(group !== undefined && { group }),
    ...(year !== undefined && { year }),
  }
}

type Asked = Partial<Omit<WorklistQuery, 'done'>>

/** The worklist with some filters set; the usual order is not named. */
export function worklistPath({ q, group, year: of, sort, page: number }: Asked = {}): string {
  return pathWith(paths.deskReports, { q, group, year: of, sort: sort === 'newest' ? undefined : sort, page: number })
}
