import { agencyKinds } from '../../domain/agency/agency.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Facets } from '../../store/public-facets.ts'
import { mostCounted, type ReportOrder, type Verdict } from '../../store/public-reports.ts'
import type { ReportLine } from '../../store/report-lists.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths, reportsPath } from '../paths.ts'
import { Choice, Words } from './choice.tsx'
import { Pages } from './pages.tsx'
import { ReportList } from './report-list.tsx'
import type { ReportQuery } from './report-query.ts'

export interface ReportsProps {
  readonly c: Ctx
  readonly query: ReportQuery
  readonly facets: Facets
  readonly forms: readonly ReportForm[]
  readonly reports: readonly ReportLine[]
  readonly total: number
  readonly pages: number
  /** Name of the body that `query.body` asks for. */
  readonly bodyName: string | undefined
}

const verdictLabels: Readonly<Record<Verdict, string>> = {
  errors: '有不符',
  warnings: '需核对',
  doubts: '读取存疑',
  passed: '核验通过',
}

const orderLabels: Readonly<Record<ReportOrder, string>> = {
  year: '年度，新的在前',
  name: '机关名称',
  published: '公开时间，新的在前',
  received: '新收申请，多的在前',
}

/** More regions than this are typed instead of chosen. */
const mostOptions = 60

export const counted = (total: number) =>
  total > mostCounted ? `超过 ${mostCounted.toLocaleString('en-US')}` : total.toLocaleString('en-US')

/** The region, chosen where there are few and typed where there are many. */
export function RegionField({ facets, value }: { readonly facets: Facets; readonly value: string | undefined }) {
  const known = facets.regions.map(({ value: region }) => region)
  if (known.length > mostOptions) return <Words name="region" label="地区（省、市、县名）" value={value} />
  const all = value === undefined || known.includes(value) ? known : [value, ...known]
  return <Choice name="region" label="地区" all="全部" value={value} options={all.map((one) => [one, one])} />
}

function Filters({ query, facets, forms }: Pick<ReportsProps, 'query' | 'facets' | 'forms'>) {
  const formName = (id: string) => forms.find((form) => form.id === id)?.notice ?? ''
  return (
    <search>
      <form class="filter" action={paths.reports} aria-label="查找年度报告">
        <Words name="q" label="机关、地区或年份" value={query.q} />
        <RegionField facets={facets} value={query.region} />
        <Choice
          name="year"
          label="年度"
          all="全部"
          value={query.year}
          options={facets.years.map(({ value, count }) => [value, `${value}年（${count}）`])}
        />
        <Choice
          name="form"
          label="格式"
          all="全部"
          value={query.form}
          options={facets.forms.map(({ value, count }) => [value, `${value}年格式 ${formName(value)}（${count}）`])}
        />
        <Choice
          name="kind"
          label="机关类别"
          all="全部"
          value={query.kind}
          options={facets.kinds.map(({ value, count }) => [value, `${agencyKinds[value]}（${count}）`])}
        />
        <Choice
          name="verdict"
          label="核验结果"
          all="全部"
          value={query.verdict}
          options={Object.entries(verdictLabels)}
        />
        <Choice name="order" label="排序" value={query.order ?? 'year'} options={Object.entries(orderLabels)} />
        {query.body !== undefined && <input type="hidden" name="body" value={query.body} />}
        <button class="ds-button" type="submit">
          查找
        </button>
      </form>
    </search>
  )
}

function Results({ reports }: Pick<ReportsProps, 'reports'>) {
  return (
    <form action={paths.compare} aria-label="选择年度报告来比较">
      <ReportList reports={reports} choosing />
      <p class="toolbar">
        <button class="ds-button" data-variant="secondary" type="submit">
          比较选中的报告
        </button>
        <span class="quiet">选 2 至 6 份</span>
      </p>
    </form>
  )
}

/** The list of reports with its filters. */
export function ReportsPage({ c, query, facets, forms, reports, total, pages, bodyName }: ReportsProps) {
  const { body: _, page: __, ...others } = query
  return (
    <PortalPage c={c} title="年度报告" current={paths.reports}>
      <div class="wrap report">
        <h1>政府信息公开工作年度报告</h1>
        <Filters query={query} facets={facets} forms={forms} />
        {bodyName !== undefined && (
          <p>
            只看 {bodyName}。<a href={reportsPath(others)}>不限机关</a>
          </p>
        )}
        <p class="quiet" role="status">
          共 {counted(total)} 份
        </p>
        {facets.regions.length > mostOptions && (
          <p class="ways">
            <a href={paths.regions}>按地区浏览</a>
          </p>
        )}
        {reports.length > 0 ? (
          <Results reports={reports} />
        ) : (
          <p class="empty">
            没有符合条件的年度报告。<a href={paths.reports}>查看全部</a>
          </p>
        )}
        <Pages page={query.page} pages={pages} at={(page) => reportsPath({ ...query, page })} />
      </div>
    </PortalPage>
  )
}
