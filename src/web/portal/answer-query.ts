import { z } from 'zod'
import { outcomeGroups } from '../../domain/request/outcomes.ts'
import type { AnswerFilter, OutcomeGroup } from '../../store/published-answers.ts'
import { answersPath } from '../paths.ts'
import { fields, given } from './report-query.ts'

/** Groups of outcomes that may be public (art. 44). */
export const publicGroups = ['granted', 'partly-granted', 'refused'] as const satisfies readonly OutcomeGroup[]

export const groupOptions = publicGroups.map((group) => [group, outcomeGroups[group]] as const)

const query = z.object({
  q: fields.words,
  body: given(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ),
  year: given(
    z
      .string()
      .regex(/^\d{4}$/)
      .transform(Number),
  ),
  outcome: given(z.enum(publicGroups)),
  page: fields.page,
})

export type AnswerQuery = z.infer<typeof query>

/** Reads the filters of the list from the address; undefined where one of them makes no sense. */
export function readAnswerQuery(asked: Readonly<Record<string, string>>): AnswerQuery | undefined {
  const read = query.safeParse(asked)
  return read.success ? read.data : undefined
}

export const wordsOf = ({ q }: AnswerQuery): readonly string[] => q.split(/[\s，、]+/).filter((word) => word !== '')

export const toFilter = (asked: AnswerQuery): AnswerFilter => ({
  words: wordsOf(asked),
  ...(asked.body !== undefined && { agencyId: asked.body }),
  ...(asked.year !== undefined && { year: asked.year }),
  ...(asked.outcome !== undefined && { group: asked.outcome }),
})

/** Another page of the same list. */
export const pageOf = (asked: AnswerQuery, page: number): string => answersPath({ ...asked, page })
