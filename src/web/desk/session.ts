import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Services } from '../../app/services.ts'
import { type Caller, longestSession, sessionOf } from '../../app/sessions.ts'
import { reachOf } from '../../domain/agency/may.ts'
import type { Person } from '../../domain/agency/person.ts'
import type { DeskAction } from '../../domain/agency/rights.ts'
import { type Ctx, callerAddress, type Env, isSecure } from '../context.ts'
import { paths } from '../paths.ts'
import { wayBack } from './kept-fields.ts'
import { askForCode, askToSignInAgain } from './sign-in-again.tsx'

export const sessionCookie = 'session'

export const tokenOf = (c: Ctx): string | undefined => getCookie(c, sessionCookie)

export function setToken(c: Ctx, token: string): void {
  const kind = { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) } as const
  setCookie(c, sessionCookie, token, { ...kind, maxAge: longestSession / 1000 })
}

/** Who asks to be signed in. */
export function callerOf(c: Ctx): Caller {
  const oldToken = tokenOf(c)
  const userAgent = (c.req.header('user-agent') ?? '').slice(0, 500)
  return { address: callerAddress(c), userAgent, ...(oldToken && { oldToken }) }
}

const open: readonly string[] = [paths.signIn, paths.signInCode, paths.signOut]

/** Lets through who is signed in; all others are led to sign in, and from there to where they wanted to go. */
export function signedIn(services: Services): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (open.includes(c.req.path)) return next()
    const token = tokenOf(c)
    const signed = token ? await sessionOf(services, token) : undefined
    const isWhole = signed !== undefined && signed.awaits !== 'code'
    if (!isWhole && c.req.header('accept') === 'application/json')
      return c.json({ says: '登录已过期，请重新登录后重试。' }, 401)
    if (!signed)
      return c.req.method === 'GET' ? c.redirect(wayIn(c, paths.signIn)) : askToSignInAgain(c, wayBack(c.req.path))
    if (!isWhole)
      return c.req.method === 'GET' ? c.redirect(wayIn(c, paths.signInCode)) : askForCode(c, wayBack(c.req.path))
    c.set('person', signed.person)
    c.set('session', signed.session)
    c.set('mustEnrol', signed.awaits === 'enrolment')
    return next()
  }
}

/** A page on the way in, which leads on to the page that was asked for. */
function wayIn(c: Ctx, path: string): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname === paths.desk ? path : `${path}?${new URLSearchParams({ back: pathname + search })}`
}

/** The person of a page that `signedIn` has let through. */
export function personAt(c: Ctx): Person {
  const person = c.get('person')
  if (!person) throw new Error('A page of the desk was reached by nobody')
  return person
}

/** The token of a page that `signedIn` has let through. */
export function ownToken(c: Ctx): string {
  const token = tokenOf(c)
  if (!token) throw new Error('A page of the desk was reached without a token')
  return token
}

/** Whether the person's role may do something at all: what is not for them is not shown. */
export const allows = (c: Ctx, action: DeskAction): boolean => reachOf(personAt(c), action) !== undefined
