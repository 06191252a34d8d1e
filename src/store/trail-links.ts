import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { type ChainEnd, chainStart, forge, type HashText, type Link } from '../domain/trail/link.ts'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'
import type { Actor } from './trail.ts'
import { putOff } from './transaction.ts'

/** Something that happened at a body, to be kept for good. */
export interface NewLink {
  readonly agencyId: number
  readonly at: Date
  readonly actor: Actor
  readonly kind: string
  /** What it concerns, as `request 2025-0047`, `report 2024`, `account 12`, `session`. */
  readonly subject: string
  /** JSON values only. Never what is sealed elsewhere: links are kept for good and shown to auditors. */
  readonly details: object
}

export const sm3: HashText = (text) => createHash('sm3').update(text).digest()

/** Links that are written when their transaction ends. */
const waiting = new WeakMap<Transaction<Database>, NewLink[]>()

/**
 * Adds links to the chains of their bodies, in the order given: at the end of a transaction begun with
 * `inTransaction`, all in one go, else at once. Until the transaction is over nobody else can add to these chains; as
 * the last thing that it waits for, they cannot be part of a deadlock.
 */
export async function appendLinks(transaction: Transaction<Database>, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return
  const others = waiting.get(transaction)
  if (others) {
    others.push(...links)
    return
  }
  const own = [...links]
  if (putOff(transaction, () => writeLinks(transaction, own))) waiting.set(transaction, own)
  else await writeLinks(transaction, own)
}

async function writeLinks(transaction: Transaction<Database>, links: readonly NewLink[]): Promise<void> {
  const ends = await holdEnds(transaction, [...new Set(links.map(({ agencyId }) => agencyId))])
  const forged = links.map((link) => {
    const next = forgeNext(ends.get(link.agencyId) ?? chainStart, link)
    ends.set(link.agencyId, next)
    return next
  })
  await appendForged(transaction, forged, ends)
}

function forgeNext(end: ChainEnd, { agencyId, at, actor, kind, subject, details }: NewLink): Link {
  const words = { person: storable(actor.name), kind, subject: storable(subject) }
  return forge(end, { agencyId, at, accountId: actor.accountId, ...words, details }, sm3)
}

/**
 * Holds the ends of chains until the transaction ends; a body's first link makes its end. One statement, in the order
 * of the bodies: two transactions never wait for each other crosswise.
 */
async function holdEnds(
  transaction: Transaction<Database>,
  agencyIds: readonly number[],
): Promise<Map<number, ChainEnd>> {
  const { rows } = await sql<{ agency_id: number; seq: number; hash: Uint8Array }>`
    insert into trail_head (agency_id, seq, hash)
    select id, ${chainStart.seq}, ${Buffer.from(chainStart.hash)} from unnest(${agencyIds}::bigint[]) id order by id
    on conflict (agency_id) do update set seq = trail_head.seq
    returning agency_id, seq, hash`.execute(transaction)
  return new Map(rows.map(({ agency_id, seq, hash }) => [agency_id, { seq, hash }]))
}

async function appendForged(
  transaction: Transaction<Database>,
  links: readonly Link[],
  ends: ReadonlyMap<number, ChainEnd>,
): Promise<void> {
  const column = <T>(of: (link: Link) => T) => links.map(of)
  const newest = [...ends.values()]
  await sql`
    with linked as (
      insert into trail_link (agency_id, seq, at, account_id, person, kind, subject, text, hash)
      select * from unnest(
        ${column((link) => link.agencyId)}::bigint[], ${column((link) => link.seq)}::bigint[],
        ${column((link) => link.at)}::timestamptz[], ${column((link) => link.accountId)}::bigint[],
        ${column((link) => link.person)}::text[], ${column((link) => link.kind)}::text[],
        ${column((link) => link.subject)}::text[], ${column((link) => link.text)}::text[],
        ${column((link) => link.hash)}::bytea[])
    )
    update trail_head set seq = ends.seq, hash = ends.hash
    from unnest(${[...ends.keys()]}::bigint[], ${newest.map(({ seq }) => seq)}::bigint[],
      ${newest.map(({ hash }) => hash)}::bytea[]) ends (agency_id, seq, hash)
    where trail_head.agency_id = ends.agency_id`.execute(transaction)
}
