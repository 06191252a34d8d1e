import type { ReportForm } from '../../domain/report/form.ts'
import type { Reading } from '../../domain/report/reading.ts'
import type { PublicSheet } from '../../store/public-sheets.ts'
import type { StoredReport } from '../../store/reports.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { anchors, comparePath, paths } from '../paths.ts'
import { Chart } from '../report/chart.tsx'
import { ChecksPanel } from '../report/checks-panel.tsx'
import { chartAddress, chartsOfReport, inventedYears, makeChart, yearSheets } from '../report/report-charts.ts'
import { Sections } from '../report/sections.tsx'
import { sheetView } from '../report/sheet-view.ts'
import { DemonstrationNotice, Facts } from './facts.tsx'

interface ReportPageProps {
  readonly c: Ctx
  readonly report: StoredReport
  readonly form: ReportForm
  readonly forms: readonly ReportForm[]
  readonly previous: Reading | undefined
  /** The figures of all reports of the body. */
  readonly sheets: readonly PublicSheet[]
}

const formats = [
  ['pdf', 'PDF'],
  ['docx', 'Word'],
  ['html', '网页'],
  ['xlsx', 'Excel'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['source', '原文件'],
] as const

/** Ways on from a report: other years of the body, comparisons, files. */
function Toolbar({ report, sheets }: Pick<ReportPageProps, 'report' | 'sheets'>) {
  const { agency, year } = report
  const own = { agencyId: agency.id, year }
  const others = sheets.filter((sheet) => sheet.year !== year)
  const before = others.findLast((sheet) => sheet.year < year)
  return (
    <div class="toolbar tools">
      <nav aria-label="其他年度和比较">
        {others.map((sheet) => (
          <a href={paths.report(agency.id, sheet.year)}>{sheet.year}年</a>
        ))}
        {before && (
          <a href={comparePath([before, own])}>与{before.year === year - 1 ? '上年' : `${before.year}年`}比较</a>
        )}
        <a href={comparePath([own])}>与其他机关比较</a>
      </nav>
      <nav aria-label="下载">
        <span>下载：</span>
        {formats.map(([format, label]) => (
          <a href={paths.download(agency.id, year, format)}>{label}</a>
        ))}
      </nav>
    </div>
  )
}

function Charts({ report, form, forms, sheets }: Omit<ReportPageProps, 'c' | 'previous'>) {
  const { agency, year, reading } = report
  const years = yearSheets(sheets, forms)
  const names = years.length > 1 ? ([...chartsOfReport, 'years'] as const) : chartsOfReport
  const cellOf = (key: string, of: number) => `${of === year ? '' : paths.report(agency.id, of)}#${anchors.cell(key)}`
  const invented = years.length > 1 ? inventedYears(sheets) : undefined
  return (
    <section class="charts" aria-labelledby="charts">
      <h2 id="charts">图表</h2>
      {invented && <p class="banner">{invented}</p>}
      {names.map((name) => (
        <Chart
          chart={makeChart(name, { form, cells: reading.cells }, years)}
          address={chartAddress(agency.id, year, name, cellOf)}
        />
      ))}
    </section>
  )
}

/** A report in the statutory layout, each figure leading to its place in the source, beside what the checks say. */
export function ReportPage({ c, report, form, forms, previous, sheets }: ReportPageProps) {
  const { agency, year, reading, title } = report
  const source =
    report.source.kind === 'json' || report.source.kind === 'csv' ? undefined : paths.source(agency.id, year)
  const view = sheetView(report, form, (cell) =>
    source && reading.sources[cell] ? `${source}#${anchors.mark(cell)}` : undefined,
  )
  return (
    <PortalPage c={c} title={title} current={paths.reports} wide>
      <div class="wrap report">
        <div class="crumb">
          <a href={paths.reports}>年度报告</a> / <a href={paths.body(agency.id)}>{agency.shortName}</a> / {year}年
        </div>
        <h1>{title}</h1>
        {report.demonstration && <DemonstrationNotice invented={report.invented} />}
        <Toolbar report={report} sheets={sheets} />
        <div class="sides">
          <div>
            <Facts report={report} form={form} />
            {source && (
              <p class="quiet toolbar">
                点击任何一个数字，查看它在原文中的位置；也可以<a href={source}>对照原文查看全部数字</a>。
              </p>
            )}
            <Sections report={report} form={form} view={view} />
            <Charts report={report} form={form} forms={forms} sheets={sheets} />
          </div>
          <ChecksPanel report={report} form={form} previous={previous} source={source} />
        </div>
      </div>
    </PortalPage>
  )
}
