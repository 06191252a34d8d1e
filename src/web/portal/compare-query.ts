import { z } from 'zod'
import { mostCompared } from '../../domain/report/compare/compare-sheets.ts'
import type { Found } from '../../store/public-reports.ts'
import { readReportKey } from '../paths.ts'
import { fields, given } from './report-query.ts'

const key = /^\d{1,15}-\d{4}$/

const options = z.object({
  q: fields.words,
  /** Only lines in which the reports differ. */
  only: given(z.literal('1')),
  /** All columns, and not the totals alone. */
  all: given(z.literal('1')),
})

export interface CompareQuery {
  /** Each report once, at most `mostCompared`. */
  readonly reports: readonly Found[]
  /** Chosen beyond that. */
  readonly tooMany: boolean
  readonly words: string
  readonly only: boolean
  readonly all: boolean
}

/** Reads the address of a comparison; undefined where a part of it makes no sense. */
export function readCompareQuery(url: URL): CompareQuery | undefined {
  const asked = [...new Set(url.searchParams.getAll('r'))]
  const read = options.safeParse(Object.fromEntries(url.searchParams))
  if (!read.success || !asked.every((one) => key.test(one))) return undefined
  const reports = asked.flatMap((one) => readReportKey(one) ?? [])
  return {
    reports: reports.slice(0, mostCompared),
    tooMany: reports.length > mostCompared,
    words: read.data.q,
    only: read.data.only !== undefined,
    all: read.data.all !== undefined,
  }
}
