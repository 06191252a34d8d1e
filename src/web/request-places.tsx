import { onlySearches } from '../domain/agency/person.ts'
import { requestViews } from '../store/request-views.ts'
import type { Ctx } from './context.ts'
import { paths } from './paths.ts'

const places = [
  ['open', paths.requests],
  ['urgent', `${paths.requests}?view=urgent`],
  ['todo', `${paths.requests}?view=todo`],
  ['closed', `${paths.requests}?view=closed`],
] as const

/** The lists of requests in the side of the desk; on pages of requests with their counts. */
export function RequestPlaces({ c, current }: { readonly c: Ctx; readonly current: string | undefined }) {
  const counts = c.get('requestCounts')
  const pressing = c.get('pressingDisputes') ?? 0
  const person = c.get('person')
  return (
    <>
      <p class="group">依申请公开</p>
      {places.map(([view, path]) => (
        <a class="item" href={path} aria-current={current === path ? 'page' : undefined}>
          {requestViews[view]}
          {counts && view !== 'closed' && (
            <span class="n">
              {counts.views[view]}
              {counts.isCapped && '+'}
            </span>
          )}
        </a>
      ))}
      {person && !onlySearches(person, person.sectionId) && (
        <a class="item" href={paths.disputes} aria-current={current === paths.disputes ? 'page' : undefined}>
          行政复议与诉讼
          {pressing > 0 && <span class="n">{pressing}</span>}
        </a>
      )}
    </>
  )
}
