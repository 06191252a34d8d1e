import type { MiddlewareHandler } from 'hono'
import type { Services } from '../app/services.ts'
import type { Env } from './context.ts'

/** Bytes of a request's number. */
const size = 5

/** Draws numbers under which log, header and error page know a request. */
export function requestNumbers({ randomBytes }: Pick<Services, 'randomBytes'>): () => string {
  let drawn = Buffer.alloc(0)
  let at = 0
  return () => {
    // A drawing costs the same for one as for many.
    if (at === drawn.length) drawn = Buffer.from(randomBytes(100 * size))
    at = (at % drawn.length) + size
    return drawn.toString('hex', at - size, at)
  }
}

/** Gives every request a number and logs what became of it: no query, no address, no person. */
export function logRequests(services: Services): MiddlewareHandler<Env> {
  const { log, now } = services
  const newRequestNumber = requestNumbers(services)
  return async (c, next) => {
    const request = newRequestNumber()
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
