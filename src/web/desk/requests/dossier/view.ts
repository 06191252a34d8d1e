import { lookFor } from '../../../../app/look.ts'
import { findReadable } from '../../../../app/readable-request.ts'
import type { Services } from '../../../../app/services.ts'
import type { Agency } from '../../../../domain/agency/agency.ts'
import { may, type Thing } from '../../../../domain/agency/may.ts'
import { onlySearches, type Person } from '../../../../domain/agency/person.ts'
import type { DeskAction } from '../../../../domain/agency/rights.ts'
import type { DisputeRules } from '../../../../domain/request/disputes.ts'
import { type Dossier, foldDossier } from '../../../../domain/request/dossier.ts'
import type { Entry } from '../../../../domain/request/facts.ts'
import type { FeeRules } from '../../../../domain/request/fees.ts'
import type { Look } from '../../../../domain/request/look.ts'
import type { Rasteriser } from '../../../../formats/redaction/rasteriser.ts'
import { type DisclosureOffice, findOffice } from '../../../../store/disclosure-offices.ts'
import { findHandlers, type Handler } from '../../../../store/handlers.ts'
import { findLetters, type LetterLine } from '../../../../store/letters.ts'
import { findRequestFiles, type RequestFile } from '../../../../store/request-files.ts'
import { findEntries, type RequestKey, type RequestRow } from '../../../../store/requests.ts'
import { countInMonth } from '../../../../store/same-applicant.ts'
import { findSections, type SectionLine } from '../../../../store/sections.ts'

/** A dossier as one person may see it today, with what its forms choose from. */
export interface DossierView {
  readonly person: Person
  readonly agency: Agency
  readonly key: RequestKey
  readonly row: RequestRow
  readonly entered: readonly Entry[]
  readonly dossier: Dossier
  readonly look: Look
  readonly thing: Thing
  /** Whoever only searches for it sees what is sought and what their own section was asked. */
  readonly sees: 'all' | 'search'
  readonly letters: readonly LetterLine[]
  readonly sections: readonly SectionLine[]
  readonly handlers: readonly Handler[]
  readonly office: DisclosureOffice
  readonly feeRules: FeeRules
  readonly disputeRules: DisputeRules
  readonly files: readonly RequestFile[]
  /** Looks into files. */
  readonly raster: Rasteriser
  /** Which request of the applicant in its calendar month it is (art. 42). */
  readonly nthOfMonth: number
}

/** Whether the person may do it to this dossier. */
export const allows = ({ person, thing }: Pick<DossierView, 'person' | 'thing'>, action: DeskAction): boolean =>
  may(person, action, thing) === true

const seesOf = (person: Person, { section_id }: RequestRow): DossierView['sees'] =>
  onlySearches(person, section_id) ? 'search' : 'all'

/** The dossier, where the person may see it; one that is none of theirs does not exist. */
export async function findDossier(
  services: Services,
  person: Person,
  key: RequestKey,
): Promise<DossierView | undefined> {
  const { db } = services
  const readable = await findReadable(db, person, key)
  if (!readable) return undefined
  const { agency, row, thing } = readable
  const look = await lookFor(services, agency)
  const [entered, letters, sections, handlers, office, nthOfMonth, files] = await Promise.all([
    findEntries(db, key),
    findLetters(db, key),
    findSections(db, key.agencyId),
    findHandlers(db, key.agencyId),
    findOffice(db, key.agencyId),
    countInMonth(db, key),
    findRequestFiles(db, key),
  ])
  const dossier = foldDossier(entered, look)
  const { feeRules, disputeRules, raster } = services
  const about = { person, agency, key, row, thing, look, sees: seesOf(person, row), feeRules, disputeRules, raster }
  return { ...about, entered, dossier, letters, sections, handlers, office, nthOfMonth, files }
}
