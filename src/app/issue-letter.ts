import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import { yearOf } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { RequestActionId } from '../domain/request/actions.ts'
import type { DeliveryWay, Fact } from '../domain/request/facts.ts'
import type { MissingDetail } from '../domain/request/letters/details.ts'
import { mayIssue } from '../domain/request/letters/issued-by.ts'
import { type KindOfLetter, type LetterKind, letterKinds, letterNumber } from '../domain/request/letters/kinds.ts'
import type { LetterPaper } from '../domain/request/letters/paper.ts'
import type { LetterSubject } from '../domain/request/letters/subject.ts'
import { writeLetter } from '../domain/request/letters/write-letter.ts'
import { typesetLetter } from '../formats/letters/typeset-letter.ts'
import { appendLetter } from '../store/letters.ts'
import { nextSerial } from '../store/serials.ts'
import { actOnRequest, type HeldRequest, type RequestActed, type RequestTarget } from './act-on-request.ts'
import { letterSubject } from './letter-subject.ts'
import type { Services } from './services.ts'
import { sha256Of } from './sha256.ts'

/** A letter that somebody wants to go out. */
export interface LetterAsked {
  readonly kind: LetterKind
  /** By the names of `detailsOf(kind)`. */
  readonly details: unknown
  readonly sentBy: DeliveryWay
  /** The issued letter that a correcting letter corrects. */
  readonly correctsId?: number
}

/** A letter that has gone out. */
export interface LetterIssued {
  readonly id: number
  readonly number?: string
  readonly paper: LetterPaper
  readonly sentBy: DeliveryWay
}

type Issued =
  | { readonly ok: true; readonly letter: LetterIssued }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** What a letter lacks, as reasons not to issue it. */
export const refusalsOf = (missing: readonly MissingDetail[]): readonly Refusal[] =>
  missing.map(({ field, says, article }) => ({ code: `missing ${field}`, says, article }))

const noWord: Refusal = {
  code: 'missing organ.numberWord',
  says: '尚未填写发文代字，文书不能编号。请在公开工作机构设置中填写，如“云汐公”。',
  article: articles.art45.cite,
}

/** Numbers of one word run on without gaps within a year: 云汐公复〔2025〕12号. */
async function numbered(
  { transaction, row, look }: HeldRequest,
  subject: LetterSubject,
  { word }: KindOfLetter,
  numberWord: string,
): Promise<LetterSubject> {
  if (word === undefined) return { ...subject, draft: false }
  const year = yearOf(look.today)
  const serial = await nextSerial(transaction, { agencyId: row.agency_id, kind: `letter ${word}`, year })
  return { ...subject, draft: false, number: letterNumber(word, { numberWord, year, serial }) }
}

/** Issues a letter of a held dossier: numbered, typeset, frozen with its hash. */
async function issueLetter(held: HeldRequest, asked: LetterAsked): Promise<Issued> {
  const { transaction, services, agency, row, dossier, look, at, person } = held
  const about = { agency, row, dossier, today: look.today }
  const { subject, numberWord } = await letterSubject(services, transaction, about, asked.sentBy)
  const kind: KindOfLetter = letterKinds[asked.kind]
  const draft = writeLetter(asked.kind, subject, asked.details)
  const lacks = [
    ...(draft.ok ? [] : refusalsOf(draft.missing)),
    ...(kind.word !== undefined && numberWord === '' ? [noWord] : []),
  ]
  if (lacks.length > 0) return { ok: false, refusals: lacks }
  const written = writeLetter(asked.kind, await numbered(held, subject, kind, numberWord), asked.details)
  if (!written.ok) return { ok: false, refusals: refusalsOf(written.missing) }
  const { paper } = written
  const pdf = await typesetLetter(services.typeset, paper)
  const id = await appendLetter(transaction, {
    request: { agencyId: row.agency_id, id: row.id },
    paper,
    issuedOn: look.today,
    issuedAt: at,
    issuedBy: person.displayName,
    pdf,
    sha256: sha256Of(pdf),
    ...(asked.correctsId !== undefined && { correctsId: asked.correctsId }),
  })
  const { sentBy } = asked
  return { ok: true, letter: { id, paper, sentBy, ...(paper.number !== undefined && { number: paper.number }) } }
}

/** Facts and trail are kept for good and name no applicant. */
const addressedTo = ({ row }: HeldRequest, { kind, addressee = '' }: LetterPaper) =>
  letterKinds[kind].to === 'applicant' ? row.masked_name : addressee

const issuedFact = (held: HeldRequest, { id, number = '', paper, sentBy }: LetterIssued): Fact => ({
  happened: 'letter-issued',
  on: held.look.today,
  letterId: id,
  kind: paper.kind,
  number,
  to: addressedTo(held, paper),
  way: sentBy,
})

/**
 * Does what the law puts in writing: the letters go out and the facts are added together, or nothing is.
 *
 * @param facts what happened; given the letters in the order asked for
 */
export async function actWithLetters(
  services: Services,
  person: Person,
  target: RequestTarget,
  action: RequestActionId,
  {
    facts,
    letters,
  }: {
    readonly facts: (letters: readonly LetterIssued[], held: HeldRequest) => readonly Fact[]
    readonly letters: readonly LetterAsked[] | ((held: HeldRequest) => readonly LetterAsked[])
  },
): Promise<RequestActed> {
  return actOnRequest(services, person, target, action, async (held) => {
    const issued: LetterIssued[] = []
    for (const asked of typeof letters === 'function' ? letters(held) : letters) {
      if (!mayIssue(action, asked.kind)) throw new Error(`The action ${action} issues no ${asked.kind}`)
      const one = await issueLetter(held, asked)
      if (!one.ok) return { refusals: one.refusals }
      issued.push(one.letter)
    }
    return [...facts(issued, held), ...issued.map((letter) => issuedFact(held, letter))]
  })
}
