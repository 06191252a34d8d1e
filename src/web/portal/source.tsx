import { standingFindings } from '../../domain/report/decisions.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Block } from '../../domain/report/paper.ts'
import { numeral } from '../../domain/report/render/numeral.ts'
import type { StoredReport } from '../../store/reports.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { anchors, paths } from '../paths.ts'
import { claimSays } from '../report/narrative.tsx'
import { sheetView } from '../report/sheet-view.ts'
import { type Mark, SourceText } from '../report/source-text.tsx'
import { StatutoryTable } from '../report/tables.tsx'

/** Every stretch of the source that a cell, a claim, a finding or a doubt of the reader refers to. */
function marksOf(report: StoredReport, form: ReportForm): readonly Mark[] {
  const { reading, claims } = report
  const findings = standingFindings(report.findings, report.decisions)
  const page = paths.report(report.agency.id, report.year)
  const cells = Object.entries(reading.sources).map(([cell, { start, end }]) => ({
    id: anchors.mark(cell),
    start,
    end,
    href: `#${anchors.cell(cell)}`,
  }))
  const told = claims
    .filter(({ verdict }) => verdict !== 'other')
    .map((claim) => ({
      id: anchors.claim(claim.start),
      start: claim.start,
      end: claim.end,
      href: `${page}#${anchors.claim(claim.start)}`,
      look: claim.verdict === 'fits' ? ('fits' as const) : ('off' as const),
      title: claimSays(form, claim),
    }))
  const places = [
    ...findings.flatMap((finding) => finding.places),
    ...reading.problems.flatMap(({ place }) => place ?? []),
  ]
  const starts = new Map(places.map((place) => [place.start, place]))
  const other = [...starts.values()].map(({ start, end }) => ({ id: anchors.place(start), start, end }))
  return [...cells, ...told, ...other]
}

interface SourcePageProps {
  readonly c: Ctx
  readonly report: StoredReport
  readonly form: ReportForm
  readonly text: string
  readonly blocks: readonly Block[]
}

/** The source beside the tables, each leading to the other by anchors alone. */
export function SourcePage({ c, report, form, text, blocks }: SourcePageProps) {
  const { agency, year, title, reading } = report
  const page = paths.report(agency.id, year)
  const view = sheetView(report, form, (cell) => (reading.sources[cell] ? `#${anchors.mark(cell)}` : undefined))
  return (
    <PortalPage c={c} title={`对照原文：${title}`} current={paths.reports} wide>
      <div class="wrap report">
        <div class="crumb">
          <a href={paths.reports}>年度报告</a> / <a href={page}>{`${agency.shortName} ${year}年`}</a> / 对照原文
        </div>
        <h1>{title}</h1>
        <div class="pair">
          <section class="pane" aria-labelledby="source-title" tabindex={0}>
            <h2 id="source-title">原文</h2>
            <p class="quiet">标出的是读取的数字，点击可到它在表格中的位置。</p>
            <SourceText text={text} blocks={blocks} marks={marksOf(report, form)} />
            <p class="back">
              <a href="#tables-title">到表格</a>　<a href={page}>返回报告</a>
            </p>
          </section>
          <section class="pane" aria-labelledby="tables-title" tabindex={0}>
            <h2 id="tables-title">表格</h2>
            {form.tables.map((table) => {
              const section = form.sections.find(({ number }) => number === table.section)
              return (
                <>
                  <h3>
                    {numeral(table.section)}、{section?.title}
                  </h3>
                  <StatutoryTable view={view} table={table} title={section?.title ?? ''} />
                </>
              )
            })}
            <p class="back">
              <a href="#source-title">到原文</a>　<a href={page}>返回报告</a>
            </p>
          </section>
        </div>
      </div>
    </PortalPage>
  )
}
