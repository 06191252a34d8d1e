import { applicantTypes, channels } from '../../domain/request/channels.ts'
import {
  channelsUsed,
  guardedCounts,
  guardedWords,
  inTimeShare,
  outcomesOfYear,
  settledTotal,
} from '../../domain/request/statistics.ts'
import type { AskedBody } from '../../store/request-statistics.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths, statisticsPath } from '../paths.ts'
import { Chart } from '../report/chart.tsx'
import { chineseMinute } from '../report/numerals.ts'
import { Choice } from './choice.tsx'
import type { CountedYear } from './request-statistics-data.ts'

interface StatisticsProps {
  readonly c: Ctx
  readonly bodies: readonly AskedBody[]
  readonly shown: CountedYear | undefined
}

function Filters({ bodies, shown }: Pick<StatisticsProps, 'bodies' | 'shown'>) {
  return (
    <search>
      <form class="filter" action={paths.requestStatistics} aria-label="选择机关和年度">
        <Choice name="body" label="机关" value={shown?.body.id} options={bodies.map(({ id, name }) => [id, name])} />
        {shown && (
          <Choice
            name="year"
            label="年度"
            value={shown.year}
            options={shown.years.map((year) => [year, `${year}年`])}
          />
        )}
        <button class="ds-button" type="submit">
          查看
        </button>
      </form>
    </search>
  )
}

const percent = (share: number | undefined) => (share === undefined ? '—' : `${share}%`)

function Facts({ shown: { counts } }: { readonly shown: CountedYear }) {
  const { received, carriedIn, carriedOut, medianWorkdays } = counts
  const facts = [
    ['本年新收', `${received} 件`],
    ['上年结转', `${carriedIn} 件`],
    ['办结', `${settledTotal(counts)} 件`],
    ['结转下年度', `${carriedOut} 件`],
    ['按期答复', percent(inTimeShare(counts))],
    ['用时中位数', medianWorkdays === undefined ? '—' : `${medianWorkdays} 个工作日`],
  ] as const
  return (
    <dl class="facts-box">
      {facts.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

interface TableProps {
  readonly says: string
  readonly rows: readonly (readonly [label: string, value: string | number])[]
}

function Table({ says, rows }: TableProps) {
  return (
    <section class="block">
      <h2>{says}</h2>
      {rows.length === 0 && <p class="quiet">这一年没有收到申请。</p>}
      {rows.length > 0 && (
        <table class="sheet counts">
          <thead>
            <tr>
              <th scope="col">{says}</th>
              <th scope="col">件数</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, value]) => (
              <tr>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What came, by who asked: small numbers are guarded. */
export function typeRows({ counts }: CountedYear): TableProps['rows'] {
  const guarded = guardedCounts(counts.byType)
  return Object.entries(applicantTypes).flatMap(([id, says]) => {
    const value = guarded[id as keyof typeof applicantTypes]
    return value === undefined ? [] : [[says, guardedWords(value)] as const]
  })
}

export const channelRows = ({ counts }: CountedYear): TableProps['rows'] =>
  channelsUsed(counts).map(([id, count]) => [channels[id].says, count] as const)

function Year({ shown }: { readonly shown: CountedYear }) {
  const { body, year, counts, countedAt } = shown
  const asked = { body: body.id, year }
  const image = (picture: string) => statisticsPath({ ...asked, picture }, paths.requestStatisticsChart)
  const address = { image: (scheme: string, width: string) => image(`${scheme}-${width}`), cell: () => undefined }
  return (
    <>
      {counts.demonstration && <p class="banner">含有演示内容，数字为演示编造，不是该机关的数据。</p>}
      <h2>
        {body.name} {year}年
      </h2>
      <Facts shown={shown} />
      <Chart chart={outcomesOfYear(counts, year)} address={address} />
      <div class="two-tables">
        <Table says="申请渠道" rows={channelRows(shown)} />
        <Table says="申请人类型" rows={typeRows(shown)} />
      </div>
      <p class="ways">
        <a href={statisticsPath(asked, paths.requestStatisticsTable)}>下载表格（CSV）</a>
        <a href={paths.body(body.id)}>{body.name}的年度报告</a>
      </p>
      <p class="quiet">
        统计至 {chineseMinute(countedAt)}
        ，按当时的登记计数，最多十分钟更新一次；年度报告的数字以封账时为准。按期答复和答复用时按第一次答复计算，后来被责令重新答复的不计入。按申请人类型，不足五件的不写明件数；由合计可以推算的，另隐去一项。
      </p>
    </>
  )
}

/** What a body was asked and how it answered, in numbers. */
export function StatisticsPage({ c, bodies, shown }: StatisticsProps) {
  return (
    <PortalPage c={c} title="依申请公开统计" current={paths.ask}>
      <div class="wrap report">
        <h1>依申请公开统计</h1>
        {bodies.length > 0 && <Filters bodies={bodies} shown={shown} />}
        {bodies.length === 0 && <p class="empty">还没有机关收到过申请。</p>}
        {shown && <Year shown={shown} />}
      </div>
    </PortalPage>
  )
}
