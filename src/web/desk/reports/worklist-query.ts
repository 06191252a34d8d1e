import { z } from 'zod'
import { reportStatuses } from '../../../domain/report/status.ts'
import { type DeskFilter, type DeskGroup, type DeskOrder, deskOrders } from '../../../store/desk-lists.ts'
import { paths } from '../../paths.ts'

/** The chips above the list, in order. */
export const groupLabels: Readonly<Record<DeskGroup, string>> = { ...reportStatuses, errors: '有不符' }

const emptyAsAbsent = (value: unknown) => (value === '' ? undefined : value)
const words = z
  .string()
  .trim()
  .max(100)
  .regex(/^\P{Cc}*$/u)
const number = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/)
  .transform(Number)

const query = z.object({
  q: words.optional().transform((given) => given ?? ''),
  group: z.preprocess(emptyAsAbsent, z.enum(Object.keys(groupLabels) as DeskGroup[]).optional()),
  year: z.preprocess(emptyAsAbsent, number.optional()),
  sort: z.preprocess(emptyAsAbsent, z.enum(Object.keys(deskOrders) as DeskOrder[]).default('newest')),
  page: z.preprocess(emptyAsAbsent, number.optional()).transform((page) => Math.max(1, page ?? 1)),
  done: z.preprocess(emptyAsAbsent, z.enum(['discard']).optional()),
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

/** The worklist with some filters set; empty ones, the first page and the usual order are not named. */
export function worklistPath({ q, group, year, sort, page }: Asked = {}): string {
  const set = new URLSearchParams()
  if (q) set.set('q', q)
  if (group) set.set('group', group)
  if (year !== undefined) set.set('year', String(year))
  if (sort && sort !== 'newest') set.set('sort', sort)
  if (page !== undefined && page > 1) set.set('page', String(page))
  return set.size > 0 ? `${paths.deskReports}?${set}` : paths.deskReports
}
