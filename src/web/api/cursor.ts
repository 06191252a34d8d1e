import { z } from 'zod'
import type { ListOrder, PageEnd } from '../../store/api-lists.ts'

const pageEnd = z.tuple([
  z.enum(['year', 'published', 'received']),
  z.int().min(0).max(9999),
  z.int().nonnegative(),
  // Microseconds that PostgreSQL can tell as a moment.
  z.int().min(-1e15).max(9e15),
  z.number().nullable(),
])

const write = (parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

function read<T>(schema: z.ZodType<T>, cursor: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

/** Where a page of reports ends, as a word that says nothing to people. */
export function pageCursor(order: ListOrder, { year, agencyId, moment, received }: PageEnd): string {
  return write([order, year, agencyId, moment, received])
}

/** Where it ends; undefined where the word is none of ours, or is for another order. */
export function readPageCursor(order: ListOrder, cursor: string): PageEnd | undefined {
  const [of, year, agencyId, moment, received] = read(pageEnd, cursor) ?? []
  if (of !== order || year === undefined || agencyId === undefined || moment === undefined || received === undefined)
    return undefined
  return { year, agencyId, moment, received }
}

const number = z.tuple([z.literal('body'), z.int().nonnegative()])

export const bodyCursor = (id: number): string => write(['body', id])

/** The body after which to go on; undefined where the word is none of ours. */
export function readBodyCursor(cursor: string): number | undefined {
  return read(number, cursor)?.[1]
}
