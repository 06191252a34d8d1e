import type { Kysely, Transaction } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { LetterKind } from '../domain/request/letters/kinds.ts'
import type { LetterPaper } from '../domain/request/letters/paper.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import { storable, toJson } from './storable.ts'

/** A letter that goes out: from now on it is never changed. */
export interface NewLetter {
  readonly request: RequestKey
  readonly paper: LetterPaper
  readonly issuedOn: PlainDate
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly pdf: Uint8Array
  /** SHA-256 of the PDF. */
  readonly sha256: Uint8Array
  readonly correctsId?: number
}

/** Keeps an issued letter; gives its id. */
export async function appendLetter(db: Transaction<Database>, letter: NewLetter): Promise<number> {
  const { request, paper } = letter
  const { id } = await db
    .insertInto('letter')
    .values({
      agency_id: request.agencyId,
      request_id: request.id,
      kind: paper.kind,
      number: paper.number ?? null,
      title: storable(paper.title),
      addressee: storable(paper.addressee ?? ''),
      paper: toJson(paper),
      issued_on: letter.issuedOn,
      issued_at: letter.issuedAt,
      issued_by: storable(letter.issuedBy),
      pdf: letter.pdf,
      sha256: letter.sha256,
      corrects_id: letter.correctsId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A letter as the dossier lists it. */
export interface LetterLine {
  readonly id: number
  readonly kind: LetterKind
  readonly number: string | null
  readonly title: string
  readonly addressee: string
  readonly issuedOn: PlainDate
  readonly issuedBy: string
  readonly sha256: Uint8Array
  readonly correctsId: number | null
}

const line = ['id', 'kind', 'number', 'title', 'addressee', 'issued_on', 'issued_by', 'sha256', 'corrects_id'] as const

/** The letters of a dossier, oldest first. */
export async function findLetters(db: Kysely<Database>, { agencyId, id }: RequestKey): Promise<readonly LetterLine[]> {
  const rows = await db
    .selectFrom('letter')
    .select(line)
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map(({ issued_on, issued_by, corrects_id, ...rest }) => ({
    ...rest,
    issuedOn: issued_on,
    issuedBy: issued_by,
    correctsId: corrects_id,
  }))
}

/** An issued letter with its PDF. */
export async function findLetter(db: Kysely<Database>, { agencyId, id }: RequestKey, letterId: number) {
  return db
    .selectFrom('letter')
    .select([...line, 'paper', 'pdf'])
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .where('id', '=', letterId)
    .executeTakeFirst()
}
