import { HTTPException } from 'hono/http-exception'
import type { Ctx } from './context.ts'

/**
 * Fields of a form that was sent; files are left out, of a field sent twice the last counts.
 *
 * @throws {HTTPException} 400 where the body is no form
 */
export async function submittedFields(c: Ctx): Promise<Readonly<Record<string, string>>> {
  const given = await c.req.parseBody().catch((cause: unknown) => {
    throw new HTTPException(400, { cause })
  })
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
