import type { ReportForm } from '../../domain/report/form.ts'
import type { ReportChoices, ReportLine } from '../../store/report-lists.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths, reportsPath } from '../paths.ts'
import { ReportList } from './report-list.tsx'
import type { ReportQuery } from './report-query.ts'

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly all: string
  readonly value: string | number | undefined
  readonly options: readonly (readonly [value: string | number, label: string])[]
}

function Select({ name, label, all, value, options }: SelectProps) {
  return (
    <div>
      <label for={`filter-${name}`}>{label}</label>
      <select class="ds-input" id={`filter-${name}`} name={name}>
        <option value="">{all}</option>
        {options.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

export interface ReportsProps {
  readonly c: Ctx
  readonly query: ReportQuery
  readonly choices: ReportChoices
  readonly forms: readonly ReportForm[]
  readonly reports: readonly ReportLine[]
  readonly total: number
  readonly pages: number
}

function Filters({ query, choices, forms }: Pick<ReportsProps, 'query' | 'choices' | 'forms'>) {
  const formName = (id: string) => forms.find((form) => form.id === id)?.notice ?? ''
  return (
    <search>
      <form class="filter" action={paths.reports} aria-label="查找年度报告">
        <div class="wide">
          <label for="filter-q">机关、地区、标题或年份</label>
          <input class="ds-input" id="filter-q" type="search" name="q" value={query.q} maxlength={100} />
        </div>
        <Select
          name="region"
          label="地区"
          all="全部"
          value={query.region}
          options={choices.regions.map((region) => [region, region])}
        />
        <Select
          name="body"
          label="机关"
          all="全部"
          value={query.body}
          options={choices.agencies.map(({ id, name }) => [id, name])}
        />
        <Select
          name="year"
          label="年度"
          all="全部"
          value={query.year}
          options={choices.years.map((year) => [year, `${year}年`])}
        />
        <Select
          name="form"
          label="格式"
          all="全部"
          value={query.form}
          options={choices.forms.map((form) => [form, `${form}年格式 ${formName(form)}`])}
        />
        <button class="ds-button" type="submit">
          查找
        </button>
      </form>
    </search>
  )
}

function Pages({ query, pages }: Pick<ReportsProps, 'query' | 'pages'>) {
  if (pages < 2) return null
  const at = (page: number) => reportsPath({ ...query, page })
  return (
    <nav class="pages" aria-label="分页">
      {query.page > 1 && <a href={at(query.page - 1)}>上一页</a>}
      <span>
        第 {query.page} 页，共 {pages} 页
      </span>
      {query.page < pages && <a href={at(query.page + 1)}>下一页</a>}
    </nav>
  )
}

/** The list of reports with its filters. */
export function ReportsPage({ c, query, choices, forms, reports, total, pages }: ReportsProps) {
  return (
    <PortalPage c={c} title="年度报告" current={paths.reports}>
      <div class="wrap report">
        <h1>政府信息公开工作年度报告</h1>
        <Filters query={query} choices={choices} forms={forms} />
        <p class="quiet" role="status">
          共 {total} 份
        </p>
        {reports.length > 0 ? (
          <ReportList reports={reports} />
        ) : (
          <p class="empty">
            没有符合条件的年度报告。<a href={paths.reports}>查看全部</a>
          </p>
        )}
        <Pages query={query} pages={pages} />
      </div>
    </PortalPage>
  )
}
