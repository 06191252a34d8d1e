import { z } from 'zod'
import { paths } from '../../paths.ts'
import { pathWith, queryFields } from '../query-fields.ts'

const { id, year, page, words, oneOf } = queryFields

const done = oneOf(['closed', 'proposed', 'approved', 'declined'])

const list = z.object({ agency: id, year, q: words, page })

const one = z.object({ form: z.string().max(20).optional(), page, format: oneOf(['csv', 'xlsx']), done })

export type YearsQuery = z.infer<typeof list>
export type YearQuery = z.infer<typeof one>

/** Reads what the address of the list of years asks for; undefined where a part of it makes no sense. */
export function readYearsQuery(given: Readonly<Record<string, string>>): YearsQuery | undefined {
  return list.safeParse(given).data
}

/** Reads what the address of one year asks for; undefined where a part of it makes no sense. */
export function readYearQuery(given: Readonly<Record<string, string>>): YearQuery | undefined {
  return one.safeParse(given).data
}

export const yearsPath = (asked: Partial<YearsQuery>): string => pathWith(paths.years, asked)
