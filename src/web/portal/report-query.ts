import { z } from 'zod'
import type { ReportFilter } from '../../store/report-lists.ts'

const chosen = z
  .string()
  .trim()
  .max(100)
  .regex(/^\P{Cc}*$/u)
  .optional()
const number = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .optional()
const emptyAsAbsent = (value: unknown) => (value === '' ? undefined : value)

const query = z.object({
  q: chosen.transform((words) => words ?? ''),
  region: z.preprocess(emptyAsAbsent, chosen),
  body: z.preprocess(emptyAsAbsent, number),
  year: z.preprocess(emptyAsAbsent, number),
  form: z.preprocess(emptyAsAbsent, chosen),
  page: z.preprocess(emptyAsAbsent, number).transform((page) => Math.max(1, page ?? 1)),
})

export type ReportQuery = z.infer<typeof query>

/** Reads the filters of the list from the address; undefined where one of them makes no sense. */
export function readReportQuery(given: Readonly<Record<string, string>>): ReportQuery | undefined {
  const read = query.safeParse(given)
  return read.success ? read.data : undefined
}

/** What the store is asked. */
export function toFilter({ q, region, body, year, form }: ReportQuery): ReportFilter {
  return {
    words: q.split(/[\s，、]+/).filter((word) => word !== ''),
    ...(region !== undefined && { region }),
    ...(body !== undefined && { agencyId: body }),
    ...(year !== undefined && { year }),
    ...(form !== undefined && { form }),
  }
}
