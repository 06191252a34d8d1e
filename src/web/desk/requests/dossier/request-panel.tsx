import { applicantTypes, channels } from '../../../../domain/request/channels.ts'
import { type DossierStatus, dossierStatuses } from '../../../../domain/request/dossier.ts'
import { requestKinds } from '../../../../domain/request/facts.ts'
import { freeInMonth } from '../../../../domain/request/fees.ts'
import { type OutcomeId, outcomes } from '../../../../domain/request/outcomes.ts'
import { paths } from '../../../paths.ts'
import type { Beside } from './beside.ts'
import { allows, type DossierView } from './view.ts'

interface PanelProps {
  readonly view: DossierView
  readonly beside: Beside
}

function Applicant({ view }: { readonly view: DossierView }) {
  const { row, key } = view
  return (
    <>
      <dt>申请人</dt>
      <dd>
        {applicantTypes[row.applicant_type]} · {row.masked_name}
        {allows(view, 'reveal-applicant') && (
          <a class="reveal" href={paths.requestAction(key.agencyId, key.id, 'reveal')}>
            查看须留痕
          </a>
        )}
      </dd>
    </>
  )
}

/** Art. 42: the fee by the piece begins with the first that costs something. */
function OfMonth({ view: { nthOfMonth, feeRules } }: { readonly view: DossierView }) {
  return (
    <>
      <dt>本月第</dt>
      <dd>
        {nthOfMonth} 件（按件收费起点 {freeInMonth(feeRules) + 1} 件）
      </dd>
    </>
  )
}

const stands = (status: DossierStatus, outcome: OutcomeId | null) =>
  outcome === null ? dossierStatuses[status] : outcomes[outcome].says

function Earlier({ view: { key }, beside: { earlier } }: PanelProps) {
  if (earlier.length === 0) return null
  return (
    <>
      <h3>同一申请人的其他申请</h3>
      <ul class="beside-list">
        {earlier.map(({ id, number, subject, status, outcome, isCertain }) => (
          <li>
            <a href={paths.request(key.agencyId, id)}>
              {number}　{subject}
            </a>
            <small>
              {stands(status, outcome)}
              {!isCertain && ' · 仅姓名相同，须核对'}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}

function Similar({ view: { key }, beside: { similar } }: PanelProps) {
  if (similar.length === 0) return null
  return (
    <>
      <h3>内容相近的申请</h3>
      <ul class="beside-list">
        {similar.map(({ id, number, subject, status, outcome, similarity }) => (
          <li>
            <a href={paths.request(key.agencyId, id)}>
              {number}　{subject}
            </a>
            <small>
              {stands(status, outcome)} · 相似度 {Math.round(similarity * 100)}%
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What is asked for, and by whom as far as the person may see it. */
export function RequestPanel({ view, beside }: PanelProps) {
  const { row, sees } = view
  const { clarification } = view.dossier
  const isWhole = sees === 'all'
  return (
    <section class="panel" id="request">
      <h2>申请</h2>
      <dl class="facts">
        {isWhole && <Applicant view={view} />}
        {isWhole && (
          <>
            <dt>渠道</dt>
            <dd>{channels[row.channel].says}</dd>
          </>
        )}
        {row.kind === 'record-correction' && (
          <>
            <dt>种类</dt>
            <dd>{requestKinds[row.kind]}</dd>
          </>
        )}
        <dt>内容</dt>
        <dd class="as-written">{row.content}</dd>
        {clarification?.text !== undefined && (
          <>
            <dt>补正</dt>
            <dd class="as-written">{clarification.text}</dd>
          </>
        )}
        {isWhole && (
          <>
            <dt>形式</dt>
            <dd>{[row.medium, row.delivery].filter((words) => words !== '').join(' · ') || '未写明'}</dd>
            <OfMonth view={view} />
          </>
        )}
      </dl>
      {isWhole && <Earlier view={view} beside={beside} />}
      {isWhole && <Similar view={view} beside={beside} />}
    </section>
  )
}
