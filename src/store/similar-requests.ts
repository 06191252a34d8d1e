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
/** Rows that are read for them: in a large body, half of all share a phrase. */
const mostNear = 300
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

/** With all bands in common, or with some. Of a body whose requests are all alike, some of them will do. */
type Sharing = 'all' | 'some'

async function candidates(db: Kysely<Database>, asked: SimilarTo, sharing: Sharing): Promise<readonly Candidate[]> {
  const { agencyId, exceptId = 0, personMark = null } = asked
  const mark = personMark && Buffer.from(personMark)
  const bands = sql`${asked.bands}::integer[]`
  const { rows } = await sql<Candidate>`
    select id, number, subject, content, status, outcome,
      coalesce((select person_mark = ${mark}::bytea from applicant
        where applicant.agency_id = near.agency_id and applicant.request_id = near.id), false) as "isSamePerson"
    from (select agency_id, id, number, subject, left(content, ${compared}) as content, status, outcome, bands
      from request
      where within_agency(agency_id, bands) ${sharing === 'all' ? sql`@>` : sql`&&`} within_agency(${agencyId}, ${bands})
      limit ${mostNear}) near
    where id <> ${exceptId}
    order by (select count(*) from unnest(bands) band where band = any(${bands})) desc, id desc
    limit ${mostCandidates}`.execute(db)
  return rows
}

/** Requests of a body that ask for much the same, most similar first, at most ten; the same words are found for sure. */
export async function findSimilar(db: Kysely<Database>, asked: SimilarTo): Promise<readonly SimilarRequest[]> {
  if (asked.bands.length === 0) return []
  const equal = await candidates(db, asked, 'all')
  const some = equal.length < mostShown ? await candidates(db, asked, 'some') : []
  const known = new Set(equal.map(({ id }) => id))
  const similarity = similarityTo(textOf(asked))
  return [...equal, ...some.filter(({ id }) => !known.has(id))]
    .map(({ content, ...row }) => ({ ...row, similarity: similarity(textOf({ subject: row.subject, content })) }))
    .filter((row) => row.similarity >= alike)
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, mostShown)
}
