import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Ctx, Env } from './context.ts'

/** No script, style or frame but ours; forms go nowhere else. */
export const safeHeaders: MiddlewareHandler<Env> = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
  },
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  // Only where a proxy speaks https, which then sets it: over plain http it means nothing.
  strictTransportSecurity: false,
})

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/**
 * Whether a post was sent from a page of ours. Browsers say so in `Sec-Fetch-Site`; those that do not, over plain http,
 * send `Origin`. A post that says neither is not from a browser's form.
 */
export function isFromOurPage(c: Ctx): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return origin !== undefined && originHost(origin) === host
}
