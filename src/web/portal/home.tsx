import { figure } from '../../domain/report/checks/labels.ts'
import type { CellKey } from '../../domain/report/form.ts'
import type { Facets } from '../../store/public-facets.ts'
import type { PublicSheet } from '../../store/public-sheets.ts'
import type { ReportLine } from '../../store/report-lists.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { anchors, paths, rankingsPath, reportsPath } from '../paths.ts'
import { ReportList } from './report-list.tsx'

const shown: readonly (readonly [CellKey, string])[] = [
  ['received/total', '本年新收申请'],
  ['settled/total', '办理结果总计'],
  ['granted/total', '予以公开'],
  ['carried-out/total', '结转下年度'],
]

/** The figures of one report, each leading to its cell. */
function Figures({ sheet }: { readonly sheet: PublicSheet }) {
  const { agencyId, agencyName, year, cells, invented } = sheet
  const page = paths.report(agencyId, year)
  const figures = shown.flatMap(([cell, label]) => {
    const value = cells[cell]
    return typeof value === 'number' ? [{ cell, label, value }] : []
  })
  if (figures.length === 0) return null
  return (
    <aside aria-labelledby="figures">
      <h2 id="figures">{year}年办理数据</h2>
      <div class="fig">
        {figures.map(({ cell, label, value }) => (
          <a href={`${page}#${anchors.cell(cell)}`}>
            <b>{value >= 1000 ? value.toLocaleString('en-US') : figure(value)}</b>
            {label}（件）
          </a>
        ))}
      </div>
      <p class="quiet">
        <a href={paths.body(agencyId)}>{agencyName}</a>。{invented && '这些数字为演示编造，不是该机关的数据。'}
        每个数字都可点开，看到它在<a href={page}>年度报告</a>里的位置和原文。
      </p>
    </aside>
  )
}

function Doors({ facets }: { readonly facets: Facets }) {
  const [newest] = facets.years
  return (
    <nav class="doors" aria-label="常用入口">
      <a class="door" href={paths.reports}>
        <b>年度报告</b>
        <span>已收录 {facets.total.toLocaleString('en-US')} 份，可按地区、机关、年度查找</span>
      </a>
      <a class="door" href={paths.compare}>
        <b>比较</b>
        <span>两至六份报告并排看，增减一目了然</span>
      </a>
      <a class="door" href={rankingsPath({ year: newest?.value })}>
        <b>排行</b>
        <span>{newest ? `${newest.value}年新收申请、公开率等` : '新收申请、公开率等'}，写明分子分母</span>
      </a>
      <a class="door" href={paths.data}>
        <b>开放数据</b>
        <span>下载全部数据，接口和订阅</span>
      </a>
    </nav>
  )
}

function Years({ facets }: { readonly facets: Facets }) {
  if (facets.years.length === 0) return null
  return (
    <p class="ways">
      {facets.years.slice(0, 8).map(({ value, count }) => (
        <a href={reportsPath({ year: value })}>
          {value}年 {count.toLocaleString('en-US')} 份
        </a>
      ))}
      <a href={paths.regions}>按地区浏览</a>
    </p>
  )
}

export interface HomeProps {
  readonly c: Ctx
  readonly reports: readonly ReportLine[]
  readonly facets: Facets
  /** The report whose figures are shown. */
  readonly latest: PublicSheet | undefined
}

/** The first page: what there is, how to find it, the latest figures. */
export function HomePage({ c, reports, facets, latest }: HomeProps) {
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
        <Doors facets={facets} />
      </section>
      <div class="wrap cols">
        <section>
          <h2>最新公开</h2>
          {reports.length > 0 ? <ReportList reports={reports} /> : <p class="empty">还没有公开的年度报告。</p>}
          <Years facets={facets} />
        </section>
        {latest && <Figures sheet={latest} />}
      </div>
    </PortalPage>
  )
}
