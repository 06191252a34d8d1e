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
    </>
  )
}
