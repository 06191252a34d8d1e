import type { BiggestChange } from '../../domain/report/compare/biggest-changes.ts'
import { type Comparison, mostCompared } from '../../domain/report/compare/compare-sheets.ts'
import type { ProseComparison } from '../../domain/report/compare/similar-prose.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Found } from '../../store/public-reports.ts'
import type { PublicSheet } from '../../store/public-sheets.ts'
import type { ReportLine } from '../../store/report-lists.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { comparePath, paths } from '../paths.ts'
import { ComparedProse } from './compare-prose.tsx'
import type { CompareQuery } from './compare-query.ts'
import { BiggestChanges, ComparedTables } from './compare-tables.tsx'

export interface Compared {
  readonly comparison: Comparison
  readonly changes: readonly BiggestChange[]
  /** Of two years of one body. */
  readonly prose: { readonly comparison: ProseComparison; readonly form: ReportForm } | undefined
}

export interface CompareProps {
  readonly c: Ctx
  readonly query: CompareQuery
  /** Chosen reports that are there. */
  readonly sheets: readonly PublicSheet[]
  /** Reports that can be added: found by words, or other years of the bodies chosen. */
  readonly offered: readonly ReportLine[]
  /** Undefined while fewer than two are chosen. */
  readonly compared: Compared | undefined
}

const same = (one: Found, other: Found) => one.agencyId === other.agencyId && one.year === other.year

const optionsOf = ({ only, all }: CompareQuery) => ({ only: only ? 1 : undefined, all: all ? 1 : undefined })

function Chosen({ sheets, query }: Pick<CompareProps, 'sheets' | 'query'>) {
  if (sheets.length === 0) return null
  return (
    <ul class="list chosen">
      {sheets.map((sheet) => (
        <li>
          <a href={paths.report(sheet.agencyId, sheet.year)}>
            {sheet.agencyName} {sheet.year}年
          </a>
          {sheet.demonstration && <span class="quiet">{sheet.invented ? '演示内容，数字为虚构' : '演示内容'}</span>}
          <a
            class="remove"
            href={comparePath(
              sheets.filter((other) => !same(other, sheet)),
              optionsOf(query),
            )}
            aria-label={`移除 ${sheet.agencyName}${sheet.year}年`}
          >
            移除
          </a>
        </li>
      ))}
    </ul>
  )
}

function Offered({ sheets, offered, query }: Pick<CompareProps, 'sheets' | 'offered' | 'query'>) {
  const open = offered.filter((line) => !sheets.some((sheet) => same(sheet, line)))
  if (open.length === 0) return query.words === '' ? null : <p class="empty">没有找到可以加入的年度报告。</p>
  return (
    <ul class="list offered">
      {open.map(({ agencyId, agencyName, year }) => (
        <li>
          <a href={comparePath([...sheets, { agencyId, year }], optionsOf(query))}>
            加入 {agencyName} {year}年
          </a>
        </li>
      ))}
    </ul>
  )
}

function Adding(props: Pick<CompareProps, 'sheets' | 'offered' | 'query'>) {
  const { sheets, query } = props
  if (sheets.length >= mostCompared) return <p class="quiet">已选满 {mostCompared} 份；移除一份后可以再加。</p>
  return (
    <>
      <search>
        <form class="find" action={paths.compare}>
          {sheets.map(({ agencyId, year }) => (
            <input type="hidden" name="r" value={`${agencyId}-${year}`} />
          ))}
          {query.only && <input type="hidden" name="only" value="1" />}
          {query.all && <input type="hidden" name="all" value="1" />}
          <input
            class="ds-input"
            type="search"
            name="q"
            value={query.words}
            aria-label="检索要比较的年度报告"
            placeholder="机关、地区或年份"
            maxlength={100}
          />
          <button class="ds-button" data-variant="secondary" type="submit">
            检索
          </button>
        </form>
      </search>
      <Offered {...props} />
    </>
  )
}

function Toggles({ sheets, query }: Pick<CompareProps, 'sheets' | 'query'>) {
  const { only, all } = optionsOf(query)
  return (
    <nav class="toolbar tools" aria-label="显示方式">
      <a href={comparePath(sheets, { only: only ? undefined : 1, all })}>{only ? '显示全部项目' : '只看不同之处'}</a>
      <a href={comparePath(sheets, { only, all: all ? undefined : 1 })}>{all ? '只看总计' : '展开各类申请人'}</a>
      <a href={comparePath(sheets, { all: 1 }, paths.compareTable)}>下载 CSV</a>
    </nav>
  )
}

function Basis({ comparison }: { readonly comparison: Comparison }) {
  const says =
    comparison.basis === 'earlier-year'
      ? '每个数下面是与前一个年度相比的增减。'
      : `每个数下面是与“${comparison.reports[0]?.label}”相比的增减。`
  return (
    <p class="quiet">{says}空白、未能识别和格式没有的项目分开写明，不当作 0，也不比较。点击数字到它在报告中的位置。</p>
  )
}

function Result({ compared, sheets, query }: Pick<CompareProps, 'sheets' | 'query'> & { readonly compared: Compared }) {
  const { comparison, changes, prose } = compared
  const [older, newer] = [...comparison.reports].sort((a, b) => a.year - b.year)
  return (
    <>
      <Toggles sheets={sheets} query={query} />
      <Basis comparison={comparison} />
      <BiggestChanges comparison={comparison} changes={changes} />
      <ComparedTables comparison={comparison} sheets={sheets} only={query.only} all={query.all} />
      {prose && older && newer && (
        <ComparedProse prose={prose.comparison} form={prose.form} years={[older.label, newer.label]} />
      )}
    </>
  )
}

/** Two to six reports side by side; where fewer are chosen, the way to choose them. */
export function ComparePage({ c, query, sheets, offered, compared }: CompareProps) {
  const missing = query.reports.length - sheets.length
  const choosing = { sheets, offered, query }
  return (
    <PortalPage c={c} title="比较年度报告" current={paths.compare} wide={sheets.length > 2}>
      <div class="wrap report">
        <h1>比较年度报告</h1>
        {query.tooMany && <p class="banner">一次最多比较 {mostCompared} 份，多选的没有列入。</p>}
        {missing > 0 && <p class="banner">所选的报告中有 {missing} 份不存在或已经撤下，没有列入。</p>}
        <section class="choice" aria-label="选择年度报告">
          <Chosen sheets={sheets} query={query} />
          {compared ? (
            <details open={query.words !== ''}>
              <summary>再加一份</summary>
              <Adding {...choosing} />
            </details>
          ) : (
            <>
              <p>
                {sheets.length === 0 ? '选两至六份年度报告，并排比较。' : '再选至少一份。'}
                可以比较同一机关的不同年度，也可以比较不同机关。
              </p>
              <Adding {...choosing} />
            </>
          )}
        </section>
        {compared && <Result compared={compared} sheets={sheets} query={query} />}
      </div>
    </PortalPage>
  )
}
