import { longestRemark } from '../../../app/close-year.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { allows } from '../session.ts'
import type { AskedYear } from './asked-year.ts'
import { RefusalNote, YearCrumb } from './notes.tsx'
import { ClosedBy } from './state.tsx'
import type { YearLine } from './year-lines.ts'

export interface ClosingProps {
  readonly c: Ctx
  readonly asked: AskedYear
  readonly line: YearLine
  /** As it was typed. */
  readonly remark: string
  readonly refusal?: Refusal
}

/** What to look at before the figures stand still. */
function Warnings({ asked, line }: Pick<ClosingProps, 'asked' | 'line'>) {
  const { agency, year, compiled } = asked
  const open = compiled.cells['carried-out/total'] ?? 0
  return (
    <ul>
      {open > 0 && (
        <li>
          <a href={paths.yearCell(agency.id, year, 'carried-out/total')}>有 {open} 件</a>在{year}
          年没有办结，将结转到{year + 1}年。年内已经办结而没有登记的，请先登记。
        </li>
      )}
      {line.closeFirst !== undefined && (
        <li>
          {line.closeFirst}年还没有封账，请
          <a href={paths.yearClosing(agency.id, line.closeFirst)}>先封{line.closeFirst}年</a>。
        </li>
      )}
      <li>
        封账不能撤销。以后登记、更正的{year}年的事实，计入第一个没有封账的年度；这里的差异可以说明、批准，数字不变。
      </li>
    </ul>
  )
}

function Frozen({ asked }: Pick<ClosingProps, 'asked'>) {
  const { cells, form } = asked.compiled
  const of = (cell: string) => cells[cell] ?? 0
  const disputes = ['reconsideration', 'litigation-direct', 'litigation-after-reconsideration']
  return (
    <dl class="facts">
      <dt>格式</dt>
      <dd>{form.title}</dd>
      <dt>本年新收</dt>
      <dd>{of('received/total')} 件</dd>
      <dt>上年结转</dt>
      <dd>{of('carried-in/total')} 件</dd>
      <dt>办理结果总计</dt>
      <dd>{of('settled/total')} 件</dd>
      <dt>结转下年度</dt>
      <dd>{of('carried-out/total')} 件</dd>
      <dt>行政复议、行政诉讼</dt>
      <dd>{disputes.map((row) => of(`${row}/total`)).join(' + ')} 件</dd>
    </dl>
  )
}

function Form({ asked, remark }: Pick<ClosingProps, 'asked' | 'remark'>) {
  const { agency, year } = asked
  return (
    <form method="post" action={paths.yearClosing(agency.id, year)}>
      <div class="field">
        <label for="remark">备注（可以不填）</label>
        <p class="hint" id="remark-hint">
          例如核对的经过、参加的人。最多 {longestRemark} 个字。
        </p>
        <textarea class="ds-input" id="remark" name="remark" rows={3} aria-describedby="remark-hint">
          {remark}
        </textarea>
      </div>
      <button class="ds-button" data-variant="primary" type="submit">
        封{year}年的账
      </button>
    </form>
  )
}

/** Closing a year: what stands still from then on, what to look at before, and who did it. */
export function ClosingPage({ c, asked, line, remark, refusal }: ClosingProps) {
  const { agency, year, closed, compiled } = asked
  const mayNow = !closed && compiled.state === 'over' && line.closeFirst === undefined && allows(c, 'close-year')
  return (
    <DeskPage c={c} title={`${year}年封账`} current={paths.years}>
      <div class="journey closing">
        <YearCrumb agency={agency} year={year} />
        <h1>{year}年封账</h1>
        {refusal && <RefusalNote refusal={refusal} />}
        <p>
          封账以后，{agency.name}
          {year}年第三、四部分的数字，以及每件申请计在哪一格，都固定下来，并留下摘要（SM3）备查。
        </p>
        <Frozen asked={asked} />
        {closed ? (
          <p>
            已封账：
            <ClosedBy closed={closed} />
          </p>
        ) : (
          <Warnings asked={asked} line={line} />
        )}
        {compiled.state === 'under-way' && (
          <p class="remark-note">
            {year}年还没有结束，{year + 1}年1月1日起可以封账。
          </p>
        )}
        {mayNow && <Form asked={asked} remark={remark} />}
        {!closed && !allows(c, 'close-year') && <p class="quiet">封账由公开工作机构负责人办理。</p>}
      </div>
    </DeskPage>
  )
}
