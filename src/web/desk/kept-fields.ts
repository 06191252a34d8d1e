import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { paths } from '../paths.ts'

/** Name and value of each field of a form, in order; names may come more than once. */
export type KeptFields = readonly (readonly [name: string, value: string])[]

const kept = z.array(z.tuple([z.string(), z.string()]))

/** Where to go once one is signed in, and what was typed before. */
export interface Carried {
  /** Page of the desk. */
  readonly back: string
  /** Of a form that was sent after the session had ended. */
  readonly kept?: KeptFields | undefined
}

/** Fields of a form that was sent, to be sent again; none of a form with files. */
export async function keptFields(c: Ctx): Promise<KeptFields> {
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return []
  const given = new URLSearchParams(await c.req.text())
  return [...given]
}

/** Reads what a page of ours carried along; undefined where it carried nothing. */
function readKeptFields(text: string | undefined): KeptFields | undefined {
  if (!text) return undefined
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Where to go after signing in: a page of the desk, nothing else. */
export function wayBack(back: string | undefined): string {
  return back && /^\/desk(\/[\w/-]*)?(\?[^\s#]*)?$/.test(back) ? back : paths.desk
}

/** What a form on the way in carried along. */
export function carriedBy(given: Readonly<Record<string, string>>): Carried {
  const kept = readKeptFields(given.kept)
  return { back: wayBack(given.back), ...(kept && { kept }) }
}
