import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { longestFollowing } from '../../../app/public/following.ts'
import { type Ctx, isSecure } from '../../context.ts'
import { paths } from '../../paths.ts'

const name = 'followed'

/** Goes to the pages of requests alone, and comes from no other site. */
const kind = (c: Ctx) => ({ path: paths.ask, httpOnly: true, sameSite: 'Strict', secure: isSecure(c) }) as const

export const followToken = (c: Ctx): string | undefined => getCookie(c, name)

export function setFollowToken(c: Ctx, token: string): void {
  setCookie(c, name, token, { ...kind(c), maxAge: longestFollowing / 1000 })
}

export function dropFollowToken(c: Ctx): void {
  deleteCookie(c, name, kind(c))
}
