import { agencyKinds } from '../../domain/agency/agency.ts'
import type { Operand } from '../../domain/report/checks/balance.ts'
import { figure } from '../../domain/report/checks/labels.ts'
import { type Measure, measures } from '../../domain/report/rank/measures.ts'
import type { Facets } from '../../store/public-facets.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { anchors, paths, rankingsPath } from '../paths.ts'
import { Scroll } from '../scroll.tsx'
import { Choice } from './choice.tsx'
import { Pages } from './pages.tsx'
import type { FullLine, HeldRanking } from './ranking.ts'
import type { RankingList, RankingQuery } from './ranking-query.ts'
import { RegionField } from './reports.tsx'

export interface RankingsProps {
  readonly c: Ctx
  readonly query: RankingQuery
  /** The year that is shown; undefined while there is no report. */
  readonly year: number | undefined
  readonly facets: Facets
  readonly whole: HeldRanking
  /** Lines of this page, of the list that was asked for, with their rank where they have one. */
  readonly lines: readonly { readonly line: FullLine; readonly rank: number | undefined }[]
  readonly pages: number
}

/** The fields of a ranking's address. */
export const fieldsOf = ({ measure, region, kind, list, page }: RankingQuery, year: number | undefined) => ({
  year,
  measure: measure.id,
  region,
  kind,
  list: list === 'ranked' ? undefined : list,
  page,
})

function valueSays({ kind }: Measure, value: number | null): string {
  if (value === null) return '—'
  if (kind === 'count') return value.toLocaleString('en-US')
  return `${value.toFixed(1)}${kind === 'per-hundred' ? '' : '%'}`
}

function Filters({ query, year, facets }: Pick<RankingsProps, 'query' | 'year' | 'facets'>) {
  return (
    <search>
      <form class="filter" action={paths.rankings} aria-label="选择排行">
        <Choice
          name="measure"
          label="指标"
          value={query.measure.id}
          options={measures.map(({ id, label }) => [id, label])}
        />
        <Choice
          name="year"
          label="年度"
          value={year}
          options={facets.years.map(({ value, count }) => [value, `${value}年（${count}）`])}
        />
        <RegionField facets={facets} value={query.region} />
        <Choice
          name="kind"
          label="机关类别"
          all="全部"
          value={query.kind}
          options={facets.kinds.map(({ value }) => [value, agencyKinds[value]])}
        />
        <button class="ds-button" type="submit">
          查看
        </button>
      </form>
    </search>
  )
}

/** The sum of some cells, each a link to its place in the report. */
function Parts({
  agencyId,
  year,
  operands,
}: {
  readonly agencyId: number
  readonly year: number
  readonly operands: readonly Operand[]
}) {
  return (
    <>
      {operands.map(({ key, label, sign, previous, value }, index) => (
        <>
          {index > 0 && (sign > 0 ? ' + ' : ' − ')}
          <a
            href={`${paths.report(agencyId, previous ? year - 1 : year)}#${anchors.cell(key)}`}
            title={`${previous ? '上年' : ''}${label}`}
          >
            {typeof value === 'number' ? figure(value) : value === null ? '空白' : '未识别'}
          </a>
        </>
      ))}
    </>
  )
}

function LineRow({
  line,
  rank,
  year,
  query,
  whole,
}: RankingsProps['lines'][number] & Pick<RankingsProps, 'query' | 'whole'> & { readonly year: number }) {
  const { agencyId, name, value, derivation } = line
  return (
    <tr>
      {rank !== undefined && <td class="n">{rank}</td>}
      <th scope="row">
        <a href={paths.report(agencyId, year)}>{name}</a>
        {whole.invented.has(agencyId) && <small>演示内容，数字为虚构</small>}
      </th>
      <td class="n">{valueSays(query.measure, value)}</td>
      <td>
        <Parts agencyId={agencyId} year={year} operands={derivation.numerator} />
      </td>
      {query.measure.kind !== 'count' && (
        <td>
          <Parts agencyId={agencyId} year={year} operands={derivation.denominator} />
        </td>
      )}
      {'reason' in line && <td>{line.reason}</td>}
    </tr>
  )
}

function Table(props: Pick<RankingsProps, 'lines' | 'query' | 'whole'> & { readonly year: number }) {
  const { lines, query, year, whole } = props
  const isRanked = query.list === 'ranked'
  return (
    <Scroll label={`${query.measure.label}（排行表格）`}>
      <table class="work ranking">
        <thead>
          <tr>
            {isRanked && (
              <th scope="col" class="n">
                名次
              </th>
            )}
            <th scope="col">机关</th>
            <th scope="col" class="n">
              {query.measure.label}
            </th>
            <th scope="col">{query.measure.kind === 'count' ? '单元格' : '分子'}</th>
            {query.measure.kind !== 'count' && <th scope="col">分母</th>}
            {!isRanked && <th scope="col">不参加排名的原因</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <LineRow {...one} year={year} query={query} whole={whole} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const listLabels: Readonly<Record<RankingList, string>> = {
  ranked: '参加排名',
  small: '数量过少，不参加排名',
  unrankable: '数字不全，不能排名',
}

function Lists({ query, year, whole }: Pick<RankingsProps, 'query' | 'year' | 'whole'>) {
  return (
    <nav class="ways" aria-label="排行的各部分">
      {(Object.keys(listLabels) as RankingList[]).map((list) => (
        <a
          href={rankingsPath({ ...fieldsOf({ ...query, list }, year), page: undefined })}
          aria-current={list === query.list ? 'page' : undefined}
        >
          {listLabels[list]} {whole[list].length.toLocaleString('en-US')}
        </a>
      ))}
    </nav>
  )
}

/** Bodies ranked by a measure, with what each figure is read from and who is not ranked. */
export function RankingsPage({ c, query, year, facets, whole, lines, pages }: RankingsProps) {
  const { measure } = query
  const address = fieldsOf(query, year)
  return (
    <PortalPage c={c} title={`排行：${measure.label}`} current={paths.rankings}>
      <div class="wrap report">
        <h1>
          {year !== undefined && `${year}年`}
          {measure.label}排行
        </h1>
        <Filters query={query} year={year} facets={facets} />
        <p>
          {measure.explanation}
          {measure.smallest > 0 && `分母不足 ${measure.smallest} 件的不参加排名，一件之差就会让名次大变。`}
          数值相同的并列。
        </p>
        <Lists query={query} year={year} whole={whole} />
        {year !== undefined && lines.length > 0 ? (
          <Table lines={lines} query={query} year={year} whole={whole} />
        ) : (
          <p class="empty">这里没有机关。</p>
        )}
        <Pages page={query.page} pages={pages} at={(page) => rankingsPath({ ...address, page })} />
        {lines.length > 0 && (
          <p class="toolbar">
            <a href={rankingsPath({ ...address, page: undefined, list: undefined }, paths.rankingsTable)}>
              下载全部排行（CSV）
            </a>
          </p>
        )}
      </div>
    </PortalPage>
  )
}
