import { type Kysely, sql } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { Dispute } from '../domain/request/folded.ts'
import type { Database } from './schema.ts'

/** A request with what it is disputed by; who asks is not in it. */
export interface DisputedRequest {
  readonly agencyId: number
  readonly id: number
  readonly number: string
  readonly subject: string
  readonly status: DossierStatus
  /** The day of the reply that stands. */
  readonly repliedOn: PlainDate | null
  readonly disputes: readonly Dispute[]
}

/** Whose disputes are looked at: those of a body, or about the dossiers that one of its sections has. */
export interface DisputeScope {
  readonly agencyId: number
  readonly sectionId?: number
}

/** All requests of a body about which somebody went to an organ or a court, newest first. */
export async function findDisputed(
  db: Kysely<Database>,
  { agencyId, sectionId }: DisputeScope,
): Promise<readonly DisputedRequest[]> {
  const asked = db
    .selectFrom('request')
    .select(['agency_id as agencyId', 'id', 'number', 'subject', 'status', 'replied_on as repliedOn', 'disputes'])
    .where('agency_id', '=', agencyId)
    .where(sql<boolean>`disputes <> '[]'`)
    .orderBy('id', 'desc')
  return (sectionId === undefined ? asked : asked.where('section_id', '=', sectionId)).execute()
}

/** Disputes that await an answer of the body. */
export async function findUnanswered(db: Kysely<Database>, scope: DisputeScope): Promise<readonly Dispute[]> {
  const { agencyId, sectionId } = scope
  const { rows } = await sql<{ dispute: Dispute }>`
    select dispute from request cross join lateral jsonb_array_elements(disputes) as dispute
    where agency_id = ${agencyId} and disputes <> '[]'
      and (${sectionId ?? null}::bigint is null or section_id = ${sectionId ?? null}::bigint)
      and not dispute ? 'answeredOn' and not dispute ? 'decidedOn'`.execute(db)
  return rows.map(({ dispute }) => dispute)
}
