import { z } from 'zod'
import { agencyKinds } from '../../domain/agency/agency.ts'
import { regionsMeant } from '../../domain/agency/region.ts'
import { readSearchWords } from '../../domain/report/search-words.ts'
import { orders, type PublicFilter, verdicts } from '../../store/public-reports.ts'

const words = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
const digits = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/** A field that a form sends empty was not filled in. */
export const given = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional())

export const fields = {
  words: words.optional().transform((typed) => typed ?? ''),
  region: given(words),
  year: given(digits),
  kind: given(z.enum(Object.keys(agencyKinds) as (keyof typeof agencyKinds)[])),
  page: given(digits).transform((page) => Math.max(1, page ?? 1)),
}

const query = z.object({
  q: fields.words,
  region: fields.region,
  body: given(digits),
  year: fields.year,
  form: given(words),
  kind: fields.kind,
  verdict: given(z.enum(verdicts)),
  order: given(z.enum(orders)),
  page: fields.page,
})

export type ReportQuery = z.infer<typeof query>

/** Reads the filters of the list from the address; undefined where one of them makes no sense. */
export function readReportQuery(asked: Readonly<Record<string, string>>): ReportQuery | undefined {
  const read = query.safeParse(asked)
  return read.success ? read.data : undefined
}

/** What the store is asked; a region is what people typed, and means all known ones that begin with it or hold it. */
export function toFilter(asked: ReportQuery, regions: readonly string[]): PublicFilter {
  const { q, region, body, year, form, kind, verdict } = asked
  return {
    words: readSearchWords(q),
    ...(region !== undefined && { regions: regionsMeant(regions, region) }),
    ...(body !== undefined && { agencyId: body }),
    ...(year !== undefined && { year }),
    ...(form !== undefined && { form }),
    ...(kind !== undefined && { kind }),
    ...(verdict !== undefined && { verdict }),
  }
}
