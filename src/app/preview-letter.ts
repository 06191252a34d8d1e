import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import { foldDossier } from '../domain/request/dossier.ts'
import type { MissingDetail } from '../domain/request/letters/details.ts'
import type { LetterPaper } from '../domain/request/letters/paper.ts'
import { writeLetter } from '../domain/request/letters/write-letter.ts'
import { findEntries, type RequestKey } from '../store/requests.ts'
import type { LetterAsked } from './issue-letter.ts'
import { letterSubject } from './letter-subject.ts'
import { lookFor } from './look.ts'
import { findReadable } from './readable-request.ts'
import type { Services } from './services.ts'

export type Previewed =
  | { readonly ok: true; readonly paper: LetterPaper }
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'missing'; readonly missing: readonly MissingDetail[] }

/** Who writes a letter, and who reviews and signs it, looks at it before it goes out. */
const looking = ['draft-reply', 'issue-letter', 'review', 'sign-off'] as const

/** A letter as it would go out, marked as a draft and without a number; nothing is kept. */
export async function previewLetter(
  services: Services,
  person: Person,
  key: RequestKey,
  { kind, details, sentBy }: LetterAsked,
): Promise<Previewed> {
  const { db } = services
  const readable = await findReadable(db, person, key)
  if (!readable || !looking.some((right) => may(person, right, readable.thing) === true))
    return { ok: false, code: 'unknown' }
  const { agency, row } = readable
  const look = await lookFor(services, agency)
  const dossier = foldDossier(await findEntries(db, key), look)
  const { subject } = await letterSubject(services, db, { agency, row, dossier, today: look.today }, sentBy)
  const written = writeLetter(kind, subject, details)
  return written.ok ? written : { ok: false, code: 'missing', missing: written.missing }
}
