import type { Services } from '../../../../app/services.ts'
import { yearOf } from '../../../../domain/calendar/plain-date.ts'
import { rowName } from '../../../../domain/report/checks/labels.ts'
import { formCells, formForYear } from '../../../../domain/report/form.ts'
import { stepIds, steps } from '../../../../domain/request/decision-steps.ts'
import type { Decision } from '../../../../domain/request/facts.ts'
import { type OutcomeId, outcomes } from '../../../../domain/request/outcomes.ts'
import { paths } from '../../../paths.ts'
import { isOffered } from './offers.ts'
import type { DossierView } from './view.ts'

/** The row of the year's report that counts the outcome, as it is printed; empty where the year has no form. */
function rowCounting(
  { forms, outcomeRows }: Pick<Services, 'forms' | 'outcomeRows'>,
  outcome: OutcomeId,
  year: number,
): string {
  const form = formForYear(forms, year)
  const key = form && outcomeRows[outcome][form.id]
  const cell = form && formCells(form).find(({ row }) => row.key === key)
  return cell ? rowName(cell.row) : ''
}

interface DecisionProps {
  readonly view: DossierView
  readonly law: Pick<Services, 'forms' | 'outcomeRows'>
}

export function Answers({ answers }: Pick<Decision, 'answers'>) {
  return (
    <ol class="answers">
      {stepIds
        .filter((id) => answers[id] !== null)
        .map((id) => (
          <li>
            {steps[id].question} <b>{answers[id] ? '是' : '否'}</b>
          </li>
        ))}
    </ol>
  )
}

function Opinions({ view: { dossier } }: { readonly view: DossierView }) {
  const { draft, review, signature, returned } = dossier
  return (
    <>
      {draft && (
        <tr>
          <th scope="row">拟写</th>
          <td>
            {draft.person}，{draft.on}
          </td>
        </tr>
      )}
      {review && (
        <tr>
          <th scope="row">审核</th>
          <td>
            {review.opinion} — {review.person}，{review.on}
          </td>
        </tr>
      )}
      {signature && (
        <tr>
          <th scope="row">签发</th>
          <td>
            {signature.opinion} — {signature.person}，{signature.on}
          </td>
        </tr>
      )}
      {returned && (
        <tr>
          <th scope="row">退回</th>
          <td>
            {returned.reason} — {returned.person}，{returned.on}
          </td>
        </tr>
      )}
    </>
  )
}

function Drafted({ view, law, draft }: DecisionProps & { readonly draft: Decision }) {
  const { dossier, look } = view
  const { outcome, grounds, answers } = draft
  const row = rowCounting(law, outcome, yearOf(dossier.reply?.on ?? look.today))
  return (
    <>
      <table class="sheet decision">
        <tbody>
          <tr>
            <th scope="row">{outcomes[outcome].says}</th>
            <td>
              {outcomes[outcome].article}
              {view.row.kind === 'disclosure' && row !== '' && `；计入年度报告第三部分“${row}”`}
            </td>
          </tr>
          {grounds.map((ground) => (
            <tr>
              <th scope="row">{outcomes[ground.outcome].says}</th>
              <td>
                {ground.reason} — {outcomes[ground.outcome].article}
                {ground.unconsulted !== undefined && `；未征求第三方意见：${ground.unconsulted}`}
              </td>
            </tr>
          ))}
          <Opinions view={view} />
        </tbody>
      </table>
      <details class="seven">
        <summary>七步判断的回答</summary>
        <Answers answers={answers} />
      </details>
    </>
  )
}

/** Where the reply goes: what is decided, on what grounds, and the row of the report that will count it. */
export function DecisionPanel({ view, law }: DecisionProps) {
  const { draft } = view.dossier
  const { agencyId, id } = view.key
  const mayLook = draft !== undefined && view.dossier.reply === undefined
  return (
    <section class="panel" id="decision">
      <h2>答复去向</h2>
      {!draft && <p>按七步判断，选定后即确定年报第三部分的对应行，年底无需重报。</p>}
      {draft && <Drafted view={view} law={law} draft={draft} />}
      {mayLook && (
        <form method="post" action={`${paths.requestAction(agencyId, id, 'reply')}/preview`} class="preview">
          <button class="ds-button" data-variant="secondary" data-size="sm" type="submit" name="as" value="pdf">
            看答复书草稿
          </button>
        </form>
      )}
      {!draft && isOffered('draft', view) && (
        <p>
          <a href={paths.requestAction(agencyId, id, 'draft')}>开始判断</a>
        </p>
      )}
    </section>
  )
}
