import { dayInChina } from '../../domain/calendar/plain-date.ts'
import { outcomes } from '../../domain/request/outcomes.ts'
import type { AnswerFacets, AnswerLine, PublicAnswer } from '../../store/published-answers.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { answersPath, paths } from '../paths.ts'
import { plainDay } from '../report/numerals.ts'
import { type AnswerQuery, groupOptions, pageOf } from './answer-query.ts'
import { Choice, Words } from './choice.tsx'
import { Pages } from './pages.tsx'

export interface AnswersProps {
  readonly c: Ctx
  readonly query: AnswerQuery
  readonly facets: AnswerFacets
  readonly answers: readonly AnswerLine[]
  readonly total: number
  readonly pages: number
}

function Filters({ query, facets }: Pick<AnswersProps, 'query' | 'facets'>) {
  return (
    <search>
      <form class="filter" action={paths.answers} aria-label="查找已公开的答复">
        <Words name="q" label="查找内容" value={query.q} />
        <Choice
          name="body"
          label="机关"
          all="全部"
          value={query.body}
          options={facets.bodies.map(({ id, name, count }) => [id, `${name}（${count}）`])}
        />
        <Choice
          name="year"
          label="答复年度"
          all="全部"
          value={query.year}
          options={facets.years.map((year) => [year, `${year}年`])}
        />
        <Choice name="outcome" label="办理结果" all="全部" value={query.outcome} options={groupOptions} />
        <button class="ds-button" type="submit">
          查找
        </button>
      </form>
    </search>
  )
}

function List({ answers }: Pick<AnswersProps, 'answers'>) {
  return (
    <ul class="list">
      {answers.map(({ agencyId, id, agencyName, title, outcome, repliedOn, demonstration }) => (
        <li>
          <a href={paths.answer(agencyId, id)}>{title}</a>
          <p class="meta">
            <a href={answersPath({ body: agencyId })}>{agencyName}</a>
            <span>{outcomes[outcome].says}</span>
            <span>{repliedOn} 答复</span>
            {demonstration && <span>演示内容</span>}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Requests that were answered, as bodies let everybody read them (art. 44). */
export function AnswersPage({ c, query, facets, answers, total, pages }: AnswersProps) {
  return (
    <PortalPage c={c} title="已公开的答复" current={paths.answers}>
      <div class="wrap report">
        <h1>已公开的答复</h1>
        <p>其他人申请过、行政机关已经答复的内容，隐去申请人后公开在这里。已经公开的，不必再申请。</p>
        <Filters query={query} facets={facets} />
        <p class="quiet" role="status">
          共 {total} 件
        </p>
        {answers.length > 0 && <List answers={answers} />}
        {answers.length === 0 && (
          <p class="empty">
            没有符合条件的答复。<a href={paths.answers}>查看全部</a>，或者<a href={paths.ask}>提出申请</a>
          </p>
        )}
        <Pages page={query.page} pages={pages} at={(page) => pageOf(query, page)} />
        <p class="ways">
          <a href={paths.answersFeed}>订阅新公开的答复（Atom）</a>
          <a href={paths.requestStatistics}>依申请公开统计</a>
        </p>
      </div>
    </PortalPage>
  )
}

const Paragraphs = ({ text }: { readonly text: string }) => (
  <>
    {text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p>{line}</p>
      ))}
  </>
)

/** One answer that is public. */
export function AnswerPage({ c, answer }: { readonly c: Ctx; readonly answer: PublicAnswer }) {
  const { agencyId, id, agencyName, title, asked, outcome, repliedOn, publishedAt, fileName } = answer
  const { says, article } = outcomes[outcome]
  return (
    <PortalPage c={c} title={title} current={paths.answers}>
      <article class="wrap report answer">
        <div class="crumb">
          <a href={paths.answers}>已公开的答复</a> / <a href={answersPath({ body: agencyId })}>{agencyName}</a>
        </div>
        <h1>{title}</h1>
        {answer.demonstration && <p class="banner">演示内容，不是该机关的答复。</p>}
        <dl class="facts-box">
          <dt>答复机关</dt>
          <dd>
            <a href={paths.body(agencyId)}>{agencyName}</a>
          </dd>
          <dt>办理结果</dt>
          <dd>{says}</dd>
          <dt>依据</dt>
          <dd>{article}</dd>
          <dt>答复日期</dt>
          <dd>{plainDay(repliedOn)}</dd>
        </dl>
        <section class="block">
          <h2>申请的内容</h2>
          <Paragraphs text={asked} />
        </section>
        <section class="block">
          <h2>答复的内容</h2>
          <Paragraphs text={answer.answer} />
          {fileName !== null && (
            <p>
              附件：<a href={paths.answerFile(agencyId, id)}>{fileName}</a>
            </p>
          )}
        </section>
        <p class="quiet">
          <time datetime={publishedAt.toISOString()}>{plainDay(dayInChina(publishedAt))}</time>
          公开，申请人的信息已经隐去。本页供查阅，不是答复文书。
        </p>
      </article>
    </PortalPage>
  )
}
