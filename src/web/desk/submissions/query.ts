import { z } from 'zod'
import { type SubmissionGroup, submissionGroups } from '../../../domain/report/submission.ts'
import { paths } from '../../paths.ts'
import { pathWith, queryFields } from '../query-fields.ts'

const { words, id, year, page, oneOf } = queryFields

const query = z.object({
  agency: id,
  year,
  scope: oneOf(['all']),
  group: oneOf(Object.keys(submissionGroups) as SubmissionGroup[]),
  q: words,
  page,
  done: oneOf(['declared', 'withdrawn']),
})

export type BoardQuery = z.infer<typeof query>

/** Reads what the address of the board asks for; undefined where a part of it makes no sense. */
export function readBoardQuery(given: Readonly<Record<string, string>>): BoardQuery | undefined {
  const read = query.safeParse(given)
  return read.success ? read.data : undefined
}

/** The board, or another view of the same bodies, with what is asked for. */
export function boardPath(asked: Partial<Omit<BoardQuery, 'done'>>, path: string = paths.submissions): string {
  const { agency, year: of, scope, group, q, page: number } = asked
  return pathWith(path, { agency, year: of, scope, group, q, page: number })
}
