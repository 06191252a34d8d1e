import {
  type SubmissionDeadline,
  type SubmissionGroup,
  submissionGroups,
  timelinessSays,
} from '../../../domain/report/submission.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { plainDay } from '../../report/numerals.ts'
import { Scroll } from '../../scroll.tsx'
import { Pager } from '../pager.tsx'
import { pathWith } from '../query-fields.ts'
import { allows } from '../session.ts'
import { YearChoice } from '../year-choice.tsx'
import type { Board, BoardLine } from './board.ts'
import { type NilAttempt, OwnSubmission } from './own-submission.tsx'
import { type BoardQuery, boardPath } from './query.ts'
import { SubmissionLamp } from './submission-lamp.tsx'

export interface BoardProps {
  readonly c: Ctx
  readonly board: Board
  readonly query: BoardQuery
  readonly lines: readonly BoardLine[]
  readonly pages: number
  readonly deadline: SubmissionDeadline
  readonly attempt?: NilAttempt
}

function Filters({ board, query }: Pick<BoardProps, 'board' | 'query'>) {
  const { agency, years, year, own } = board
  return (
    <search>
      <form class={own.hasBelow ? 'filter' : 'filter brief'} action={paths.submissions} aria-label="选择年度和范围">
        <input type="hidden" name="agency" value={agency.id} />
        {query.group && <input type="hidden" name="group" value={query.group} />}
        <YearChoice years={years} year={year} />
        {own.hasBelow && (
          <>
            <div>
              <label for="filter-scope">范围</label>
              <select class="ds-input" id="filter-scope" name="scope">
                <option value="">直接下属机关</option>
                <option value="all" selected={query.scope === 'all'}>
                  全部下属机关
                </option>
              </select>
            </div>
            <div class="wide">
              <label for="filter-q">机关名称</label>
              <input class="ds-input" id="filter-q" type="search" name="q" value={query.q} maxlength={100} />
            </div>
          </>
        )}
        <button class="ds-button" data-variant="secondary" type="submit">
          查看
        </button>
      </form>
    </search>
  )
}

function Chips({ board, query }: Pick<BoardProps, 'board' | 'query'>) {
  const chips: readonly (readonly [SubmissionGroup | undefined, string])[] = [
    [undefined, '应报'],
    ...(Object.entries(submissionGroups) as [SubmissionGroup, string][]),
  ]
  return (
    <nav class="chips" aria-label="按报送情况筛选">
      {chips.map(([group, label]) => (
        <a
          href={boardPath({ ...query, agency: board.agency.id, year: board.year, group, page: 1 })}
          aria-current={query.group === group ? 'true' : undefined}
        >
          {label} {board.counts[group ?? 'all']}
        </a>
      ))}
    </nav>
  )
}

function Name({ line, year, base }: { readonly line: BoardLine; readonly year: number; readonly base: number }) {
  const { agencyId, name, hasBelow, depth } = line
  const inside = depth - base
  return (
    <td class={inside > 0 ? `under under-${Math.min(inside, 4)}` : undefined}>
      <a href={boardPath({ agency: agencyId, year })}>{name}</a>
      {hasBelow && (
        <small>
          <a href={boardPath({ agency: agencyId, year })}>下属机关的报送情况</a>
        </small>
      )}
    </td>
  )
}

function Line({ line, year }: { readonly line: BoardLine; readonly year: number }) {
  const { submission, report, agencyId } = line
  const { state, since, due, lateBy = 0 } = submission
  return (
    <tr>
      <Name line={line} year={year} base={1} />
      <td class="short">
        <SubmissionLamp state={state} />
        {since && <small>{since}</small>}
      </td>
      <td class="short">{due}</td>
      <td class={lateBy > 0 ? 'short overdue' : 'short'}>{timelinessSays(submission)}</td>
      <td class={report && report.errors > 0 ? 'n much' : 'n'}>{report?.errors ?? ''}</td>
      <td class="n">{report?.warnings ?? ''}</td>
      <td class="short">{report ? <a href={paths.deskReport(agencyId, year)}>查看报告</a> : ''}</td>
    </tr>
  )
}

function Lines({ lines, board }: Pick<BoardProps, 'lines' | 'board'>) {
  if (lines.length === 0) return <p class="empty">没有符合条件的机关。</p>
  return (
    <Scroll label="报送情况（表格）">
      <table class="work">
        <ColumnHeads names={['机关', '状态', '期限', '时限', '不符', '需核对', '报告']} />
        <tbody>
          {lines.map((line) => (
            <Line line={line} year={board.year} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Below(props: BoardProps) {
  const { board, query, pages } = props
  const { agency, year, counts } = board
  const asked = { ...query, agency: agency.id, year }
  return (
    <>
      <h2>下属机关</h2>
      <Chips {...props} />
      <p class="toolbar">
        <a href={boardPath({ ...asked, page: 1 }, paths.submissionTable)}>导出表格（CSV）</a>
        {counts.overdue > 0 && (
          <a href={boardPath({ ...asked, page: 1 }, paths.submissionReminder)}>催报名单（打印）</a>
        )}
        <a href={pathWith(paths.rollUp, { agency: agency.id, year })}>汇总各机关的数字</a>
      </p>
      <Lines {...props} />
      <Pager page={query.page} pages={pages} pathOf={(page) => boardPath({ ...asked, page })} />
    </>
  )
}

const doneSays = { declared: '零报告已申报。', withdrawn: '零报告已撤回，本年度仍应报送报告。' } as const

/** Who has submitted, who is late, who has nothing to report: the body itself and those below it. */
export function BoardPage(props: BoardProps) {
  const { c, board, query, deadline, attempt } = props
  return (
    <DeskPage c={c} title={`${board.year}年报送情况`} current={paths.submissions} wide>
      {c.get('person')?.agencyId !== board.agency.id && (
        <p class="crumb">
          <a href={boardPath({ year: board.year })}>返回本机关的报送情况</a>
        </p>
      )}
      <h1>{board.year}年年度报告报送情况</h1>
      {query.done && (
        <p class="banner" role="status">
          {doneSays[query.done]}
        </p>
      )}
      <Filters {...props} />
      <OwnSubmission {...{ board, deadline, ...(attempt && { attempt }) }} mayDeclare={allows(c, 'declare-nil')} />
      {board.own.hasBelow && <Below {...props} />}
    </DeskPage>
  )
}

/** A list of those who still owe a report after the due day, to be printed or read out. */
export function ReminderPage({ c, board, today }: { readonly c: Ctx; readonly board: Board; readonly today: string }) {
  const { agency, year, lines } = board
  return (
    <DeskPage c={c} title={`${year}年年度报告催报名单`} current={paths.submissions}>
      <p class="crumb">
        <a href={boardPath({ agency: agency.id, year })}>返回报送情况</a>
      </p>
      <h1>{year}年政府信息公开工作年度报告催报名单</h1>
      <p>
        截至{plainDay(today)}，{agency.name}下属机关中有 {lines.length} 个逾期没有报送{year}
        年政府信息公开工作年度报告，也没有申报零报告。请尽快报送。
      </p>
      {lines.length > 0 && (
        <Scroll label="催报名单（表格）">
          <table class="work">
            <ColumnHeads names={['机关', '期限', '逾期', '现在']} />
            <tbody>
              {lines.map(({ name, submission }) => (
                <tr>
                  <td>{name}</td>
                  <td class="short">{plainDay(submission.due)}</td>
                  <td class="n">{submission.lateBy} 天</td>
                  <td class="short">
                    <SubmissionLamp state={submission.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </DeskPage>
  )
}
