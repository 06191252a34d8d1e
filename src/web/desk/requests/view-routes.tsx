import { Hono } from 'hono'
import { changeView, type ViewChange } from '../../../app/saved-views.ts'
import type { Services } from '../../../app/services.ts'
import { findSavedViews } from '../../../store/saved-views.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { personAt } from '../session.ts'
import { readListQuery } from './list-query.ts'
import { keptQuery, ViewsPage, type ViewsProps } from './saved-views.tsx'

type Fields = Readonly<Record<string, string>>

/** What a form asks for; undefined where it is none of ours. */
function readChange({ do: act, id = '', name = '', query = '' }: Fields): ViewChange | undefined {
  if (act === 'save') {
    const asked = readListQuery(Object.fromEntries(new URLSearchParams(query)))
    return asked && { do: act, name, query: keptQuery(asked) }
  }
  if (!/^\d{1,15}$/.test(id)) return undefined
  if (act === 'rename') return { do: act, id: Number(id), name }
  return act === 'remove' || act === 'set-first' || act === 'unset-first' ? { do: act, id: Number(id) } : undefined
}

/** The views that a person keeps. */
export function savedViewRoutes(services: Services): Hono<Env> {
  const page = async (c: Ctx, extra: Partial<ViewsProps> = {}) => {
    const views = await findSavedViews(services.db, personAt(c).accountId)
    return show(c, <ViewsPage c={c} views={views} problems={{}} {...extra} />, extra.problems ? 400 : 200)
  }
  return new Hono<Env>()
    .get(paths.requestViews, (c) => page(c))
    .post(paths.requestViews, async (c) => {
      const change = readChange(await submittedFields(c))
      if (!change) return errorPage(c, 400)
      const wrong = await changeView(services, personAt(c), change)
      if (!wrong)
        return change.do === 'save'
          ? c.redirect(`${paths.requests}?${change.query}`, 303)
          : c.redirect(paths.requestViews, 303)
      const tried = change.do === 'save' ? { tried: { name: change.name, query: change.query } } : {}
      return page(c, { problems: { name: wrong }, ...tried })
    })
}
