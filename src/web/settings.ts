import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { type Env, isSecure } from './context.ts'
import { paths } from './paths.ts'

/** Cookie that remembers the size of type. */
export const sizeCookie = 'size'

/** An address on this site and nowhere else. */
function ownPath(back: string | undefined): string {
  return back && /^\/(?![/\\])[^\\\s]*$/.test(back) ? back : paths.home
}

/** What a reader may choose, without script: the size of type. */
export function settingsRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.size, (c) => {
    const size = c.req.query('size') === 'lg' ? 'lg' : 'md'
    const year = 365 * 24 * 60 * 60
    setCookie(c, sizeCookie, size, { path: '/', maxAge: year, sameSite: 'Lax', httpOnly: true, secure: isSecure(c) })
    return c.redirect(ownPath(c.req.query('back')))
  })
}
