import { draftOf } from '../../app/public/drafts.ts'
import type { Limits } from '../../app/public/limits.ts'
import type { Services } from '../../app/services.ts'
import { findOffice } from '../../store/disclosure-offices.ts'
import { findBodyAsked } from '../../store/public-bodies-asked.ts'
import type { Draft } from '../../store/public-drafts.ts'
import type { Ctx } from '../context.ts'
import { paths } from '../paths.ts'
import { draftTokenOf } from './cookies.ts'

/** What the pages of the form work with. */
export interface Asking {
  readonly services: Services
  readonly limits: Limits
}

/** Runs a step for the draft of this browser; whoever has none begins anew. */
export const withDraft =
  ({ services }: Asking, answer: (c: Ctx, draft: Draft) => Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const draft = await draftOf(services, draftTokenOf(c))
    return draft ? answer(c, draft) : c.redirect(`${paths.askNew}?note=no-draft`, 303)
  }

/** For whom a draft is written, with the office. */
export async function bodyOf({ services: { db } }: Asking, { agencyId }: Pick<Draft, 'agencyId'>) {
  const [body, office] = await Promise.all([findBodyAsked(db, agencyId), findOffice(db, agencyId)])
  if (!body) throw new Error('A draft is for a body that is not there')
  return { body, office }
}
