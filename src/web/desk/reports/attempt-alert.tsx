import { cellName } from '../../../domain/report/checks/labels.ts'
import { reportActions } from '../../../domain/report/status.ts'
import { verdicts } from '../../../domain/report/trail.ts'
import type { Attempt } from './attempt.ts'
import { Button, PostForm, Reason } from './post-form.tsx'
import { TrailLines } from './trail-list.tsx'
import type { Verification } from './verification.ts'

interface AlertProps {
  readonly all: Verification
  readonly attempt: Attempt
}

/** The word that a table has for a key; nothing for a key that it lacks. */
function wordOf<T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined
}

function meaning({ as, value }: Attempt['fields']): string {
  if (as === 'same') return '核对无误'
  if (as === 'blank') return '更正为空白'
  return as === 'absent' ? '更正为无法辨认' : `更正为“${value ?? ''}”`
}

/** What the person wanted to do, in words. */
function wanted({ form, report }: Verification, { verb, fields }: Attempt): string {
  const cell = `“${cellName(form, fields.cell ?? '')}”`
  const finding =
    report.findings.find(({ stableId }) => stableId === fields.finding)?.message ?? '（这处问题已经不在了）'
  switch (verb) {
    case 'act':
      return wordOf(reportActions, fields.action)?.label ?? '办理'
    case 'correct':
      return `${cell}${meaning(fields)}`
    case 'undo-correction':
      return `撤销${cell}的更正`
    case 'judge':
      return `认定${wordOf(verdicts, fields.verdict) ?? ''}：${finding}`
    case 'undo-judgement':
      return `撤销认定：${finding}`
    case 'read-again':
      return '重新读取'
    case 'replace-file':
      return '替换文件'
  }
}

function Typed({ all, attempt }: AlertProps) {
  const reason = attempt.fields.reason?.trim()
  return (
    <p>
      您要做的：{wanted(all, attempt)}
      {reason && (
        <>
          ；理由：<q>{reason}</q>
        </>
      )}
    </p>
  )
}

/** The same once more, on the report as it is now. A file must be chosen anew, that is how browsers are. */
function Again({ all, attempt: { verb, fields } }: AlertProps) {
  if (verb === 'replace-file') return <p>请重新选择文件，再“替换文件”。</p>
  const { version: _, seen: __, reason, ...same } = fields
  return (
    <PostForm all={all} verb={verb} fields={same}>
      {reason !== undefined && <Reason id="reason-again" label="理由" typed={reason} />}
      <Button words="在最新内容上再次提交" primary />
    </PostForm>
  )
}

function Changed({ all, attempt }: AlertProps) {
  if (attempt.outcome.code !== 'changed') return null
  const { since } = attempt.outcome
  return (
    <>
      <h2>报告在您打开之后改动过，您的操作还没有保存</h2>
      {since.length > 0 ? (
        <TrailLines form={all.form} entries={since} />
      ) : (
        <p>上一年度的报告改了，这份报告的核验结果随之更新。</p>
      )}
      <Typed all={all} attempt={attempt} />
      <Again all={all} attempt={attempt} />
    </>
  )
}

/** Why nothing was done, and what was typed, so that nothing is lost. */
export function AttemptAlert({ all, attempt }: AlertProps) {
  const { outcome } = attempt
  return (
    <div
      class="ds-alert attempt"
      data-color={outcome.code === 'changed' ? 'warning' : 'danger'}
      role="alert"
      id="attempt"
    >
      {outcome.code === 'changed' ? (
        <Changed all={all} attempt={attempt} />
      ) : (
        <>
          <h2>没有保存</h2>
          <p>
            {outcome.code === 'invalid' ? outcome.says : outcome.refusal.says}
            {outcome.code === 'refused' && outcome.refusal.article && `（${outcome.refusal.article}）`}
          </p>
          <Typed all={all} attempt={attempt} />
        </>
      )}
    </div>
  )
}
