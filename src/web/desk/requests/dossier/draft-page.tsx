import {
  nextStep,
  type PossibleOutcome,
  possibleOutcomes,
  type SevenAnswers,
} from '../../../../domain/request/decision.ts'
import { type StepId, shortCuts, stepIds, steps } from '../../../../domain/request/decision-steps.ts'
import { outcomeGroups, outcomes } from '../../../../domain/request/outcomes.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { onFileIn, pathWith, readAnswers, readOutcome } from './draft-answers.ts'
import { DossierHead } from './head.tsx'
import type { DossierView } from './view.ts'

interface Decided {
  readonly view: DossierView
  readonly answers: SevenAnswers
}

/** The answers so far, each to be given anew. */
function Way({ view, answers }: Decided) {
  const answered = stepIds.filter((id) => answers[id] !== null)
  if (answered.length === 0) return null
  return (
    <ol class="way">
      {answered.map((id) => (
        <li>
          <span>{steps[id].question}</span> <b>{answers[id] ? '是' : '否'}</b>
          <a href={pathWith(view, answers, { [id]: null })}>
            重新回答<span class="sr-only">：{steps[id].question}</span>
          </a>
        </li>
      ))}
    </ol>
  )
}

function Question({ view, answers, id }: Decided & { readonly id: StepId }) {
  const { question, help, article } = steps[id]
  return (
    <>
      <p class="meta">
        第 {stepIds.indexOf(id) + 1} 步，共 {stepIds.length} 步
      </p>
      <h3 class="question">{question}</h3>
      <p>
        {help} <cite>{article}</cite>
      </p>
      <p class="buttons">
        <a class="ds-button" data-variant="primary" href={pathWith(view, answers, { [id]: true })}>
          是
        </a>
        <a class="ds-button" data-variant="secondary" href={pathWith(view, answers, { [id]: false })}>
          否
        </a>
      </p>
    </>
  )
}

/** A way of ending: to choose, or what must come before it. */
function Ending({ view, answers, one }: Decided & { readonly one: PossibleOutcome }) {
  const { outcome, says, lacks } = one
  const { article, group } = outcomes[outcome]
  return (
    <li>
      {lacks.length === 0 ? <a href={pathWith(view, answers, { outcome })}>{says}</a> : <b>{says}</b>}
      <small>
        {outcomeGroups[group]} · {article}
      </small>
      {lacks.map((lack) => (
        <p class="err">
          {lack.says} <cite>{lack.article}</cite>
        </p>
      ))}
    </li>
  )
}

function Endings({ view, answers }: Decided) {
  const all = possibleOutcomes(answers, onFileIn(view))
  const isShort = ({ outcome }: PossibleOutcome) => shortCuts.some((one) => one.outcome === outcome)
  const led = all.slice(0, all.length - shortCuts.length)
  return (
    <>
      {led.length > 0 && (
        <>
          <h3 class="question">选定答复的种类</h3>
          <ul class="list endings">
            {led.map((one) => (
              <Ending view={view} answers={answers} one={one} />
            ))}
          </ul>
        </>
      )}
      <details class="seven">
        <summary>不必逐步判断的情形</summary>
        <ul class="list endings">
          {all.filter(isShort).map((one) => (
            <Ending view={view} answers={answers} one={one} />
          ))}
        </ul>
      </details>
    </>
  )
}

/** One question of the decision, or the ways in which the answers end. */
export function DraftStepPage({ c, view, answers }: Decided & { readonly c: Ctx }) {
  const { agencyId, id } = view.key
  const next = nextStep(answers)
  return (
    <DeskPage c={c} title={`拟写答复：${view.row.number}`} current={paths.requests}>
      <DossierHead view={view} />
      <section class="panel action-panel">
        <h2>拟写答复</h2>
        <p class="as-written quiet">{view.row.content}</p>
        <Way view={view} answers={answers} />
        {next !== undefined && <Question view={view} answers={answers} id={next} />}
        <Endings view={view} answers={answers} />
        <p>
          <a href={paths.request(agencyId, id)}>返回案卷</a>
        </p>
      </section>
    </DeskPage>
  )
}

/** Above the last page of the decision: how one came there, and the way back. */
export function DecidedSoFar({
  at,
}: {
  readonly at: DossierView & { readonly chosen: Readonly<Record<string, string>> }
}) {
  const outcome = readOutcome(at.chosen)
  if (outcome === undefined) return null
  const answers = readAnswers(at.chosen)
  return (
    <>
      <Way view={at} answers={answers} />
      <p>
        <b>{outcomes[outcome].says}</b> <cite>{outcomes[outcome].article}</cite>{' '}
        <a class="go" href={pathWith(at, answers)}>
          另选
        </a>
      </p>
    </>
  )
}
