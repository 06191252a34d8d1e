import type { Kysely } from 'kysely'
import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type Break, checkEnd, checkLink } from '../domain/trail/check-chain.ts'
import { type ChainEnd, chainStart, hexOf } from '../domain/trail/link.ts'
import type { Database } from '../store/schema.ts'
import { atOneMoment, findBodiesAfter, findChainEnd, findLinksAfter } from '../store/trail-chains.ts'
import { appendLinks, sm3 } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'

/** What was found out about a body's chain. */
export interface ChainChecked {
  /** Links that hold, from the first on. */
  readonly links: number
  /** The last of them; what is kept elsewhere proves later that nothing before it was changed. */
  readonly end: ChainEnd
  /** Absent where the chain is whole. */
  readonly broken?: Break
}

/** Links that are held in memory at a time. */
const atATime = 500

/** Walks a body's chain from its first link and recomputes every hash; stops at the first link that is broken. */
export function checkChain(db: Kysely<Database>, agencyId: number): Promise<ChainChecked> {
  return atOneMoment(db, async (then) => {
    let end = chainStart
    for (;;) {
      const links = await findLinksAfter(then, { agencyId, after: end.seq, most: atATime })
      for (const link of links) {
        const broken = checkLink(end, link, sm3)
        if (broken) return { links: end.seq, end, broken }
        end = { seq: link.seq, hash: link.hash }
      }
      if (links.length < atATime) break
    }
    const broken = checkEnd(end, await findChainEnd(then, agencyId))
    return { links: end.seq, end, ...(broken && { broken }) }
  })
}

export interface BodyChecked extends ChainChecked {
  readonly agencyId: number
  readonly name: string
}

/** Checks the chains of all bodies, one after the other. */
export async function* checkAllChains(db: Kysely<Database>): AsyncGenerator<BodyChecked> {
  let after = 0
  for (;;) {
    const bodies = await findBodiesAfter(db, after, atATime)
    for (const { id, name } of bodies) yield { agencyId: id, name, ...(await checkChain(db, id)) }
    const last = bodies.at(-1)
    if (!last) return
    after = last.id
  }
}

export type ChainVerified =
  | { readonly ok: true; readonly checked: ChainChecked }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Verifies a body's chain for a person; that it was, and what came of it, becomes a link.
 *
 * @param isBelow the body stands below the person's own
 */
export async function verifyTrail(
  { db, now }: Services,
  person: Person,
  { agencyId, isBelow }: { readonly agencyId: number; readonly isBelow: boolean },
): Promise<ChainVerified> {
  const allowed = may(person, 'verify-trail', { agencyId, isBelow })
  if (allowed !== true) return { ok: false, refusal: allowed }
  const checked = await checkChain(db, agencyId)
  const { links, end, broken } = checked
  const details = { links, end: hexOf(end.hash), broken: broken ?? null }
  const about = { agencyId, at: now(), actor: actorOf(person), kind: 'trail-verified', subject: 'trail', details }
  await inTransaction(db, (transaction) => appendLinks(transaction, [about]))
  return { ok: true, checked }
}
