import type { Services } from '../../app/services.ts'
import { getForm, type ReportForm } from '../../domain/report/form.ts'
import { type Facets, findFacets } from '../../store/public-facets.ts'
import { findNewestSheet, type PublicSheet } from '../../store/public-sheets.ts'
import { createPerVersion } from '../per-version.ts'

/** What several pages of the portal need; kept until something published changes. */
export interface Library {
  readonly facets: () => Promise<Facets>
  readonly newest: () => Promise<{ readonly sheet: PublicSheet | undefined }>
  /** @throws where a stored report follows a form that data/report-forms lacks */
  readonly formOf: (id: string) => ReportForm
}

export function openLibrary({ db, forms }: Services): Library {
  const facets = createPerVersion(db, 2, () => findFacets(db))
  const newest = createPerVersion(db, 2, async () => ({ sheet: await findNewestSheet(db) }))
  return {
    facets: () => facets(''),
    newest: () => newest(''),
    formOf: (id) => getForm(forms, id),
  }
}
