import type { Context } from 'hono'
import type { Person } from '../domain/agency/person.ts'
import type { RequestCounts } from '../store/request-lists.ts'
import type { ScriptName } from './assets.ts'

/** Whose site it is. */
export interface Site {
  /** Body at the top of the tree; undefined where several stand side by side. */
  readonly owner: string | undefined
  /** Holds a body at all. */
  readonly founded: boolean
}

export interface Env {
  Bindings: {
    incoming?: { socket: { remoteAddress?: string } }
    /** Asked by the page cache for somebody else. */
    inner?: boolean
  }
  Variables: {
    /** Number of the request, in log, header and error page. */
    request: string
    /** Large type was chosen. */
    large: boolean
    /** Address of the style sheet. */
    styleSheet: string
    /** Addresses of the scripts that single pages may have. */
    scripts: Readonly<Record<ScriptName, string>>
    site: Site
    /** Who is signed in; only set at the desk. */
    person?: Person
    /** Id of the session; only set at the desk. */
    session?: number
    /** The person has to set up a second step before anything else. */
    mustEnrol?: boolean
    /** What the side of the desk counts: on pages of requests. */
    requestCounts?: RequestCounts
    /** Disputes that must be answered soon, or should have been; likewise. */
    pressingDisputes?: number
  }
}

export type Ctx = Context<Env>

const loopback = /^(127\.|::1$|::ffff:127\.)/

/** Network address of the caller; a proxy on the same machine is asked for whom it speaks. */
export function callerAddress(c: Ctx): string {
  const direct = c.env?.incoming?.socket.remoteAddress ?? 'unknown'
  const told = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return loopback.test(direct) && told ? told : direct
}

/** Whether the browser talks https, with us or with a proxy before us. */
export function isSecure(c: Ctx): boolean {
  return new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https'
}
