import {
  type ApplicantActionId,
  applicantActionOf,
  applicantActionsIn,
} from '../../../domain/request/applicant-actions.ts'
import type { Ctx } from '../../context.ts'
import { PortalPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { AskedPanel, DisputesPanel, FeePanel, LettersPanel, OfficePanel, ReplyPanel } from './panels.tsx'
import { Course, DueSteps, ProgressWords } from './steps.tsx'
import type { OwnView } from './view.ts'

/** What the applicant is asked for stands before what they may do anyway. */
const urgent: readonly ApplicantActionId[] = ['clarify', 'give-reasons', 'tell-payment', 'rate']

function Acts({ view }: { readonly view: OwnView }) {
  const possible = applicantActionsIn(view.dossier)
  if (possible.length === 0) return null
  return (
    <nav class="acts" aria-label="您可以">
      {possible.map((id) => (
        <a
          class="ds-button"
          data-variant={urgent.includes(id) ? 'primary' : id === 'withdraw' ? 'tertiary' : 'secondary'}
          href={paths.followedAction(id)}
        >
          {applicantActionOf(id).says}
        </a>
      ))}
    </nav>
  )
}

/** Whoever leaves a shared computer ends it. */
function End() {
  return (
    <form method="post" action={paths.followedAction('end')} class="end-following">
      <button class="ds-button" data-variant="secondary" type="submit">
        结束查询
      </button>
      <span class="quiet">用公共电脑的，看完请结束查询；两小时后自动结束。</span>
    </form>
  )
}

export interface OwnPageProps {
  readonly c: Ctx
  readonly view: OwnView
  /** What was just done. */
  readonly done?: ApplicantActionId | undefined
}

/** One's own request: where it stands, until when and why, what came of it, what one may do. */
export function OwnPage({ c, view, done }: OwnPageProps) {
  return (
    <PortalPage c={c} title="我的申请" current={paths.ask}>
      <div class="wrap followed">
        <div class="crumb">
          <a href={paths.ask}>依申请公开</a> / <a href={paths.follow}>查询申请</a> / 我的申请
        </div>
        <h1>{view.row.subject}</h1>
        {done !== undefined && (
          <p class="banner" role="status">
            已提交：{applicantActionOf(done).says}。
          </p>
        )}
        <div class="case">
          <div>
            <section class="panel" aria-label="办理情况">
              <ProgressWords view={view} />
              <Acts view={view} />
            </section>
            <ReplyPanel view={view} />
            <FeePanel view={view} />
            <DueSteps view={view} />
            <Course view={view} />
          </div>
          <div>
            <AskedPanel view={view} />
            <LettersPanel view={view} />
            <DisputesPanel view={view} />
            <OfficePanel view={view} />
          </div>
        </div>
        <End />
      </div>
    </PortalPage>
  )
}
