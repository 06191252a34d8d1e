import type { Person } from '../domain/agency/person.ts'
import { appendSavedView, findSavedViews, removeSavedView, saveFirstView, saveViewName } from '../store/saved-views.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Services } from './services.ts'

/** Most characters of a view's name. */
const longestViewName = 30
const mostViews = 30

/** What a person does with the views that are theirs alone. */
export type ViewChange =
  | { readonly do: 'save'; readonly name: string; readonly query: string }
  | { readonly do: 'rename'; readonly id: number; readonly name: string }
  | { readonly do: 'remove' | 'set-first' | 'unset-first'; readonly id: number }

/** Undefined where it was done; else what is wrong with the name. */
export async function changeView(
  services: Services,
  { accountId }: Person,
  change: ViewChange,
): Promise<string | undefined> {
  return inTransaction(services.db, async (transaction) => {
    const views = await findSavedViews(transaction, accountId)
    if (change.do === 'save' || change.do === 'rename') {
      const name = change.name.trim()
      const others = views.filter(({ id }) => change.do === 'save' || id !== change.id)
      const wrong = wrongName(
        name,
        others.map((view) => view.name),
      )
      if (wrong) return wrong
      if (change.do === 'rename') await saveViewName(transaction, accountId, { id: change.id, name })
      else if (views.length >= mostViews) return `最多保存 ${mostViews} 个视图，请先删除不用的。`
      else await appendSavedView(transaction, accountId, { name, query: change.query, at: services.now() })
      return undefined
    }
    if (change.do === 'remove') await removeSavedView(transaction, accountId, change.id)
    else await saveFirstView(transaction, accountId, change.do === 'set-first' ? change.id : null)
    return undefined
  })
}

function wrongName(name: string, taken: readonly string[]): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(name)) return '请填写视图的名称。'
  if ([...name].length > longestViewName) return `名称最多 ${longestViewName} 个字。`
  return taken.includes(name) ? `已经有名为“${name}”的视图，请换一个名称。` : undefined
}
