import { agencyKinds } from '../../../domain/agency/agency.ts'
import type { AgencyBelow } from '../../../store/agencies.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { Pager } from '../pager.tsx'
import { pathWith } from '../query-fields.ts'
import { allows } from '../session.ts'
import { boardPath } from '../submissions/query.ts'

interface BodiesProps {
  readonly c: Ctx
  readonly query: { readonly q: string; readonly page: number }
  readonly agencies: readonly AgencyBelow[]
  readonly total: number
  readonly pages: number
  /** What was done, where something was. */
  readonly done: string | undefined
}

function Search({ query }: Pick<BodiesProps, 'query'>) {
  return (
    <search>
      <form class="filter" action={paths.bodies} aria-label="查找机关">
        <div class="wide">
          <label for="filter-q">名称或地区</label>
          <input class="ds-input" id="filter-q" type="search" name="q" value={query.q} maxlength={100} />
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          查找
        </button>
      </form>
    </search>
  )
}

interface LineProps {
  readonly agency: AgencyBelow
  readonly indent: boolean
  readonly mayChange: boolean
}

function Line({ agency, indent, mayChange }: LineProps) {
  const { id, name, shortName, region, kind, depth, demonstration } = agency
  return (
    <tr>
      <td class={indent && depth > 0 ? `under under-${Math.min(depth, 4)}` : undefined}>
        <a href={paths.deskBody(id)}>{name}</a>
        <small>
          {shortName}
          {demonstration && ' · 演示内容'}
        </small>
      </td>
      <td>{region}</td>
      <td class="short">{agencyKinds[kind]}</td>
      <td class="short">
        <span class="acts">
          <a href={boardPath({ agency: id })}>报送情况</a>
          {mayChange && <a href={pathWith(paths.newBody, { superior: id })}>增加下属机关</a>}
        </span>
      </td>
    </tr>
  )
}

/** The tree of the person's body and those below it. */
export function BodiesPage({ c, query, agencies, total, pages, done }: BodiesProps) {
  const mayChange = allows(c, 'manage-bodies')
  return (
    <DeskPage c={c} title="机关" current={paths.bodies} wide>
      <div class="head-line">
        <h1>机关</h1>
        {mayChange && (
          <a class="ds-button" data-variant="primary" href={paths.newBody}>
            增加机关
          </a>
        )}
      </div>
      {done !== undefined && (
        <p class="banner" role="status">
          {done}
        </p>
      )}
      <Search query={query} />
      <p class="quiet" role="status">
        共 {total} 个
      </p>
      {agencies.length === 0 ? (
        <p class="empty">
          没有符合条件的机关。<a href={paths.bodies}>查看全部</a>
        </p>
      ) : (
        <Scroll label="机关（表格）">
          <table class="work">
            <ColumnHeads names={['机关', '所在地区', '类别', '操作']} />
            <tbody>
              {agencies.map((agency) => (
                <Line agency={agency} indent={query.q === ''} mayChange={mayChange} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Pager page={query.page} pages={pages} pathOf={(page) => pathWith(paths.bodies, { q: query.q, page })} />
    </DeskPage>
  )
}
