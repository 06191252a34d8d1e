import type { SavedView } from '../../../store/saved-views.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { isFiltered, type ListQuery, listPath } from './list-query.ts'

/** What is kept of the worklist's address: all but the words searched for, which may name a person, and the page. */
export const keptQuery = ({ after: _, q: __, ...asked }: ListQuery): string => listPath(asked).split('?')[1] ?? ''

const pathOf = ({ query }: SavedView) => (query === '' ? listPath({ view: 'open' }) : `${paths.requests}?${query}`)

/** The person's views, above the list. */
export function ViewLinks({ views, query }: { readonly views: readonly SavedView[]; readonly query: ListQuery }) {
  if (views.length === 0) return null
  const kept = keptQuery(query)
  return (
    <nav class="view-links" aria-label="我的视图">
      {views.map((view) => (
        <a href={pathOf(view)} aria-current={view.query === kept ? 'true' : undefined}>
          {view.name}
        </a>
      ))}
      <a class="quiet" href={paths.requestViews}>
        管理视图
      </a>
    </nav>
  )
}

/** Keeps the filters at hand under a name. */
export function SaveView({ query }: { readonly query: ListQuery }) {
  const { q, ...others } = query
  if (!isFiltered({ ...others, q: '' }) && query.view === 'open') return null
  return (
    <details class="save-view">
      <summary>把这些条件存为视图</summary>
      <form method="post" action={paths.requestViews}>
        <input type="hidden" name="do" value="save" />
        <input type="hidden" name="query" value={keptQuery(query)} />
        <label for="view-name">名称</label>
        <input class="ds-input" id="view-name" name="name" maxlength={30} required />
        <button class="ds-button" data-variant="secondary" type="submit">
          保存
        </button>
        {q !== '' && <span class="quiet">检索词不保存。</span>}
      </form>
    </details>
  )
}

function View({ view }: { readonly view: SavedView }) {
  const { id, name, isFirst } = view
  return (
    <tr>
      <td>
        <a href={pathOf(view)}>{name}</a>
        {isFirst && <small>打开申请列表时先看到它</small>}
      </td>
      <td>
        <span class="acts">
          <form method="post" action={paths.requestViews}>
            <input type="hidden" name="id" value={id} />
            <input class="ds-input" name="name" value={name} maxlength={30} aria-label={`${name}的新名称`} />
            <button class="ds-button" data-variant="secondary" data-size="sm" name="do" value="rename" type="submit">
              改名
            </button>
            <button
              class="ds-button"
              data-variant="secondary"
              data-size="sm"
              name="do"
              value={isFirst ? 'unset-first' : 'set-first'}
              type="submit"
            >
              {isFirst ? '不再先看到' : '设为默认'}
              <span class="sr-only">（{name}）</span>
            </button>
            <button class="ds-button" data-variant="tertiary" data-size="sm" name="do" value="remove" type="submit">
              删除<span class="sr-only">（{name}）</span>
            </button>
          </form>
        </span>
      </td>
    </tr>
  )
}

export interface ViewsProps {
  readonly c: Ctx
  readonly views: readonly SavedView[]
  readonly problems: FieldProblems
  /** A view that could not be saved, to be sent again. */
  readonly tried?: { readonly name: string; readonly query: string }
}

/** A person's own views: to rename, to remove, to begin with. */
export function ViewsPage({ c, views, problems, tried }: ViewsProps) {
  return (
    <DeskPage c={c} title="我的视图" current={paths.requests}>
      <p class="crumb">
        <a href={listPath({ view: 'open' })}>返回申请列表</a>
      </p>
      <h1>我的视图</h1>
      <ProblemSummary problems={problems} />
      {tried && (
        <form method="post" action={paths.requestViews} class="narrow-form" novalidate>
          <input type="hidden" name="do" value="save" />
          <input type="hidden" name="query" value={tried.query} />
          <TextField name="name" label="名称" value={tried.name} problems={problems} />
          <button class="ds-button" data-variant="primary" type="submit">
            保存
          </button>
        </form>
      )}
      {views.length === 0 ? (
        <p class="empty">还没有保存过视图。在申请列表里选好条件后，点列表下面的“把这些条件存为视图”。</p>
      ) : (
        <table class="work">
          <ColumnHeads names={['视图', '操作']} />
          <tbody>
            {views.map((view) => (
              <View view={view} />
            ))}
          </tbody>
        </table>
      )}
    </DeskPage>
  )
}
