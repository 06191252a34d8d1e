import type { Handler } from '../../../store/handlers.ts'
import type { ListEnd, RequestCounts } from '../../../store/request-lists.ts'
import { type RequestView, requestViews } from '../../../store/request-views.ts'
import type { SavedView } from '../../../store/saved-views.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { allows } from '../session.ts'
import { Chips } from './chips.tsx'
import { Filters } from './filters.tsx'
import { Lines, type LinesProps } from './lines.tsx'
import { isFiltered, isTooShort, type ListQuery, listPath } from './list-query.ts'
import type { Reached } from './reach.ts'
import { SaveView, ViewLinks } from './saved-views.tsx'
import { Together } from './together.tsx'

export interface ListProps extends Omit<LinesProps, 'look' | 'viewer' | 'choosable'> {
  readonly c: Ctx
  readonly query: ListQuery
  readonly reached: Reached
  readonly counts: RequestCounts
  readonly end: ListEnd | undefined
  readonly handlers: readonly Handler[]
  readonly views: readonly SavedView[]
  readonly bodies: readonly string[]
}

/** Nobody looks for what cannot be found: why the list is empty, and what to do. */
function Nothing({ c, query, reached }: Pick<ListProps, 'c' | 'query' | 'reached'>) {
  const { view } = query
  if (isFiltered(query))
    return (
      <p class="empty">
        “{requestViews[view]}”里没有符合条件的申请。<a href={listPath({ view, body: query.body })}>清除条件</a>
        {view !== 'all' && (
          <>
            ，或者<a href={listPath({ ...query, view: 'all', after: undefined })}>在全部申请里查找</a>
          </>
        )}
        。
      </p>
    )
  if (reached.scope.sectionId !== undefined && reached.viewer.section === null)
    return <p class="empty">您还没有编入科室，看不到申请。请联系管理员。</p>
  if (view !== 'open' && view !== 'all')
    return (
      <p class="empty">
        现在没有“{requestViews[view]}”的申请。<a href={listPath()}>查看办理中的申请</a>
      </p>
    )
  return (
    <p class="empty">
      {view === 'open' ? '现在没有在办的申请。' : '还没有登记过申请。'}
      {allows(c, 'register-request') ? (
        <>
          收到申请后在这里<a href={paths.newRequest}>登记</a>，系统按渠道确定收到之日并计算答复期限。
        </>
      ) : (
        '申请由公开工作机构登记，分到您这里的会列在这里。'
      )}
    </p>
  )
}

function Exports({ c, query }: Pick<ListProps, 'c' | 'query'>) {
  if (!allows(c, 'export-requests')) return null
  const { after: _, ...asked } = query
  return (
    <p class="toolbar">
      <a href={listPath(asked, paths.requestTable('xlsx'))}>导出表格（XLSX）</a>
      <a href={listPath(asked, paths.requestTable('csv'))}>导出表格（CSV）</a>
    </p>
  )
}

/** Further pages follow the last line, however many have been added in front meanwhile. */
function Onward({ query, end }: Pick<ListProps, 'query' | 'end'>) {
  if (!query.after && !end) return null
  return (
    <nav class="pages" aria-label="分页">
      {query.after && <a href={listPath({ ...query, after: undefined })}>回到第一页</a>}
      {end && (
        <a href={listPath({ ...query, after: end })} rel="next">
          下一页
        </a>
      )}
    </nav>
  )
}

function Table(props: ListProps) {
  const { c, reached, query } = props
  const { look, isOwn, viewer } = reached
  const choosable = isOwn && (allows(c, 'bulk-assign') || allows(c, 'ask-section')) && query.view !== 'closed'
  const list = <Lines {...props} look={look} viewer={viewer} choosable={choosable} />
  if (!choosable) return list
  return (
    <form method="post" action={paths.requestsTogether}>
      <input type="hidden" name="back" value={listPath(query)} />
      {list}
      <Together {...props} />
    </form>
  )
}

/** Place in the side: the open ones are what one begins with. */
const placeOf = (view: RequestView) => (view === 'open' ? paths.requests : listPath({ view }))

/** The worklist of requests. */
export function ListPage(props: ListProps) {
  const { c, query, lines, reached } = props
  return (
    <DeskPage c={c} title={requestViews[query.view]} current={placeOf(query.view)} wide script="worklist">
      <div class="head-line">
        <h1>
          {requestViews[query.view]}
          {!reached.isOwn && <small>{reached.agency.name}</small>}
        </h1>
        {allows(c, 'register-request') && (
          <a class="ds-button" data-variant="primary" href={paths.newRequest}>
            登记申请
          </a>
        )}
      </div>
      <ViewLinks {...props} />
      <div class="request-tools">
        <Filters {...props} findsPeople={allows(c, 'reveal-applicant')} />
        <Chips {...props} />
      </div>
      {isTooShort(query.q) && <p class="banner">检索词至少两个字，单个的字没有用来查找。</p>}
      {lines.length > 0 ? <Table {...props} /> : <Nothing {...props} />}
      <Onward {...props} />
      <SaveView {...props} />
      {lines.length > 0 && <Exports {...props} />}
      <p class="keys quiet" hidden>
        键盘：<kbd>/</kbd> 查找，<kbd>j</kbd> <kbd>k</kbd> 或 <kbd>↓</kbd> <kbd>↑</kbd> 移动，<kbd>Enter</kbd> 打开
        {allows(c, 'register-request') && (
          <>
            ，<kbd>n</kbd> 登记申请
          </>
        )}
        ，<kbd>?</kbd> 收起说明
      </p>
    </DeskPage>
  )
}
