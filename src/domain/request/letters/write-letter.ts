import { missingForRemedies, type Remediable, remedyParagraphs, staysSilent } from '../remedies.ts'
import { type Details, type MissingDetail, readDetails } from './details.ts'
import { type KindOfLetter, type LetterKind, letterKinds } from './kinds.ts'
import { type LetterPaper, paragraph } from './paper.ts'
import { type LetterSubject, missingInSubject } from './subject.ts'
import type { LetterBody } from './writer.ts'
import { letterWriters } from './writers.ts'

export type WrittenLetter =
  | { readonly ok: true; readonly paper: LetterPaper }
  | { readonly ok: false; readonly missing: readonly MissingDetail[] }

interface AnyWriter {
  readonly details: Details
  readonly write: (subject: LetterSubject, details: never) => LetterBody
}

/** The details of a kind of letter: what the desk asks for before it can be written. */
export const detailsOf = (kind: LetterKind): Details => letterWriters[kind].details

const overInternet = ({ sentBy }: LetterSubject) => sentBy === 'online' || sentBy === 'e-mail'

/** What the remedies of a letter are about; undefined for process notices, which have none. */
function remediable(kind: LetterKind): Remediable | undefined {
  if (kind === 'third-party-disclosure-notice') return 'third-party-disclosure'
  return letterKinds[kind].remedies ? (kind.replace(/^reply\./, '') as Remediable) : undefined
}

function missingRemedies(about: Remediable | undefined, subject: LetterSubject): readonly MissingDetail[] {
  const office = subject.organ
  if (about === undefined || staysSilent(about, office)) return []
  return missingForRemedies(office, overInternet(subject))
}

function remediesOf(kind: LetterKind, subject: LetterSubject, { grounds = [] }: LetterBody) {
  const about = remediable(kind)
  if (about === undefined) return []
  const document = letterKinds[kind].title.endsWith('答复书') ? '答复书' : '告知书'
  return remedyParagraphs({
    about,
    on: subject.today,
    grounds,
    office: subject.organ,
    overInternet: overInternet(subject),
    document,
  }).map(paragraph)
}

const contactOf = ({ organ: { contact } }: LetterSubject) => `联系人：${contact.person}，联系电话：${contact.phone}`

/** Letters to people and organs are signed; forms and envelopes are not. */
const isSigned = ({ look }: KindOfLetter) => look === 'letter' || look === 'receipt'

function paperOf(kind: LetterKind, subject: LetterSubject, body: LetterBody): LetterPaper {
  const row: KindOfLetter = letterKinds[kind]
  const { organ, number, draft, copiesTo = [], today, applicant } = subject
  const addressee = body.addressee ?? (isSigned(row) ? applicant.name : undefined)
  return {
    kind,
    organ: organ.name,
    title: `${organ.name}${row.title}`,
    draft,
    ...(number !== undefined && !draft && row.word !== undefined && { number }),
    ...(addressee !== undefined && { addressee }),
    blocks: [...body.blocks, ...remediesOf(kind, subject, body)],
    attachments: body.attachments ?? [],
    ...(isSigned(row) && { signature: { by: organ.name, on: today }, contact: contactOf(subject) }),
    copiesTo: row.look === 'letter' ? copiesTo : [],
    ...(body.slip && { slip: body.slip }),
  }
}

/**
 * Writes a letter of a dossier (条例第三十条至第四十二条), or tells all that is missing for it.
 *
 * @param details by the names of `detailsOf(kind)`, as they come from a form or the database
 */
export function writeLetter(kind: LetterKind, subject: LetterSubject, details: unknown): WrittenLetter {
  const { details: wanted, write } = letterWriters[kind] as AnyWriter
  const read = readDetails(wanted, details)
  const missing = [...missingInSubject(kind, subject), ...missingRemedies(remediable(kind), subject), ...read.missing]
  if (missing.length > 0) return { ok: false, missing }
  return { ok: true, paper: paperOf(kind, subject, write(subject, read.values as never)) }
}
