import type { CellKey, ReportForm } from '../../../domain/report/form.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { pathWith } from '../query-fields.ts'
import type { AskedYear } from './asked-year.ts'
import { yearsPath } from './query.ts'
import { YearStateLamp } from './state.tsx'
import { YearTables } from './tables.tsx'
import type { YearLine } from './year-lines.ts'

export interface YearProps {
  readonly c: Ctx
  readonly asked: AskedYear
  readonly line: YearLine
  /** What the year before carried out; undefined where it cannot be counted. */
  readonly carriedOutBefore: number | undefined
  readonly forms: readonly ReportForm[]
  /** Whether other bodies stand below this one. */
  readonly hasBelow: boolean
  readonly may: { readonly draft: boolean; readonly close: boolean }
  readonly done: string | undefined
}

/** The page of a year in a form that is not the usual one. */
const inForm = (path: string, { c }: Pick<YearProps, 'c'>) => pathWith(path, { form: c.req.query('form') })

/** Art. 50: what came in equals what went out, in words and figures. */
function SumCheck({ asked, carriedOutBefore }: Pick<YearProps, 'asked' | 'carriedOutBefore'>) {
  const { cells, findings, year, form } = asked.compiled
  const of = (row: string) => cells[`${row}/total`] ?? 0
  const [received, carriedIn, settled, carriedOut] = [
    of('received'),
    of('carried-in'),
    of('settled'),
    of('carried-out'),
  ]
  const agrees = carriedOutBefore === undefined || carriedOutBefore === carriedIn
  const counted = form.identities.filter(({ table }) => form.tables.some((one) => one.key === table && one.section > 2))
  const holds = findings.length === 0
  return (
    <section class="panel sums" aria-label="勾稽关系">
      <p class={holds ? 'holds' : 'fails'}>
        <b>勾稽关系{holds ? '成立' : '不成立'}</b>　本年新收 {received} + 上年结转 {carriedIn} = 办理结果总计 {settled}{' '}
        + 结转下年度 {carriedOut}；按列、按行逐项核对 {counted.length} 类关系
        {holds ? '，没有不平' : `，${findings.length} 处不平`}。
      </p>
      {carriedOutBefore !== undefined && (
        <p class={agrees ? 'holds' : 'fails'}>
          {year - 1}年结转下年度 {carriedOutBefore} {agrees ? '=' : '≠'} 本年的上年结转 {carriedIn}。
        </p>
      )}
      {findings.map(({ message }) => (
        <p class="fails">{message}</p>
      ))}
    </section>
  )
}

/** What one must know before one reads the figures. */
function Notes({ asked, line, forms, hasBelow }: YearProps) {
  const { compiled, year, closed, agency } = asked
  const usual = forms.find(({ years }) => years.from <= year && (years.to === null || year <= years.to))
  return (
    <>
      {compiled.state === 'under-way' && (
        <p class="remark-note">
          {year}年还没有结束，这是到今天为止的统计；没有办结的申请暂列在“结转下年度”。{year + 1}
          年1月1日起可以存为年度报告草稿、封账。
        </p>
      )}
      {usual && usual.id !== compiled.form.id && (
        <p class="remark-note">
          {year}年应当使用{usual.title}，这里换用了{compiled.form.title}。
        </p>
      )}
      {line.unsettled > 0 && (
        <p class="remark-note">
          封账以后登记的事实与封账的数字不一致，有 {line.unsettled} 项。封账的数字不变，
          <a href={paths.yearAmendments(agency.id, year)}>请逐项说明</a>。
        </p>
      )}
      {closed?.remark && <p class="quiet">封账备注：{closed.remark}</p>}
      {hasBelow && (
        <p class="quiet">
          这里只统计{agency.name}自己收到的申请。下属机关的数字在
          <a href={pathWith(paths.rollUp, { agency: agency.id, year })}>汇总</a>里相加。
        </p>
      )}
    </>
  )
}

/** A form is sometimes taken a year early, or a year longer. */
const mayApply = ({ years: { from, to } }: ReportForm, year: number) =>
  year >= from - 1 && (to === null || year <= to + 1)

function FormChoice({ c, asked, forms }: Pick<YearProps, 'c' | 'asked' | 'forms'>) {
  const around = forms.filter((form) => mayApply(form, asked.year) || form.id === asked.compiled.form.id)
  if (asked.closed || around.length < 2) return null
  return (
    <form class="filter brief" action={c.req.path} aria-label="选择报告格式">
      <div>
        <label for="form">报告格式</label>
        <select class="ds-input" id="form" name="form">
          {around.map(({ id, title, years }) => (
            <option value={id} selected={id === asked.compiled.form.id}>
              {title}（{years.from}–{years.to ?? ''}）
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        查看
      </button>
    </form>
  )
}

function Tools(props: YearProps) {
  const { asked, line, may } = props
  const { agency, year, compiled, closed } = asked
  const isOver = compiled.state !== 'under-way'
  return (
    <p class="toolbar">
      {may.draft && isOver && <a href={paths.yearDraft(agency.id, year)}>存为年度报告草稿</a>}
      {may.close && isOver && !closed && line.closeFirst === undefined && (
        <a href={paths.yearClosing(agency.id, year)}>封账</a>
      )}
      {closed && <a href={paths.yearAmendments(agency.id, year)}>封账后的变动</a>}
      {(['xlsx', 'csv', 'json'] as const).map((ending) => (
        <a href={inForm(paths.yearTable(agency.id, year, ending), props)}>下载 {ending.toUpperCase()}</a>
      ))}
    </p>
  )
}

/** Sections three and four of a body's year, counted from its dossiers. */
export function YearPage(props: YearProps) {
  const { c, asked, line, done } = props
  const { agency, year, compiled } = asked
  const { form, cells, findings } = compiled
  const bad = new Set<CellKey>(findings.flatMap((finding) => finding.cells))
  return (
    <DeskPage c={c} title={`${year}年统计`} current={paths.years} wide>
      <p class="crumb">
        <a href={yearsPath(c.get('person')?.agencyId === agency.id ? {} : { agency: agency.id })}>年度统计</a>
      </p>
      <h1>
        {agency.name}
        {year}年统计
      </h1>
      {done && (
        <p class="banner" role="status">
          {done}
        </p>
      )}
      <div class="standing">
        <YearStateLamp {...line} agencyId={agency.id} />
      </div>
      <Notes {...props} />
      <FormChoice {...props} />
      <Tools {...props} />
      <SumCheck {...props} />
      <p class="quiet screen-only">点击任何一个数字，查看它统计了哪些案卷。</p>
      <YearTables
        {...{ form, year, cells, bad }}
        hrefOf={(cell) => inForm(paths.yearCell(agency.id, year, cell), props)}
      />
    </DeskPage>
  )
}
