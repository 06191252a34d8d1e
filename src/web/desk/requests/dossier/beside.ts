import { requestSubject } from '../../../../app/append-facts.ts'
import type { Services } from '../../../../app/services.ts'
import { findRequestFiles, type RequestFile } from '../../../../store/request-files.ts'
import { findOfSameApplicant, type SameApplicantLine } from '../../../../store/same-applicant.ts'
import { findSimilar, type SimilarRequest } from '../../../../store/similar-requests.ts'
import { findLinksAbout, type SubjectLink } from '../../../../store/trail-of-subject.ts'
import { allows, type DossierView } from './view.ts'

/** What a dossier's page shows beside the dossier itself. */
export interface Beside {
  readonly files: readonly RequestFile[]
  readonly earlier: readonly SameApplicantLine[]
  readonly similar: readonly SimilarRequest[]
  /** What happened around the dossier and is no fact of it: data opened, lists exported. */
  readonly links: readonly SubjectLink[]
}

const nothing: Beside = { files: [], earlier: [], similar: [], links: [] }

/** What the person may see of it; who only searches sees none of it. */
export async function findBeside({ db }: Services, view: DossierView): Promise<Beside> {
  const { key, row, sees, entered } = view
  if (sees === 'search') return nothing
  const { agencyId, id } = key
  const about = { agencyId, bands: row.bands, subject: row.subject, content: row.content, exceptId: id }
  const [files, earlier, similar, links] = await Promise.all([
    allows(view, 'read-file') ? findRequestFiles(db, key) : [],
    findOfSameApplicant(db, key),
    findSimilar(db, about),
    findLinksAbout(db, { agencyId, subject: requestSubject(row.number) }),
  ])
  // Facts stand in the course of the dossier already.
  const facts = new Set<string>([...entered.map(({ fact }) => fact.happened)])
  const same = new Set(earlier.map((one) => one.id))
  return {
    files,
    earlier,
    similar: similar.filter((one) => !same.has(one.id)),
    links: links.filter(({ kind }) => !facts.has(kind)),
  }
}
