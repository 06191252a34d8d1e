import { mostCounted, type RequestCounts } from '../../../store/request-lists.ts'
import { isByDueDate, type OpenView, openViews, type RequestView, requestViews } from '../../../store/request-views.ts'
import { type ListQuery, listPath } from './list-query.ts'
import type { Reached } from './reach.ts'

/** A count as people read it: beyond the limit of counting every one is a lower bound. */
export const countedWords = (count: number, { isCapped }: Pick<RequestCounts, 'isCapped'>): string =>
  isCapped ? `${Math.min(count, mostCounted)}+` : String(count)

interface ChipProps {
  readonly query: ListQuery
  readonly counts: RequestCounts
  readonly reached: Reached
}

/** Words of a chip, where they are not those of the view. */
function wordsOf(view: RequestView, { query, reached }: Omit<ChipProps, 'counts'>): string {
  const ahead = query.within ?? reached.look.rules.lamp.amber
  if (view === 'due') return `${ahead} 个工作日内到期`
  return view === 'open' ? '全部' : requestViews[view]
}

/** Views that the side leads to already, or that are a union of two chips. */
const elsewhere: readonly OpenView[] = ['todo', 'urgent']

/** Always there: all, and what is one's own. Of the rest what holds something, or is shown. */
function openChips({ query, counts, reached: { viewer } }: ChipProps): readonly OpenView[] {
  const isOwn = (view: OpenView) =>
    view === 'open' || (view === 'mine' && viewer.role === 'officer') || (view === 'section' && viewer.section !== null)
  return openViews.filter(
    (view) => view === query.view || isOwn(view) || (counts.views[view] > 0 && !elsewhere.includes(view)),
  )
}

const overChips = ['closed', 'late', 'all'] as const satisfies readonly RequestView[]

/** The views, with how many each holds under the same filters. */
export function Chips(props: ChipProps) {
  const { query, counts } = props
  const shown: readonly RequestView[] = isByDueDate(query.view) ? openChips(props) : overChips
  const { after: _, ...others } = query
  return (
    <nav class="chips" aria-label="按办理情况筛选">
      {shown.map((view) => (
        <a href={listPath({ ...others, view })} aria-current={view === query.view ? 'true' : undefined}>
          {wordsOf(view, props)}
          {view in counts.views && ` ${countedWords(counts.views[view as OpenView], counts)}`}
        </a>
      ))}
    </nav>
  )
}
