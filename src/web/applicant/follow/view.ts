import { lookFor } from '../../../app/look.ts'
import type { Services } from '../../../app/services.ts'
import type { Agency } from '../../../domain/agency/agency.ts'
import { type Dossier, foldDossier } from '../../../domain/request/dossier.ts'
import type { Entry } from '../../../domain/request/facts.ts'
import { lettersForApplicant, remediesIn } from '../../../domain/request/given-papers.ts'
import type { Look } from '../../../domain/request/look.ts'
import { findAgency } from '../../../store/agencies.ts'
import { type DisclosureOffice, findOffice } from '../../../store/disclosure-offices.ts'
import { findLetter, findLetters, type LetterLine } from '../../../store/letters.ts'
import { findReceipt } from '../../../store/request-access.ts'
import { findEntries, findRequest, type RequestKey, type RequestRow } from '../../../store/requests.ts'

/** A request as its applicant sees it: nothing of who else was asked, or of how the body works inside. */
export interface OwnView {
  readonly key: RequestKey
  readonly agency: Agency
  readonly office: DisclosureOffice
  readonly row: RequestRow
  /** Receipt number. */
  readonly receipt: string
  readonly entered: readonly Entry[]
  readonly dossier: Dossier
  readonly look: Look
  /** Those for the applicant, newest first. */
  readonly letters: readonly LetterLine[]
  /** How the reply is contested, as it says itself. */
  readonly remedies: readonly string[]
}

/** The paragraphs of the reply that stands, as they went out. */
async function remediesOf({ db }: Services, key: RequestKey, { reply }: Dossier): Promise<readonly string[]> {
  const letter = reply?.letterId === undefined ? undefined : await findLetter(db, key, reply.letterId)
  return letter ? remediesIn(letter.paper) : []
}

/** The request that somebody follows. */
export async function findOwn(services: Services, key: RequestKey): Promise<OwnView | undefined> {
  const { db } = services
  const [agency, row] = await Promise.all([findAgency(db, key.agencyId), findRequest(db, key)])
  if (!agency || !row) return undefined
  const look = await lookFor(services, agency)
  const [entered, all, office, receipt] = await Promise.all([
    findEntries(db, key),
    findLetters(db, key),
    findOffice(db, key.agencyId),
    findReceipt(db, key),
  ])
  const dossier = foldDossier(entered, look)
  const theirs = lettersForApplicant(dossier)
  const letters = all.filter(({ id }) => theirs.includes(id)).toReversed()
  const remedies = await remediesOf(services, key, dossier)
  return { key, agency, office, row, receipt: receipt ?? '', entered, dossier, look, letters, remedies }
}
