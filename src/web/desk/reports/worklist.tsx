import {
  type DeskCounts,
  type DeskGroup,
  type DeskLine,
  type DeskOrder,
  deskOrders,
  mostCounted,
} from '../../../store/desk-lists.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { Scroll } from '../../scroll.tsx'
import { Pager } from '../pager.tsx'
import { StatusLamp } from './status-lamp.tsx'
import { groupLabels, type WorklistQuery, worklistPath } from './worklist-query.ts'

export interface WorklistProps {
  readonly c: Ctx
  readonly query: WorklistQuery
  readonly counts: DeskCounts
  readonly reports: readonly DeskLine[]
  readonly pages: number
}

/** A count as people read it: beyond the limit of counting nobody knows more. */
export const counted = (count: number) => (count >= mostCounted ? `${mostCounted}+` : String(count))

function Chips({ query, counts }: Pick<WorklistProps, 'query' | 'counts'>) {
  const chips: readonly (readonly [DeskGroup | 'all', string])[] = [
    ['all', '全部'],
    ...(Object.entries(groupLabels) as [DeskGroup, string][]),
  ]
  const { group: current, ...others } = query
  return (
    <nav class="chips" aria-label="按状态筛选">
      {chips.map(([group, label]) => (
        <a
          href={worklistPath({ ...others, page: 1, ...(group !== 'all' && { group }) })}
          aria-current={(current ?? 'all') === group ? 'true' : undefined}
        >
          {label} {counted(counts[group])}
        </a>
      ))}
    </nav>
  )
}

function Filters({ query }: Pick<WorklistProps, 'query'>) {
  const { q, year, sort, group } = query
  return (
    <search>
      <form class="filter" action={paths.deskReports} aria-label="查找年度报告">
        {group && <input type="hidden" name="group" value={group} />}
        <div class="wide">
          <label for="filter-q">机关、地区、标题</label>
          <input class="ds-input" id="filter-q" type="search" name="q" value={q} maxlength={100} />
        </div>
        <div>
          <label for="filter-year">年度</label>
          <input
            class="ds-input"
            id="filter-year"
            name="year"
            value={year}
            inputmode="numeric"
            pattern="[0-9]{4}"
            maxlength={4}
          />
        </div>
        <div>
          <label for="filter-sort">排序</label>
          <select class="ds-input" id="filter-sort" name="sort">
            {(Object.keys(deskOrders) as DeskOrder[]).map((order) => (
              <option value={order} selected={order === sort}>
                {deskOrders[order]}
              </option>
            ))}
          </select>
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          查找
        </button>
      </form>
    </search>
  )
}

function Line({ agencyId, agencyName, year, title, status, errors, warnings, problems, ...line }: DeskLine) {
  return (
    <tr>
      <td class="short">
        <StatusLamp status={status} />
        <small>{chineseMinute(line.changedAt)}</small>
      </td>
      <td>
        <a href={paths.deskReport(agencyId, year)}>{title}</a>
        <small>
          {agencyName}
          {line.demonstration && ' · 演示内容'}
        </small>
      </td>
      <td class="n">{year}</td>
      <td class={errors > 0 ? 'n much' : 'n'}>{errors}</td>
      <td class="n">{warnings}</td>
      <td class="n">{problems}</td>
    </tr>
  )
}

function Lines({ reports }: Pick<WorklistProps, 'reports'>) {
  return (
    <Scroll label="年度报告（列表）">
      <table class="work reports">
        <ColumnHeads names={['状态与最近变动', '年度报告', '年度', '不符', '需核对', '读取存疑']} />
        <tbody>
          {reports.map((line) => (
            <Line {...line} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  return (
    <p class="empty">
      {filtered ? (
        <>
          没有符合条件的年度报告。<a href={paths.deskReports}>查看全部</a>
        </>
      ) : (
        <>
          还没有年度报告。<a href={paths.imports}>导入文件</a>，读取后在这里核验。
        </>
      )}
    </p>
  )
}

/** All reports of the person's body and of those below it, whatever their status. */
export function WorklistPage({ c, query, counts, reports, pages }: WorklistProps) {
  const filtered = query.q !== '' || query.year !== undefined || query.group !== undefined
  return (
    <DeskPage c={c} title="年度报告" current={paths.deskReports} wide>
      <div class="head-line">
        <h1>年度报告</h1>
        <a class="ds-button" data-variant="primary" href={paths.imports}>
          导入文件
        </a>
      </div>
      {query.done === 'discard' && (
        <p class="banner" role="status">
          报告已弃用，不再出现在列表里；弃用的人和时间留在留痕中。
        </p>
      )}
      <Filters query={query} />
      <Chips query={query} counts={counts} />
      {reports.length > 0 ? <Lines reports={reports} /> : <Nothing filtered={filtered} />}
      <Pager page={query.page} pages={pages} pathOf={(page) => worklistPath({ ...query, page })} />
    </DeskPage>
  )
}
