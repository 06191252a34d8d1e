import type { Ctx } from '../context.ts'

/** Percent-encodes what encodeURIComponent leaves and a header's value does not take. */
const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

/** Answers with a file to be saved under the name. */
export function sendFile(c: Ctx, name: string, type: string, text: string) {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, percent)
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="download"; filename*=UTF-8''${encoded}`)
  return c.body(text)
}
