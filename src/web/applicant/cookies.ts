import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { draftDays } from '../../app/public/drafts.ts'
import type { Receipt } from '../../app/public/file-request.ts'
import { CannotOpen, type Seals } from '../../store/seals.ts'
import { type Ctx, isSecure } from '../context.ts'
import { paths } from '../paths.ts'

const draftCookie = 'draft'
const filedCookie = 'filed'

/** Seconds for which a receipt can be looked at and printed. */
const receiptTime = 30 * 60

const context = 'cookie filed'

/** Sent to the pages of requests alone, and never along with a way in from elsewhere. */
const kind = (c: Ctx) => ({ path: paths.ask, httpOnly: true, sameSite: 'Strict', secure: isSecure(c) }) as const

/** Token of the draft that this browser writes. */
export const draftTokenOf = (c: Ctx): string | undefined => getCookie(c, draftCookie)

export function setDraftToken(c: Ctx, token: string): void {
  setCookie(c, draftCookie, token, { ...kind(c), maxAge: draftDays * 24 * 60 * 60 })
}

export function forgetDraft(c: Ctx): void {
  deleteCookie(c, draftCookie, kind(c))
}

/** Hands a receipt to the next page: sealed, since it bears the look-up code. */
export function setReceipt(c: Ctx, seals: Seals, receipt: Receipt): void {
  const sealed = Buffer.from(seals.seal(JSON.stringify(receipt), context)).toString('base64url')
  setCookie(c, filedCookie, sealed, { ...kind(c), maxAge: receiptTime })
}

export function forgetReceipt(c: Ctx): void {
  deleteCookie(c, filedCookie, kind(c))
}

/** The receipt of what this browser has just filed; undefined where there is none, or its time is over. */
export function receiptIn(c: Ctx, seals: Seals, now: Date): Receipt | undefined {
  const sealed = getCookie(c, filedCookie)
  if (!sealed) return undefined
  try {
    const { filedAt, ...receipt } = JSON.parse(seals.open(Buffer.from(sealed, 'base64url'), context)) as Receipt
    const at = new Date(filedAt)
    return now.getTime() - at.getTime() < receiptTime * 1000 ? { ...receipt, filedAt: at } : undefined
  } catch (error) {
    if (error instanceof CannotOpen) return undefined
    throw error
  }
}
