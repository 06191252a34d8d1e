import type { Refusal } from '../../../domain/refusal.ts'
import { type ApplicantActionId, applicantActionOf } from '../../../domain/request/applicant-actions.ts'
import type { Ctx } from '../../context.ts'
import { ProblemSummary } from '../../fields.tsx'
import { PortalPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import type { StepState } from '../fields.tsx'
import { ActionFields, withFiles } from './action-fields.tsx'
import type { OwnView } from './view.ts'

export interface ActionPageProps extends StepState {
  readonly c: Ctx
  readonly view: OwnView
  readonly id: ApplicantActionId
  readonly refusals?: readonly Refusal[]
  /** It has changed since the form was opened: nothing was done. */
  readonly isChanged?: boolean
  /** There is nothing to fill in: only why. */
  readonly isOver?: boolean
}

function Backs({ refusals = [], isChanged, problems }: Pick<ActionPageProps, 'refusals' | 'isChanged' | 'problems'>) {
  return (
    <>
      {isChanged && (
        <div class="ds-alert" data-color="warning" role="alert">
          <h2>还没有提交</h2>
          这件申请在您打开之后有了新的进展。您填写的内容都还在，请核对后再次提交。
        </div>
      )}
      {refusals.length > 0 && (
        <div class="ds-alert" data-color="danger" role="alert">
          <h2>没有办理</h2>
          <ul>
            {refusals.map(({ says, article }) => (
              <li>
                {says}
                {article !== undefined && <cite>（{article}）</cite>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ProblemSummary problems={problems} />
    </>
  )
}

function Form({ view, id, ...state }: Omit<ActionPageProps, 'c'>) {
  const { values, problems } = state
  return (
    <form
      method="post"
      action={paths.followedAction(id)}
      enctype={withFiles.includes(id) ? 'multipart/form-data' : undefined}
      novalidate
    >
      <input type="hidden" name="version" value={String(view.row.version)} />
      <input type="hidden" name="seen" value={String(view.entered.at(-1)?.seq ?? 0)} />
      <ActionFields id={id} view={view} values={values} problems={problems} />
      <div class="buttons">
        <button class="ds-button" data-variant="primary" type="submit">
          {applicantActionOf(id).says}
        </button>
        <a class="ds-button" data-variant="tertiary" href={paths.followed}>
          返回
        </a>
      </div>
    </form>
  )
}

/** One thing that an applicant may do, with what it means in law. */
export function ActionPage({ c, isOver, ...props }: ActionPageProps) {
  const { says, gist, article } = applicantActionOf(props.id)
  return (
    <PortalPage c={c} title={says} current={paths.ask}>
      <div class="wrap">
        <div class="journey followed">
          <div class="crumb">
            <a href={paths.ask}>依申请公开</a> / <a href={paths.followed}>我的申请</a> / {says}
          </div>
          <h1>{says}</h1>
          <p class="quiet">
            {gist} <cite>{article}</cite>
          </p>
          <Backs {...props} />
          {isOver ? (
            <p>
              <a href={paths.followed}>返回我的申请</a>
            </p>
          ) : (
            <Form {...props} />
          )}
        </div>
      </div>
    </PortalPage>
  )
}
