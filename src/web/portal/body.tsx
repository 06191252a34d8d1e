import { type Agency, agencyKinds } from '../../domain/agency/agency.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { BodyBelow } from '../../store/public-bodies.ts'
import type { PublicSheet } from '../../store/public-sheets.ts'
import type { ReportLine } from '../../store/report-lists.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { anchors, comparePath, paths, reportsPath } from '../paths.ts'
import { Chart } from '../report/chart.tsx'
import { chartAddress, inventedYears, makeChart, yearSheets } from '../report/report-charts.ts'
import { ReportList } from './report-list.tsx'

export const mostBelow = 200

interface BodyProps {
  readonly c: Ctx
  readonly body: Agency
  readonly superior: Agency | undefined
  readonly below: readonly BodyBelow[]
  readonly reports: readonly ReportLine[]
  readonly sheets: readonly PublicSheet[]
  readonly forms: readonly ReportForm[]
}

function Comparisons({ reports }: Pick<BodyProps, 'reports'>) {
  const pairs = reports.flatMap((now, index) => {
    const before = reports[index + 1]
    return before ? [{ now, before }] : []
  })
  if (pairs.length === 0) return null
  return (
    <p class="ways">
      {pairs.map(({ now, before }) => (
        <a href={comparePath([before, now])}>
          比较 {before.year}年与 {now.year}年
        </a>
      ))}
      {pairs.length > 1 && reports.length <= 6 && <a href={comparePath(reports.toReversed())}>比较全部年度</a>}
    </p>
  )
}

function YearsChart({ body, sheets, forms }: Pick<BodyProps, 'body' | 'sheets' | 'forms'>) {
  const years = yearSheets(sheets, forms)
  const newest = years.at(-1)
  if (!newest || years.length < 2) return null
  const cellOf = (key: string, year: number) => `${paths.report(body.id, year)}#${anchors.cell(key)}`
  const invented = inventedYears(sheets)
  return (
    <>
      {invented && <p class="banner">{invented}</p>}
      <Chart chart={makeChart('years', newest, years)} address={chartAddress(body.id, newest.year, 'years', cellOf)} />
    </>
  )
}

function Below({ below }: Pick<BodyProps, 'below'>) {
  if (below.length === 0) return null
  return (
    <section class="panel">
      <h2>下级机关</h2>
      <ul class="places">
        {below.map(({ id, name, reports }) => (
          <li>
            <a href={paths.body(id)}>{name}</a> <span class="quiet">{reports} 份</span>
          </li>
        ))}
      </ul>
      {below.length === mostBelow && <p class="quiet">只列出前 {mostBelow} 个，其余请检索机关名称。</p>}
    </section>
  )
}

/** A body: its place in the tree and its reports over the years. */
export function BodyPage({ c, body, superior, below, reports, sheets, forms }: BodyProps) {
  return (
    <PortalPage c={c} title={body.name} current={paths.reports}>
      <div class="wrap report">
        <div class="crumb">
          <a href={paths.reports}>年度报告</a> /{' '}
          {superior && (
            <>
              <a href={paths.body(superior.id)}>{superior.shortName}</a> /{' '}
            </>
          )}
          {body.shortName}
        </div>
        <h1>{body.name}</h1>
        <p class="meta">
          <span>{agencyKinds[body.kind]}</span>
          <a href={reportsPath({ region: body.region })}>{body.region}</a>
          {superior && (
            <span>
              上级机关：<a href={paths.body(superior.id)}>{superior.name}</a>
            </span>
          )}
        </p>
        <section class="block">
          <h2>年度报告</h2>
          {reports.length > 0 ? <ReportList reports={reports} /> : <p class="empty">还没有公开的年度报告。</p>}
          <Comparisons reports={reports} />
        </section>
        <YearsChart body={body} sheets={sheets} forms={forms} />
        <Below below={below} />
      </div>
    </PortalPage>
  )
}
