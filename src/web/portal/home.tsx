import type { CellKey } from '../../domain/report/form.ts'
import type { ReportLine } from '../../store/report-lists.ts'
import type { StoredReport } from '../../store/reports.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { anchors, paths, reportsPath } from '../paths.ts'
import { ReportList } from './report-list.tsx'

const shown: readonly (readonly [CellKey, string])[] = [
  ['received/total', '本年新收申请'],
  ['settled/total', '办理结果总计'],
  ['granted/total', '予以公开'],
  ['carried-out/total', '结转下年度'],
]

function Figures({ report }: { report: StoredReport }) {
  const { agency, year, reading } = report
  const page = paths.report(agency.id, year)
  const figures = shown.flatMap(([cell, label]) => {
    const value = reading.cells[cell]
    return typeof value === 'number' ? [{ cell, label, value }] : []
  })
  if (figures.length === 0) return null
  return (
    <aside aria-labelledby="figures">
      <h2 id="figures">{year}年办理数据</h2>
      <div class="fig">
        {figures.map(({ cell, label, value }) => (
          <a href={`${page}#${anchors.cell(cell)}`}>
            <b>{value.toLocaleString('en-US')}</b>
            {label}（件）
          </a>
        ))}
      </div>
      <p class="quiet">
        {agency.name}。每个数字都可点开，看到它在<a href={page}>年度报告</a>里的位置和原文。
      </p>
    </aside>
  )
}

export interface HomeProps {
  readonly c: Ctx
  readonly reports: readonly ReportLine[]
  readonly total: number
  readonly years: readonly number[]
  /** The report whose figures are shown. */
  readonly latest: StoredReport | undefined
}

/** The first page: what there is, how to find it, the latest figures. */
export function HomePage({ c, reports, total, years, latest }: HomeProps) {
  const [newest] = years
  return (
    <PortalPage c={c} title={c.get('site').owner ?? '政府信息公开平台'} current={paths.home}>
      <section class="wrap hero">
        <h1>以公开为常态，不公开为例外</h1>
        <p>查年度报告，看每个数字从哪里来、对不对得上。</p>
        <search>
          <form class="find" action={paths.reports}>
            <input
              class="ds-input"
              type="search"
              name="q"
              aria-label="检索年度报告"
              placeholder="输入机关、地区或年份，例如“水利局 2020”"
              maxlength={100}
            />
            <button class="ds-button" data-variant="primary" type="submit">
              检索
            </button>
          </form>
        </search>
        <nav class="doors" aria-label="常用入口">
          <a class="door" href={paths.reports}>
            <b>全部年度报告</b>
            <span>已收录 {total} 份，可按地区、机关、年度查找</span>
          </a>
          {newest !== undefined && (
            <a class="door" href={reportsPath({ year: newest })}>
              <b>{newest}年度报告</b>
              <span>最近一个年度</span>
            </a>
          )}
          <a class="door" href={paths.about}>
            <b>数字怎样核验</b>
            <span>怎样读取、怎样核验，全部规则</span>
          </a>
        </nav>
      </section>
      <div class="wrap cols">
        <section>
          <h2>最新年度报告</h2>
          {reports.length > 0 ? <ReportList reports={reports} /> : <p class="empty">还没有公开的年度报告。</p>}
        </section>
        {latest && <Figures report={latest} />}
      </div>
    </PortalPage>
  )
}
