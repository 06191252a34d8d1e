import { z } from 'zod'
import { paths } from '../../paths.ts'
import { pathWith, queryFields } from '../query-fields.ts'

const { id, year, page, oneOf } = queryFields

const query = z.object({
  agency: id,
  year,
  cell: z
    .string()
    .max(200)
    .regex(/^[a-z0-9.-]+\/[a-z0-9.-]+$/)
    .optional(),
  page,
  format: oneOf(['csv', 'json']),
})

export type RollUpQuery = z.infer<typeof query>

/** Reads what the address of a roll-up asks for; undefined where a part of it makes no sense. */
export function readRollUpQuery(given: Readonly<Record<string, string>>): RollUpQuery | undefined {
  const read = query.safeParse(given)
  return read.success ? read.data : undefined
}

export function rollUpPath(
  { agency, year: of, cell, page: number, format }: Partial<RollUpQuery>,
  path: string = paths.rollUp,
): string {
  return pathWith(path, { agency, year: of, cell, page: number, format })
}
