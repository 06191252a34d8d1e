import { blockingFindings } from '../../../domain/report/decisions.ts'
import { allowedActions, type ReportAction, refusalOf, reportActions } from '../../../domain/report/status.ts'
import { paths } from '../../paths.ts'
import { type Attempt, typedIn } from './attempt.ts'
import { findingAnchor } from './findings.tsx'
import { Button, PostForm, Reason } from './post-form.tsx'
import type { Verification } from './verification.ts'

interface ActionsProps {
  readonly all: Verification
  readonly attempt: Attempt | undefined
}

/** What an action brings about, for those that are not taken back with one click. */
const consequences: Partial<Record<ReportAction, string>> = {
  return: '报告回到编制机关，由其更正后重新报送。',
  withdraw: '报告从公开网站撤下，回到待核验。',
  discard: '弃用后，报告和它的文件不再保留，留痕还在。要再用须重新导入。',
}

const leading: readonly ReportAction[] = ['confirm', 'submit', 'accept', 'publish']

const openErrors = ({ report }: Verification) => blockingFindings(report.findings, report.decisions)

/** Whether errors hold the action up. */
function isHeldUp({ report, standing, ...all }: Verification, action: ReportAction): boolean {
  const errors = openErrors({ report, standing, ...all }).length
  const asked = { action, status: report.status, standing, reason: '-', openErrors: errors }
  return refusalOf(asked)?.code === 'errors-open'
}

function Gate({ all, held }: { readonly all: Verification; readonly held: readonly ReportAction[] }) {
  if (held.length === 0) return null
  const errors = openErrors(all)
  return (
    <div class="gate">
      <p>
        {held.map((action) => `“${reportActions[action].label}”`).join('、')}之前，还有 {errors.length}{' '}
        处不符要更正、说明或认定误报：
      </p>
      <ul>
        {errors.map((finding) => (
          <li>
            <a href={`#${findingAnchor(finding)}`}>{finding.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** An action that needs words, or a second look, opens before it can be done. */
function Considered({ all, attempt, action }: ActionsProps & { readonly action: ReportAction }) {
  const { label, reason } = reportActions[action]
  const typed = typedIn(attempt, 'act', { action })
  return (
    <details class="consider" open={typed.action !== undefined}>
      <summary class="ds-button" data-variant="secondary">
        {label}…
      </summary>
      <PostForm all={all} verb="act" fields={{ action }}>
        <p>{consequences[action]}</p>
        {reason && <Reason id={`reason-${action}`} label={`${label}的理由`} typed={typed.reason} required />}
        <Button words={`确定${label}`} />
      </PostForm>
    </details>
  )
}

/** What this person may do with the report now, and what holds it up. */
export function Actions({ all, attempt }: ActionsProps) {
  const { report, standing } = all
  const allowed = all.onlooker ? [] : allowedActions(report.status, standing)
  const held = allowed.filter((action) => isHeldUp(all, action))
  const possible = allowed.filter((action) => !held.includes(action))
  return (
    <section class="panel actions" id="actions" aria-label="办理">
      <div class="buttons">
        {possible
          .filter((action) => consequences[action] === undefined)
          .map((action) => (
            <PostForm all={all} verb="act" fields={{ action }}>
              <Button words={reportActions[action].label} primary={leading.includes(action)} />
            </PostForm>
          ))}
        {possible
          .filter((action) => consequences[action] !== undefined)
          .map((action) => (
            <Considered all={all} attempt={attempt} action={action} />
          ))}
        {report.status === 'published' && (
          <a class="ds-button" data-variant="secondary" href={paths.report(report.agency.id, report.year)}>
            看公开页面
          </a>
        )}
      </div>
      {allowed.length === 0 && <p>现在没有您可以办理的操作。</p>}
      <Gate all={all} held={held} />
      {all.fixed && <p class="quiet">{all.fixed.says}</p>}
    </section>
  )
}
