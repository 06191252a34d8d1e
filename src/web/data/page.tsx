import { exportFormats } from '../../app/export-report.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import { apiPaths, dataPaths } from '../api-paths.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { Licence } from './licence.tsx'

/** Bytes of a report's cells, measured over the reports of the demonstration: as CSV, and sent compressed. */
const bytesEach = { csv: 44_000, gzip: 3_200 } as const

const megabytes = (bytes: number) => `${(bytes / 1e6).toLocaleString('zh-CN', { maximumSignificantDigits: 2 })} MB`

const bulk = [
  [apiPaths.cellsCsv, 'CSV', '表格软件和统计软件都能打开，UTF-8 编码，第一行是列名'],
  [apiPaths.cellsNdjson, 'NDJSON', '一行一个 JSON 对象，适合边读边处理'],
  [apiPaths.cellsJson, 'JSON', '一个数组，适合内容不多的时候'],
] as const

function Bulk({ site, total, forms, years }: Omit<DataPageProps, 'c'>) {
  return (
    <section>
      <h2>全部数字，一次取完</h2>
      <p>
        现有公开的年度报告 {total.toLocaleString('zh-CN')} 份，每个单元格一行。CSV 约 {megabytes(total * bytesEach.csv)}
        ，压缩传输约 {megabytes(total * bytesEach.gzip)}。
      </p>
      <ul>
        {bulk.map(([path, name, says]) => (
          <li>
            <a href={path}>{name}</a>：{says}
          </li>
        ))}
      </ul>
      <p>只要一部分：</p>
      <form class="filter" action={apiPaths.cellsCsv} aria-label="按条件下载 CSV">
        <div>
          <label for="data-region">地区（含下级）</label>
          <input class="ds-input" id="data-region" name="region" maxlength={100} />
        </div>
        <div>
          <label for="data-year">年度</label>
          <select class="ds-input" id="data-year" name="year">
            <option value="">全部</option>
            {years.map((year) => (
              <option value={year}>{year}年</option>
            ))}
          </select>
        </div>
        <div>
          <label for="data-form">格式</label>
          <select class="ds-input" id="data-form" name="form">
            <option value="">全部</option>
            {forms.map(({ id }) => (
              <option value={id}>{id}年格式</option>
            ))}
          </select>
        </div>
        <button class="ds-button" type="submit">
          下载 CSV
        </button>
      </form>
      <p>
        原文空着的格子没有数值（state 为 blank）；未能识别的格子不在其中；人工更正已经计入。用程序取时带上
        --compressed，会快得多：
      </p>
      <pre class="command">
        <code>{`curl --compressed -o cells.csv '${site}${apiPaths.cellsCsv}?year=2021'`}</code>
      </pre>
    </section>
  )
}

function Single() {
  const formats = Object.values(exportFormats).map(({ name }) => name)
  return (
    <section>
      <h2>一份报告</h2>
      <p>
        每份<a href={paths.reports}>年度报告</a>都可以下载：{formats.join('、')}
        。各种格式里的数字完全一样，本站自己也能把它们再读回来；Excel、CSV、JSON 里还有每个数字的状态。
      </p>
    </section>
  )
}

function Dictionary({ forms }: { readonly forms: readonly ReportForm[] }) {
  return (
    <section>
      <h2>数据字典</h2>
      <p>每个单元格用“行/列”称呼，例如 received/total 是“本年新收政府信息公开申请数量”的“总计”。各年度的格式不同：</p>
      <ul>
        {forms.map(({ id, notice, years: { from, to } }) => (
          <li>
            <a href={dataPaths.dictionary(id)}>{id}年格式的全部单元格</a>（{notice}，
            {to === null ? `${from}年度起` : `${from}至${to}年度`}）
          </li>
        ))}
        <li>
          <a href={apiPaths.dictionary}>全部格式，CSV</a>
        </li>
      </ul>
    </section>
  )
}

function Programs({ site }: { readonly site: string }) {
  return (
    <section>
      <h2>给程序用的接口</h2>
      <p>
        <a href={dataPaths.api}>接口说明</a>列出每个地址、参数和回答；机器可读的说明是{' '}
        <a href={apiPaths.document}>OpenAPI 3.1 文件</a>。不需要登录，只能读取，任何网站的网页都可以调用。
      </p>
      <pre class="command">
        <code>{`curl '${site}${apiPaths.reports}?year=2021&sort=received&limit=10'`}</code>
      </pre>
    </section>
  )
}

interface DataPageProps {
  readonly c: Ctx
  readonly forms: readonly ReportForm[]
  /** Published reports. */
  readonly total: number
  readonly years: readonly number[]
  /** Address of the site, for the examples. */
  readonly site: string
}

/** What there is to take away, and how. */
export function DataPage({ c, forms, total, years, site }: DataPageProps) {
  return (
    <PortalPage c={c} title="开放数据" current={paths.data}>
      <div class="wrap narrow data">
        <h1>开放数据</h1>
        <Single />
        <Bulk forms={forms} total={total} years={years} site={site} />
        <Dictionary forms={forms} />
        <Programs site={site} />
        <section>
          <h2>订阅</h2>
          <p>
            <a href={paths.feed}>新公开的年度报告</a>（Atom），可加 ?region= 地区或 ?body= 机关编号。
          </p>
        </section>
        <section>
          <h2>怎样使用和注明来源</h2>
          <Licence />
        </section>
      </div>
    </PortalPage>
  )
}
