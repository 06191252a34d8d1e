import type { MiddlewareHandler } from 'hono'
import type { Services } from '../app/services.ts'
import type { Env } from './context.ts'

/** A number under which log, header and error page know a request. */
export const newRequestNumber = ({ randomBytes }: Pick<Services, 'randomBytes'>): string =>
  Buffer.from(randomBytes(5)).toString('hex')

/** Gives every request a number and logs what became of it: no query, no address, no person. */
export function logRequests(services: Services): MiddlewareHandler<Env> {
  const { log, now } = services
  return async (c, next) => {
    const request = newRequestNumber(services)
    const start = now().getTime()
    c.set('request', request)
    await next()
    c.header('X-Request-Id', request)
    // The page cache logs who asked; its own asking is nobody's.
    if (c.env?.inner) return
    const { method, path } = c.req
    log.info({ request, method, path, status: c.res.status, ms: now().getTime() - start }, 'request')
  }
}
