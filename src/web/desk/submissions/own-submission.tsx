import { longestReason } from '../../../app/declare-nil.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { type SubmissionDeadline, timelinessSays } from '../../../domain/report/submission.ts'
import { paths } from '../../paths.ts'
import { plainDay } from '../../report/numerals.ts'
import type { Board } from './board.ts'
import { SubmissionLamp } from './submission-lamp.tsx'

/** A nil return that was tried and refused. */
export interface NilAttempt {
  readonly refusal: Refusal
  readonly reason: string
}

interface OwnProps {
  readonly board: Board
  readonly deadline: SubmissionDeadline
  readonly attempt?: NilAttempt
  /** Whether the person may declare, or only looks on. */
  readonly mayDeclare: boolean
}

function Which({ board: { agency, year } }: Pick<OwnProps, 'board'>) {
  return (
    <>
      <input type="hidden" name="agency" value={agency.id} />
      <input type="hidden" name="year" value={year} />
    </>
  )
}

function DeclareNil({ board, attempt }: Pick<OwnProps, 'board' | 'attempt'>) {
  return (
    <details open={attempt !== undefined}>
      <summary>没有内容可报？申报零报告</summary>
      <form method="post" action={paths.nilReturns}>
        <Which board={board} />
        <div class="field">
          <label for="reason">理由</label>
          <p class="hint" id="reason-hint">
            例如“本机关年内新组建，没有收到政府信息公开申请”。以后报送了报告，零报告自动结束。
          </p>
          <textarea
            class="ds-input"
            id="reason"
            name="reason"
            rows={3}
            maxlength={longestReason}
            required
            aria-describedby="reason-hint"
          >
            {attempt?.reason ?? ''}
          </textarea>
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          申报零报告
        </button>
      </form>
    </details>
  )
}

function NilReturn({ board, mayDeclare }: Pick<OwnProps, 'board' | 'mayDeclare'>) {
  const { nil } = board.own
  if (!nil) return null
  return (
    <>
      <p>
        {plainDay(nil.on)}由{nil.person}申报零报告：<q>{nil.reason}</q>
      </p>
      {mayDeclare && (
        <form method="post" action={paths.nilWithdrawals}>
          <Which board={board} />
          <button class="ds-button" data-variant="secondary" type="submit">
            撤回零报告
          </button>
        </form>
      )}
    </>
  )
}

/** What the body, or the one above it, does next. */
function Next({ board, attempt, mayDeclare }: Omit<OwnProps, 'deadline'>) {
  const { own, agency, year, standing } = board
  const report = <a href={paths.deskReport(agency.id, year)}>{year}年年度报告</a>
  switch (own.submission.state) {
    case 'none':
      if (!mayDeclare) return <p>还没有{year}年的报告。</p>
      return (
        <>
          <p>
            还没有{year}年的报告。<a href={paths.imports}>导入报告文件</a>，核验后报送。
          </p>
          <DeclareNil board={board} {...(attempt && { attempt })} />
        </>
      )
    case 'draft':
      return (
        <p>
          {report}还没有报送。打开报告，核验后{standing === 'top' ? '公开' : '报送'}。
        </p>
      )
    case 'returned':
      return <p>上级机关退回了{report}，理由在报告的留痕里。改好后重新报送。</p>
    case 'submitted':
      return (
        <p>{standing === 'superior' ? <>请审阅{report}，接收或者退回。</> : <>{report}已报送，等待上级机关接收。</>}</p>
      )
    case 'accepted':
      return <p>{report}已由上级机关接收，可以公开。</p>
    case 'published':
      return <p>{report}已公开。</p>
    case 'nil':
      return <NilReturn board={board} mayDeclare={mayDeclare} />
  }
}

/** How the body itself stands for the year: state, due day, whether in time, what to do. */
export function OwnSubmission({ board, deadline, attempt, mayDeclare }: OwnProps) {
  const { own, agency, year } = board
  const { state, due, since } = own.submission
  return (
    <section class="panel own" aria-label={`${agency.name}${year}年报送情况`}>
      <h2>
        {agency.name} <SubmissionLamp state={state} />
      </h2>
      {attempt && (
        <div class="ds-alert" data-color="danger" role="alert">
          {attempt.refusal.says}
          {attempt.refusal.article && `（${attempt.refusal.article}）`}
        </div>
      )}
      <p>
        期限 {plainDay(due)}，{timelinessSays(own.submission)}
        {since && `（${plainDay(since)}${state === 'nil' ? '申报' : '报送'}）`}。
      </p>
      <p class="quiet">
        {deadline.note}
        {deadline.article && `（${deadline.article}）`}
      </p>
      <Next board={board} mayDeclare={mayDeclare} {...(attempt && { attempt })} />
    </section>
  )
}
