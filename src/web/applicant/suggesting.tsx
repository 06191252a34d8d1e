import { Hono } from 'hono'
import { discardDraft } from '../../app/public/drafts.ts'
import { noteSuggested, noteSuggestionUse, wasSuggested } from '../../app/public/suggestions.ts'
import type { Draft, DraftValues } from '../../store/public-drafts.ts'
import { findSuggestions } from '../../store/public-suggestions.ts'
import { type Ctx, callerAddress, type Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { submittedFields } from '../submitted.ts'
import { forgetDraft } from './cookies.ts'
import { pathOfSuggestion, SuggestedPage, Suggestions } from './suggested.tsx'
import { type Asking, bodyOf, withDraft } from './with-draft.ts'

export interface Suggesting {
  /** Whether something is public already that was not shown for these words yet. */
  readonly isWorthALook: (draft: Draft) => Promise<boolean>
  readonly routes: Hono<Env>
}

/** What is public already, shown to whoever is about to ask for it, and what came of it. */
export function suggesting(asking: Asking): Suggesting {
  const { services, limits } = asking

  const forDraft = ({ agencyId }: Draft, { title = '', documentNumber = '', features = '' }: DraftValues) =>
    findSuggestions(services.db, { agencyId, title, documentNumber, features })

  const routes = new Hono<Env>()
    .get(
      paths.askStep('similar'),
      withDraft(asking, async (c, draft) => {
        const suggestions = await forDraft(draft, draft.values)
        if (suggestions.length === 0) return c.redirect(paths.askStep('how'), 303)
        await noteSuggested(services, draft, suggestions.length)
        const { body } = await bodyOf(asking, draft)
        return show(c, <SuggestedPage c={c} body={body} suggestions={suggestions} />)
      }),
    )
    .post(
      paths.askStep('suggest'),
      withDraft(asking, async (c, draft) => {
        if ((await limits.count('suggestions', callerAddress(c))) > 0) return c.body(null, 429)
        const suggestions = await forDraft(draft, await submittedFields(c))
        if (suggestions.length > 0) await noteSuggestionUse(services, draft, { shown: suggestions.length })
        return c.html(<Suggestions suggestions={suggestions} />)
      }),
    )
    .post(
      paths.askStep('open'),
      withDraft(asking, async (c, draft) => {
        const { open } = await submittedFields(c)
        const path = pathOfSuggestion(open)
        if (path === undefined) return errorPage(c, 400)
        await noteSuggestionUse(services, draft, { opened: 1 })
        return c.redirect(path, 303)
      }),
    )
    .post(
      paths.askStep('found'),
      withDraft(asking, async (c: Ctx, draft) => {
        await noteSuggestionUse(services, draft, 'helped')
        await discardDraft(services, draft)
        forgetDraft(c)
        return c.redirect(`${paths.ask}?done=found`, 303)
      }),
    )

  return {
    isWorthALook: async (draft) => !wasSuggested(draft) && (await forDraft(draft, draft.values)).length > 0,
    routes,
  }
}
