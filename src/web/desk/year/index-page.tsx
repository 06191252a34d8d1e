import type { AgencyBelow } from '../../../store/agencies.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import type { AskedBody } from '../asked-body.ts'
import { Pager } from '../pager.tsx'
import { YearChoice } from '../year-choice.tsx'
import { type YearsQuery, yearsPath } from './query.ts'
import { YearStateLamp } from './state.tsx'
import type { YearLine } from './year-lines.ts'

/** The bodies below, in one year. */
export interface YearBelow {
  readonly year: number
  readonly years: readonly number[]
  readonly bodies: readonly { readonly agency: AgencyBelow; readonly line: YearLine | undefined }[]
  readonly pages: number
}

interface IndexProps {
  readonly c: Ctx
  readonly body: AskedBody
  readonly query: YearsQuery
  readonly lines: readonly YearLine[]
  /** For whom looks after other bodies. */
  readonly below: YearBelow | undefined
}

const figures = [
  ['received/total', '本年新收'],
  ['carried-in/total', '上年结转'],
  ['settled/total', '办理结果总计'],
  ['carried-out/total', '结转下年度'],
] as const

function Heads({ first }: { readonly first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {figures.map(([, label]) => (
          <th scope="col" class="n">
            {label}
          </th>
        ))}
        <th scope="col">状态</th>
      </tr>
    </thead>
  )
}

function Figures({ line }: { readonly line: YearLine }) {
  const { agency, year, compiled } = line
  return (
    <>
      {figures.map(([cell, label]) => (
        <td class="n" data-label={label}>
          <a href={paths.yearCell(agency.id, year, cell)}>{compiled.cells[cell]}</a>
        </td>
      ))}
      <td data-label="状态">
        <YearStateLamp {...line} agencyId={agency.id} brief />
      </td>
    </>
  )
}

function OwnYears({ lines }: Pick<IndexProps, 'lines'>) {
  if (lines.length === 0) return <p class="empty">还没有可以统计的申请：收到申请之日确定以后，这里就有它所在的年度。</p>
  return (
    <Scroll label="各年度（表格）">
      <table class="work brief years">
        <Heads first="年度" />
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row">
                <a href={paths.year(line.agency.id, line.year)}>{line.year}年</a>
              </th>
              <Figures line={line} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Below({ below, query, body }: Pick<IndexProps, 'query' | 'body'> & { readonly below: YearBelow }) {
  const { year, years, bodies, pages } = below
  const asked = { ...query, agency: body.agency.id, year }
  return (
    <>
      <h2>下属机关</h2>
      <search>
        <form class="filter" action={paths.years} aria-label="选择年度和机关">
          <input type="hidden" name="agency" value={body.agency.id} />
          <YearChoice years={years} year={year} />
          <div class="wide">
            <label for="filter-q">机关名称</label>
            <input class="ds-input" id="filter-q" type="search" name="q" value={query.q} maxlength={100} />
          </div>
          <button class="ds-button" data-variant="secondary" type="submit">
            查看
          </button>
        </form>
      </search>
      {bodies.length === 0 ? (
        <p class="empty">没有符合条件的下属机关。</p>
      ) : (
        <Scroll label={`${year}年下属机关（表格）`}>
          <table class="work brief years">
            <Heads first="机关" />
            <tbody>
              {bodies.map(({ agency, line }) => (
                <tr>
                  <th scope="row">
                    <a href={line ? paths.year(agency.id, year) : yearsPath({ agency: agency.id })}>{agency.name}</a>
                  </th>
                  {line ? <Figures line={line} /> : <td colspan={5}>没有登记过申请</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Pager page={query.page} pages={pages} pathOf={(page) => yearsPath({ ...asked, page })} />
    </>
  )
}

/** The years of a body with what came and went, and where each stands. */
export function YearsPage({ c, body, query, lines, below }: IndexProps) {
  const isOwn = c.get('person')?.agencyId === body.agency.id
  return (
    <DeskPage c={c} title="年度统计" current={paths.years} wide>
      {!isOwn && (
        <p class="crumb">
          <a href={paths.years}>返回本机关的年度统计</a>
        </p>
      )}
      <h1>{body.agency.name}年度统计</h1>
      <p class="quiet">
        年度报告第三、四部分的数字，由登记的申请、行政复议和行政诉讼统计而来。点击任何一个数字，查看它统计了哪些案卷。
      </p>
      <OwnYears lines={lines} />
      {below && <Below below={below} query={query} body={body} />}
    </DeskPage>
  )
}
