import { z } from 'zod'

const emptyAsAbsent = (value: unknown) => (value === '' ? undefined : value)

/** Fields of an address that is asked for; an empty one counts as not given, nonsense fails. */
export const queryFields = {
  words: z
    .string()
    .trim()
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .default(''),
  id: z.preprocess(
    emptyAsAbsent,
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .optional(),
  ),
  year: z.preprocess(
    emptyAsAbsent,
    z
      .string()
      .regex(/^(19[5-9]|[2-9]\d\d)\d$/)
      .transform(Number)
      .optional(),
  ),
  page: z.preprocess(
    emptyAsAbsent,
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number)
      .default(1),
  ),
  oneOf: <Name extends string>(names: readonly Name[]) => z.preprocess(emptyAsAbsent, z.enum(names).optional()),
}

/** An address with a query; what is empty, undefined or the first page is left out. */
export function pathWith(path: string, asked: Readonly<Record<string, string | number | undefined>>): string {
  const set = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && value !== '' && !(name === 'page' && value === 1),
  )
  const query = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return query ? `${path}?${query}` : path
}
