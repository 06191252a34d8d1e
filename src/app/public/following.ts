import { readReceipt } from '../../domain/request/access.ts'
import {
  appendPublicSession,
  findPublicSession,
  removeEndedPublicSessions,
  removePublicSession,
} from '../../store/public-sessions.ts'
import { type Access, findByReceipt } from '../../store/request-access.ts'
import type { RequestKey } from '../../store/requests.ts'
import type { Services } from '../services.ts'
import { sha256Of } from '../sha256.ts'
import { createThrottle, type Throttle } from '../throttle.ts'
import { placeOf } from './limits.ts'

/** Milliseconds for which a browser follows a request without number and code. */
export const longestFollowing = 2 * 60 * 60 * 1000

const minutes = 15

/** Slows down guessing of numbers and codes. */
export interface FollowLimits {
  /** People of one house, library or service hall look up with one address. */
  readonly ofAddress: Throttle
  readonly ofReceipt: Throttle
}

export const openFollowLimits = ({ db }: Pick<Services, 'db'>): FollowLimits => ({
  ofAddress: createThrottle(db, 60, minutes),
  ofReceipt: createThrottle(db, 10, minutes),
})

export type Following =
  | { readonly ok: true; readonly token: string }
  /** Number and code do not belong together; which of them is wrong is told to nobody. */
  | { readonly ok: false; readonly code: 'wrong' }
  | { readonly ok: false; readonly code: 'too-many'; readonly minutes: number }

interface Attempt extends Access {
  /** Network address. */
  readonly address: string
}

/** Counts an attempt by where it comes from and what it asks for, whether there is such a number or not. */
async function counted(limits: FollowLimits, { receipt, address }: Attempt): Promise<number> {
  const number = readReceipt(receipt)
  const waits = await Promise.all([
    limits.ofAddress.count([`follow from ${placeOf(address)}`]),
    number === undefined ? 0 : limits.ofReceipt.count([`follow ${number}`]),
  ])
  return Math.max(...waits)
}

/**
 * Lets a browser follow the request of a receipt number and its code for a while. An unknown number and a wrong code
 * take the same way, so that neither answer nor time tells them apart.
 */
export async function follow(services: Services, limits: FollowLimits, attempt: Attempt): Promise<Following> {
  const { db, seals, now, randomBytes } = services
  const wait = await counted(limits, attempt)
  if (wait > 0) return { ok: false, code: 'too-many', minutes: wait }
  const request = await findByReceipt(db, seals, attempt)
  if (!request) return { ok: false, code: 'wrong' }
  const number = readReceipt(attempt.receipt)
  if (number !== undefined) await limits.ofReceipt.forget([`follow ${number}`])
  const at = now()
  await removeEndedPublicSessions(db, at)
  const token = Buffer.from(randomBytes(32)).toString('base64url')
  const expiresAt = new Date(at.getTime() + longestFollowing)
  await appendPublicSession(db, { tokenHash: hashOf(token), request, at, expiresAt })
  return { ok: true, token }
}

const hashOf = (token: string) => sha256Of(Buffer.from(token))

/** The request that a token follows, while it does. */
export const followedBy = ({ db, now }: Pick<Services, 'db' | 'now'>, token: string): Promise<RequestKey | undefined> =>
  findPublicSession(db, hashOf(token), now())

export const endFollowing = ({ db }: Pick<Services, 'db'>, token: string): Promise<void> =>
  removePublicSession(db, hashOf(token))
