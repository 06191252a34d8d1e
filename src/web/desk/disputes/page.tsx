import type { Agency } from '../../../domain/agency/agency.ts'
import { yearOf } from '../../../domain/calendar/plain-date.ts'
import { rulings } from '../../../domain/request/disputes.ts'
import { disputeResults } from '../../../domain/request/facts.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Pager } from '../pager.tsx'
import { allows } from '../session.ts'
import { anewWords, type DisputeLine, linesAsked } from './lines.ts'
import { type DisputeQuery, disputesPath, openness } from './query.ts'
import { DisputeLamp, disputeKinds, disputeState, distanceOf } from './words.tsx'

export interface DisputesProps {
  readonly c: Ctx
  readonly query: DisputeQuery
  readonly agency: Agency
  readonly isOwn: boolean
  /** All disputes of the body. */
  readonly all: readonly DisputeLine[]
  /** Those on this page. */
  readonly lines: readonly DisputeLine[]
  readonly pages: number
}

function Chips({ query, all }: Pick<DisputesProps, 'query' | 'all'>) {
  const chips = [[undefined, '全部'] as const, ...(Object.entries(openness) as [keyof typeof openness, string][])]
  return (
    <nav class="chips" aria-label="按是否审结筛选">
      {chips.map(([is, says]) => (
        <a href={disputesPath({ ...query, is, page: 1 })} aria-current={query.is === is ? 'true' : undefined}>
          {says} {linesAsked(all, { ...query, is }).length}
        </a>
      ))}
    </nav>
  )
}

function Filters({ query, all }: Pick<DisputesProps, 'query' | 'all'>) {
  const filed = [...new Set(all.map(({ dispute }) => yearOf(dispute.filedOn)))].sort((a, b) => b - a)
  const years = query.year === undefined || filed.includes(query.year) ? filed : [query.year, ...filed]
  return (
    <search>
      <form class="filter brief" action={paths.disputes} aria-label="筛选行政复议与诉讼">
        {query.is && <input type="hidden" name="is" value={query.is} />}
        {query.body !== '' && <input type="hidden" name="body" value={query.body} />}
        <div>
          <label for="filter-kind">类别</label>
          <select class="ds-input" id="filter-kind" name="kind">
            <option value="">不限</option>
            {Object.entries(disputeKinds).map(([kind, says]) => (
              <option value={kind} selected={kind === query.kind}>
                {says}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="filter-year">受理年度</label>
          <select class="ds-input" id="filter-year" name="year">
            <option value="">不限</option>
            {years.map((year) => (
              <option value={year} selected={year === query.year}>
                {year}年
              </option>
            ))}
          </select>
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          筛选
        </button>
      </form>
    </search>
  )
}

function Due({ line: { dispute, standing } }: { readonly line: DisputeLine }) {
  const { defence } = standing
  const isOpen = dispute.decidedOn === undefined
  return (
    <td class="due">
      <DisputeLamp dispute={dispute} standing={standing} />
      {isOpen ? (defence?.dueOn ?? '未起算') : dispute.decidedOn}
      {isOpen && defence?.provisional && '（暂定）'}
      <small>
        {disputeState(dispute, standing)}
        {distanceOf(dispute, standing) !== '' && ` · ${distanceOf(dispute, standing)}`}
      </small>
    </td>
  )
}

function Ended({ line }: { readonly line: DisputeLine }) {
  const { ruling, result } = line.dispute
  const anew = anewWords(line)
  return (
    <td class="now">
      {ruling ? rulings[ruling].says : result && disputeResults[result]}
      {ruling && result && <small>{disputeResults[result]}</small>}
      {anew !== '' && <small>责令重新处理：{anew}</small>}
    </td>
  )
}

function Line({ line }: { readonly line: DisputeLine }) {
  const { request, dispute } = line
  const { kind, afterReconsideration } = dispute
  return (
    <tr>
      <Due line={line} />
      <td class="what">
        <a href={`${paths.request(request.agencyId, request.id)}#disputes`}>{dispute.number}</a>
        <small>
          {request.number}　{request.subject}
        </small>
      </td>
      <td class="short">
        {disputeKinds[kind]}
        {kind === 'litigation' && <small>{afterReconsideration ? '复议后起诉' : '直接起诉'}</small>}
      </td>
      <td class="by">
        {dispute.before}
        <small>{dispute.filedOn} 受理</small>
      </td>
      <Ended line={line} />
    </tr>
  )
}

function Lines({ lines }: Pick<DisputesProps, 'lines'>) {
  return (
    <table class="work requests disputes">
      <thead>
        <tr>
          <th scope="col">答复、答辩截止日</th>
          <th scope="col">案号与申请</th>
          <th scope="col">类别</th>
          <th scope="col">机关或者法院</th>
          <th scope="col">决定</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line line={line} />
        ))}
      </tbody>
    </table>
  )
}

function Nothing({ all, query }: Pick<DisputesProps, 'all' | 'query'>) {
  if (all.length > 0)
    return (
      <p class="empty">
        没有符合条件的行政复议和诉讼。<a href={disputesPath({ body: query.body })}>查看全部</a>
      </p>
    )
  return <p class="empty">还没有登记过行政复议和诉讼。收到以后，在案卷的“其他办理”里登记。</p>
}

/** Reconsideration and litigation of a body: what is to be answered first, by the day on which it is due. */
export function DisputesPage(props: DisputesProps) {
  const { c, query, agency, isOwn, lines, pages } = props
  const { page: _, ...asked } = query
  return (
    <DeskPage c={c} title="行政复议与诉讼" current={paths.disputes} wide>
      <div class="head-line">
        <h1>
          行政复议与诉讼
          {!isOwn && <small>{agency.name}</small>}
        </h1>
      </div>
      <Filters {...props} />
      <Chips {...props} />
      {lines.length > 0 ? <Lines lines={lines} /> : <Nothing {...props} />}
      <Pager page={query.page} pages={pages} pathOf={(page) => disputesPath({ ...query, page })} />
      {lines.length > 0 && allows(c, 'export-requests') && (
        <p class="toolbar">
          <a href={disputesPath(asked, paths.disputeTable('xlsx'))}>导出表格（XLSX）</a>
          <a href={disputesPath(asked, paths.disputeTable('csv'))}>导出表格（CSV）</a>
        </p>
      )}
    </DeskPage>
  )
}
