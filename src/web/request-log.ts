import type { MiddlewareHandler } from 'hono'
import type { Services } from '../app/services.ts'
import type { Env } from './context.ts'

/** Gives every request a number and logs what became of it: no query, no address, no person. */
export function logRequests({ log, now, randomBytes }: Services): MiddlewareHandler<Env> {
  return async (c, next) => {
    const request = Buffer.from(randomBytes(5)).toString('hex')
    const start = now().getTime()
    c.set('request', request)
    await next()
    c.header('X-Request-Id', request)
    const { method, path } = c.req
    log.info({ request, method, path, status: c.res.status, ms: now().getTime() - start }, 'request')
  }
}
