import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Services } from '../../app/services.ts'
import { personOf } from '../../app/sign-in.ts'
import { reachOf } from '../../domain/agency/may.ts'
import type { Person } from '../../domain/agency/person.ts'
import type { DeskAction } from '../../domain/agency/rights.ts'
import type { Ctx, Env } from '../context.ts'
import { paths } from '../paths.ts'
import { askToSignInAgain } from './sign-in-again.tsx'

export const sessionCookie = 'session'

export const tokenOf = (c: Ctx): string | undefined => getCookie(c, sessionCookie)

const open: readonly string[] = [paths.signIn, paths.signOut]

/** Lets through who is signed in; all others are led to sign in, and from there to where they wanted to go. */
export function signedIn(services: Services): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (open.includes(c.req.path)) return next()
    const token = tokenOf(c)
    const person = token ? await personOf(services, token) : undefined
    if (!person && c.req.header('accept') === 'application/json')
      return c.json({ says: '登录已过期，请重新登录后重试。' }, 401)
    if (!person) return c.req.method === 'GET' ? c.redirect(signInPath(c)) : askToSignInAgain(c, wayBack(c.req.path))
    c.set('person', person)
    return next()
  }
}

function signInPath(c: Ctx): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname === paths.desk ? paths.signIn : `${paths.signIn}?${new URLSearchParams({ back: pathname + search })}`
}

/** Where to go after signing in: a page of the desk, nothing else. */
export function wayBack(back: string | undefined): string {
  return back && /^\/desk(\/[\w/-]*)?(\?[^\s#]*)?$/.test(back) ? back : paths.desk
}

/** The person of a page that `signedIn` has let through. */
export function personAt(c: Ctx): Person {
  const person = c.get('person')
  if (!person) throw new Error('A page of the desk was reached by nobody')
  return person
}

/** Whether the person's role may do something at all: what is not for them is not shown. */
export const allows = (c: Ctx, action: DeskAction): boolean => reachOf(personAt(c), action) !== undefined
