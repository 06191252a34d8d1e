import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { type Accept, parseAccept } from 'hono/utils/accept'
import type { Services } from '../../app/services.ts'
import { publicVersion } from '../../store/public-version.ts'
import { holdsTag } from '../conditional.ts'
import type { Ctx, Env } from '../context.ts'
import { paths } from '../paths.ts'
import { trouble } from './trouble.ts'

/** Pages of other sites may read, and nothing else; nobody is known, so no cookie is asked for. */
export const openToAll: readonly MiddlewareHandler<Env>[] = [
  cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'OPTIONS'],
    exposeHeaders: ['ETag', 'Link', 'Retry-After', 'X-Request-Id', 'Content-Disposition'],
    maxAge: 86_400,
  }),
  async (c, next) => {
    // Set first: an answer that goes wrong takes it back.
    c.header('Cache-Control', 'public, no-cache')
    return next()
  },
]

/** How much of a type is wanted, by the most exact word for it: 0 where it is not. */
function quality(given: readonly Accept[], type: string): number {
  const [family] = type.split('/')
  const names = [type, `${family}/*`, '*/*']
  return names.map((name) => given.find((one) => one.type.toLowerCase() === name)).find(Boolean)?.q ?? 0
}

/** Whether the asker would rather have one type than another one. */
export function prefers(c: Ctx, type: string, other: string): boolean {
  const given = parseAccept(c.req.header('accept') ?? '')
  return quality(given, type) > quality(given, other)
}

function typeAt(path: string): string {
  if (path.endsWith('.csv')) return 'text/csv'
  return path.endsWith('.ndjson') ? 'application/x-ndjson' : 'application/json'
}

/** Says so where the asker takes nothing of what is here. */
export const acceptable: MiddlewareHandler<Env> = async (c, next) => {
  const type = typeAt(c.req.path)
  const header = c.req.header('accept')
  c.header('Vary', 'Accept, Accept-Encoding')
  const given = parseAccept(header ?? '')
  const page = c.req.path === paths.api && quality(given, 'text/html') > 0
  if (given.length === 0 || quality(given, type) > 0 || page) return next()
  return trouble(c, 406, `这个地址只有 ${type} 格式。请改写请求头 Accept，或不写它。`)
}

/** Tag of what stands at this address while the portal shows this version of its content. */
export function tagOf(c: Ctx, program: string, version: number): string {
  const { pathname, search } = new URL(c.req.url)
  const place = createHash('sha256').update(`${pathname}${search}`).digest('hex').slice(0, 8)
  return `"${program}-${version}-${place}"`
}

/** Answers that nothing has changed. */
export function unchanged(c: Ctx, tag: string): Response {
  c.header('ETag', tag)
  return c.body(null, 304)
}

/** Reads the version before the content: what is tagged is never older than its tag. */
export function tagged({ db }: Services, program: string): MiddlewareHandler<Env> {
  return async (c, next) => {
    const tag = tagOf(c, program, await publicVersion(db))
    if (holdsTag(c, tag)) return unchanged(c, tag)
    await next()
    if (c.res.status === 200) c.res.headers.set('ETag', tag)
    return undefined
  }
}
