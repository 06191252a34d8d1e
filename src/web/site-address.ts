import { type Ctx, isSecure } from './context.ts'

/** Address of the site without a slash at the end: as the operator set it, else as it was asked. */
export function siteAddress(c: Ctx, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl
  const { host } = new URL(c.req.url)
  return `${isSecure(c) ? 'https' : 'http'}://${host}`
}
