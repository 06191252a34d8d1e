import { attachment } from '../attachment.ts'
import type { Ctx } from '../context.ts'

/** Answers with a file to be saved under the name. */
export function sendFile(c: Ctx, name: string, type: string, content: string | Uint8Array<ArrayBuffer>) {
  c.header('Content-Type', type)
  c.header('Content-Disposition', attachment(name, 'download'))
  return c.body(content)
}
