import { type Kysely, sql } from 'kysely'
import type { DossierStatus } from '../domain/request/dossier.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import { similarityTo } from '../domain/request/similar.ts'
import type { Database } from './schema.ts'

/** From here on two requests are told to be alike. */
export const alike = 0.4

/** Longer contents are compared by their beginning. */
const compared = 200
/** Candidates that are looked at closely, those with the most bands in common first. */
const mostCandidates = 20
const mostShown = 10

const textOf = ({ subject, content }: { readonly subject: string; readonly content: string }) =>
  `${subject} ${content.slice(0, compared)}`

/** What is asked about: bands and text of a request that may not be registered yet. */
export interface SimilarTo {
  readonly agencyId: number
  readonly bands: readonly number[]
  readonly subject: string
  readonly content: string
  readonly exceptId?: number
  /** Blind index of the identity number of who asks. */
  readonly personMark?: Uint8Array | null
}

export interface SimilarRequest {
  readonly id: number
  readonly number: string
  readonly subject: string
  readonly status: DossierStatus
  readonly outcome: OutcomeId | null
  /** Asked by the same person, by identity number. */
  readonly isSamePerson: boolean
  /** 0 to 1. */
  readonly similarity: number
}

interface Candidate extends Omit<SimilarRequest, 'similarity'> {
  readonly content: string
}

/**
 * Requests of a body that ask for much the same, most similar first, at most ten. Bands lead to a few rows; "is true"
 * keeps the planner from going through all of the body besides.
 */
export async function findSimilar(db: Kysely<Database>, asked: SimilarTo): Promise<readonly SimilarRequest[]> {
  const { agencyId, bands, exceptId = 0, personMark = null } = asked
  if (bands.length === 0) return []
  const mark = personMark && Buffer.from(personMark)
  const { rows } = await sql<Candidate>`
    select id, number, subject, left(content, ${compared}) as content, status, outcome,
      coalesce((select person_mark = ${mark}::bytea from applicant
        where applicant.agency_id = request.agency_id and applicant.request_id = request.id), false) as "isSamePerson"
    from request
    where (agency_id = ${agencyId}) is true and bands && ${bands}::integer[] and id <> ${exceptId}
    order by (select count(*) from unnest(bands) band where band = any(${bands}::integer[])) desc, id desc
    limit ${mostCandidates}`.execute(db)
  const similarity = similarityTo(textOf(asked))
  return rows
    .map(({ content, ...row }) => ({ ...row, similarity: similarity(textOf({ subject: row.subject, content })) }))
    .filter((row) => row.similarity >= alike)
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, mostShown)
}
