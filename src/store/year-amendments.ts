import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Difference } from '../domain/report/compile/counts.ts'
import type { BodyYear } from './counted-requests.ts'
import type { YearAmendmentTable } from './request-schema.ts'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'
import type { Actor } from './trail.ts'

/** What is proposed to be told of a closed year, and what became of it. The closed figures stay. */
export interface ProposedAmendment extends BodyYear, Difference {
  readonly item: string
  readonly id: number
  readonly reason: string
  readonly proposedAt: Date
  /** Account of the proposer. */
  readonly proposedBy: number | null
  readonly proposer: string
  readonly decision: {
    readonly at: Date
    readonly decider: string
    readonly approved: boolean
    readonly opinion: string
  } | null
}

function toProposed(row: Selectable<YearAmendmentTable>): ProposedAmendment {
  const { agency_id, id, year, request_id, part, item, was, becomes, reason, proposed_at, proposed_by, proposer } = row
  const { decided_at, decider, approved, opinion } = row
  return {
    agencyId: agency_id,
    id,
    year,
    requestId: request_id,
    part,
    item,
    was,
    becomes,
    reason,
    proposedAt: proposed_at,
    proposedBy: proposed_by,
    proposer,
    decision:
      decided_at === null || approved === null ? null : { at: decided_at, decider: decider ?? '', approved, opinion },
  }
}

/** What was proposed about a closed year, oldest first. */
export async function findProposed(
  db: Kysely<Database>,
  { agencyId, year }: BodyYear,
): Promise<readonly ProposedAmendment[]> {
  const rows = await db
    .selectFrom('year_amendment')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .orderBy('id')
    .execute()
  return rows.map(toProposed)
}

/** Which amendment, within its body. */
export interface AmendmentKey {
  readonly agencyId: number
  readonly id: number
}

/** An amendment, held until the transaction ends. */
export async function lockProposed(
  db: Transaction<Database>,
  { agencyId, id }: AmendmentKey,
): Promise<ProposedAmendment | undefined> {
  const row = await db
    .selectFrom('year_amendment')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toProposed(row)
}

export interface NewAmendment extends BodyYear {
  readonly difference: Difference
  readonly reason: string
  readonly at: Date
  readonly actor: Actor
}

/** Adds a proposal; gives its id. */
export async function appendProposed(
  db: Transaction<Database>,
  { agencyId, year, difference, reason, at, actor }: NewAmendment,
): Promise<number> {
  const { requestId, part, item, was, becomes } = difference
  const { id } = await db
    .insertInto('year_amendment')
    .values({
      agency_id: agencyId,
      year,
      request_id: requestId,
      part,
      item,
      was,
      becomes,
      reason: storable(reason),
      proposed_at: at,
      proposed_by: actor.accountId,
      proposer: storable(actor.name),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes what became of a proposal. */
export async function saveDecision(
  db: Transaction<Database>,
  { agencyId, id }: AmendmentKey,
  { at, actor, approved, opinion }: { at: Date; actor: Actor; approved: boolean; opinion: string },
): Promise<void> {
  await db
    .updateTable('year_amendment')
    .set({
      decided_at: at,
      decided_by: actor.accountId,
      decider: storable(actor.name),
      approved,
      opinion: storable(opinion),
    })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .execute()
}
