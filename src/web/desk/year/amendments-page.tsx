import { type Amendment, longestReason } from '../../../app/amend-year.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { cellName } from '../../../domain/report/checks/labels.ts'
import type { CellKey, ReportForm } from '../../../domain/report/form.ts'
import type { ProposedAmendment } from '../../../store/year-amendments.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { allows, personAt } from '../session.ts'
import { waitingIn } from './amended.ts'
import type { AskedYear } from './asked-year.ts'
import { RefusalNote, YearCrumb } from './notes.tsx'
import { ClosedBy } from './state.tsx'

/** What was sent and not done, to be shown again where it was typed. */
export interface AmendmentAttempt {
  /** Of the amendment, or of the proposal as a number. */
  readonly key: string
  readonly text: string
  readonly refusal: Refusal
}

interface AmendmentsProps {
  readonly c: Ctx
  readonly asked: AskedYear
  readonly amendments: readonly Amendment[]
  readonly done: string | undefined
  readonly attempt?: AmendmentAttempt
}

/** Tells an amendment apart on its page. */
export const amendmentKey = ({ requestId, part, item, was, becomes }: Amendment): string =>
  [requestId, part, item, was, becomes].join('|')

const parts = { received: '收到', settled: '办结', dispute: '复议诉讼' } as const satisfies Record<
  Amendment['part'],
  string
>

const cellSays = (form: ReportForm, cell: CellKey | '') => (cell === '' ? '不计入' : cellName(form, cell))

interface PartProps extends Omit<AmendmentsProps, 'amendments' | 'done'> {
  readonly amendment: Amendment
}

function TextBox(props: {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly attempt: AmendmentAttempt | undefined
}) {
  const { id, name, label, attempt } = props
  return (
    <div class={attempt ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {attempt && (
        <p class="err" id={`${id}-problem`}>
          {attempt.refusal.says}
        </p>
      )}
      <textarea
        class="ds-input"
        id={id}
        name={name}
        rows={2}
        aria-invalid={attempt ? 'true' : undefined}
        aria-describedby={attempt ? `${id}-problem` : undefined}
      >
        {attempt?.text}
      </textarea>
    </div>
  )
}

function ProposalForm({ asked, amendment, attempt }: PartProps) {
  const { requestId, part, item, was, becomes } = amendment
  const key = amendmentKey(amendment)
  const hidden = { act: 'propose', requestId, part, item, was, becomes }
  return (
    <form method="post" action={paths.yearAmendments(asked.agency.id, asked.year)}>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <TextBox
        id={`reason-${requestId}-${part}`}
        name="reason"
        label={`变动的理由（最多 ${longestReason} 个字）`}
        attempt={attempt?.key === key ? attempt : undefined}
      />
      <button class="ds-button" data-variant="secondary" type="submit">
        提交说明
      </button>
    </form>
  )
}

function DecisionForm({ asked, attempt, waiting }: PartProps & { readonly waiting: ProposedAmendment }) {
  const { id } = waiting
  return (
    <form method="post" action={paths.yearAmendments(asked.agency.id, asked.year)}>
      <input type="hidden" name="act" value="decide" />
      <input type="hidden" name="id" value={id} />
      <TextBox
        id={`opinion-${id}`}
        name="opinion"
        label="意见（不予批准的必须写明）"
        attempt={attempt?.key === String(id) ? attempt : undefined}
      />
      <div class="acts">
        <button class="ds-button" data-variant="primary" type="submit" name="approved" value="yes">
          批准
        </button>
        <button class="ds-button" data-variant="secondary" type="submit" name="approved" value="no">
          不予批准
        </button>
      </div>
    </form>
  )
}

function History({ proposals }: Pick<Amendment, 'proposals'>) {
  if (proposals.length === 0) return null
  return (
    <ol class="history">
      {proposals.map(({ reason, proposedAt, proposer, decision }) => (
        <li>
          {chineseMinute(proposedAt)}　{proposer}说明：{reason}
          {decision && (
            <>
              <br />
              {chineseMinute(decision.at)}　{decision.decider}
              {decision.approved ? '批准' : '不予批准'}
              {decision.opinion && `：${decision.opinion}`}
            </>
          )}
        </li>
      ))}
    </ol>
  )
}

/** What can be done about an amendment by this person now, or what it waits for. */
function Next(props: PartProps) {
  const { c, amendment } = props
  const waiting = waitingIn(amendment)
  const isApproved = amendment.proposals.some(({ decision }) => decision?.approved)
  if (waiting) {
    if (!allows(c, 'decide-amendment')) return <p class="quiet">等待负责人批准。</p>
    if (waiting.proposedBy === personAt(c).accountId) return <p class="quiet">由您说明，请由另一位负责人批准。</p>
    return <DecisionForm {...props} waiting={waiting} />
  }
  if (!amendment.stands) return <p class="quiet">按现在的登记，这项变动已经不存在。</p>
  if (isApproved) return null
  return allows(c, 'propose-amendment') ? <ProposalForm {...props} /> : <p class="quiet">还没有人说明。</p>
}

function One(props: PartProps) {
  const { asked, amendment } = props
  const { number, requestId, part, item, was, becomes, proposals } = amendment
  const { form } = asked.compiled
  return (
    <section class="panel amendment" aria-label={`${number} ${parts[part]}`}>
      <h2>
        <a href={paths.request(asked.agency.id, requestId)}>{number}</a>
        <small>
          {parts[part]}
          {item !== '' && `：${item.replace(/^reconsideration/, '行政复议').replace(/^litigation/, '行政诉讼')}`}
        </small>
      </h2>
      <p class="change">
        <span>封账时：{cellSays(form, was)}</span>
        <span aria-hidden="true">→</span>
        <span>按现在的登记：{cellSays(form, becomes)}</span>
      </p>
      <History proposals={proposals} />
      <Next {...props} />
    </section>
  )
}

/** What later facts would change in a closed year, with what was said and decided about each. */
export function AmendmentsPage(props: AmendmentsProps) {
  const { c, asked, amendments, done, attempt } = props
  const { agency, year, closed } = asked
  return (
    <DeskPage c={c} title={`${year}年封账后的变动`} current={paths.years}>
      <div class="journey">
        <YearCrumb agency={agency} year={year} />
        <h1>{year}年封账后的变动</h1>
        {done && (
          <p class="banner" role="status">
            {done}
          </p>
        )}
        {attempt && !amendments.some((one) => isOf(one, attempt)) && <RefusalNote refusal={attempt.refusal} />}
        <p class="quiet">
          封账以后登记、更正的事实不改变封账的数字，在这里逐项列出；理由由经办人或者负责人说明，由另一位负责人批准，说明和意见都长期保留。
        </p>
        {closed && (
          <p>
            {year}年已封账：
            <ClosedBy closed={closed} />
          </p>
        )}
        {amendments.length === 0 && <p class="empty">登记的事实与封账的数字完全一致，没有变动。</p>}
        {amendments.map((amendment) => (
          <One {...props} amendment={amendment} />
        ))}
      </div>
    </DeskPage>
  )
}

/** Whether an amendment shows what was sent, beside its field. */
function isOf(amendment: Amendment, { key }: AmendmentAttempt): boolean {
  const waiting = waitingIn(amendment)
  return waiting ? String(waiting.id) === key : amendment.stands && amendmentKey(amendment) === key
}
