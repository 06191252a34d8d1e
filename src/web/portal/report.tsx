import type { ReportForm } from '../../domain/report/form.ts'
import type { Reading } from '../../domain/report/reading.ts'
import type { StoredReport } from '../../store/reports.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { anchors, paths } from '../paths.ts'
import { ChecksPanel } from '../report/checks-panel.tsx'
import { Sections } from '../report/sections.tsx'
import { sheetView } from '../report/sheet-view.ts'
import { DemonstrationNotice, Facts } from './facts.tsx'

interface ReportPageProps {
  readonly c: Ctx
  readonly report: StoredReport
  readonly form: ReportForm
  readonly previous: Reading | undefined
}

/** A report in the statutory layout, each figure leading to its place in the source, beside what the checks say. */
export function ReportPage({ c, report, form, previous }: ReportPageProps) {
  const { agency, year, reading, title } = report
  const hasText = report.source.kind !== 'json' && report.source.kind !== 'csv'
  const source = hasText ? paths.source(agency.id, year) : undefined
  const view = sheetView(report, form, (cell) =>
    source && reading.sources[cell] ? `${source}#${anchors.mark(cell)}` : undefined,
  )
  return (
    <PortalPage c={c} title={title} current={paths.reports} wide>
      <div class="wrap report">
        <div class="crumb">
          <a href={paths.reports}>年度报告</a> / {agency.shortName} / {year}年
        </div>
        <h1>{title}</h1>
        {report.demonstration && <DemonstrationNotice />}
        <div class="sides">
          <div>
            <Facts report={report} form={form} />
            {source && (
              <p class="quiet toolbar">
                点击任何一个数字，查看它在原文中的位置；也可以<a href={source}>对照原文查看全部数字</a>。
              </p>
            )}
            <Sections report={report} form={form} view={view} />
          </div>
          <ChecksPanel report={report} form={form} previous={previous} source={source} />
        </div>
      </div>
    </PortalPage>
  )
}
