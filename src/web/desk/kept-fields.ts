import { z } from 'zod'
import type { Ctx } from '../context.ts'

/** Name and value of each field of a form, in order; names may come more than once. */
export type KeptFields = readonly (readonly [name: string, value: string])[]

const kept = z.array(z.tuple([z.string(), z.string()]))

/** Fields of a form that was sent, to be sent again; none of a form with files. */
export async function keptFields(c: Ctx): Promise<KeptFields> {
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return []
  const given = new URLSearchParams(await c.req.text())
  return [...given]
}

/** Reads what a page of ours carried along; undefined where it carried nothing. */
export function readKeptFields(text: string | undefined): KeptFields | undefined {
  if (!text) return undefined
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
