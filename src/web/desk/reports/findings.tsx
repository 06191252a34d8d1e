import { ruleOf } from '../../../domain/report/checks/rules.ts'
import { blockingFindings, type Judgement } from '../../../domain/report/decisions.ts'
import type { Finding } from '../../../domain/report/finding.ts'
import { verdicts } from '../../../domain/report/trail.ts'
import { Claims, colours, groupedFindings, Holding, Problems, Ways } from '../../report/checks-panel.tsx'
import { Corrections } from '../../report/corrections.tsx'
import { chineseMinute } from '../../report/numerals.ts'
import { type Attempt, typedIn } from './attempt.ts'
import { Button, PostForm, Reason } from './post-form.tsx'
import { toldAnchor } from './source-marks.ts'
import type { Verification } from './verification.ts'

interface FindingProps {
  readonly all: Verification
  readonly finding: Finding
  readonly attempt: Attempt | undefined
}

/** Anchor of a finding; its stable id may hold any character. */
export const findingAnchor = ({ stableId }: Pick<Finding, 'stableId'>) => `f-${encodeURIComponent(stableId)}`

function Judged({ all, judgement }: { readonly all: Verification; readonly judgement: Judgement }) {
  const { finding, verdict, reason, person, at } = judgement
  return (
    <div class="decided">
      <p>
        {person} {chineseMinute(at)} 认定<b>{verdicts[verdict]}</b>
        {reason !== '' && <q>{reason}</q>}
      </p>
      {!all.fixed && (
        <PostForm all={all} verb="undo-judgement" fields={{ finding }}>
          <Button words="撤销认定" />
        </PostForm>
      )}
    </div>
  )
}

function JudgeForm({ all, finding: { stableId, message }, attempt }: FindingProps) {
  const typed = typedIn(attempt, 'judge', { finding: stableId })
  const id = `reason-${encodeURIComponent(stableId)}`
  return (
    <details class="judge" open={typed.finding !== undefined}>
      <summary>
        认定<span class="sr-only">：{message}</span>
      </summary>
      <PostForm all={all} verb="judge" fields={{ finding: stableId }}>
        <Reason id={id} label="理由（误报、说明必填；说明公开后与问题一同显示）" typed={typed.reason} />
        <div class="buttons">
          <Button words="属实" name="verdict" value="confirmed" />
          <Button words="误报" name="verdict" value="dismissed" />
          <Button words="说明" name="verdict" value="explained" />
        </div>
      </PostForm>
    </details>
  )
}

function FindingItem({ all, finding, attempt }: FindingProps) {
  const judgement = all.report.decisions.judgements.get(finding.stableId)
  return (
    <li id={findingAnchor(finding)} class={judgement ? `judged ${judgement.verdict}` : undefined}>
      {finding.message}
      {finding.fault === 'reading' && '（可能是读取有误）'}
      <Ways
        form={all.form}
        cells={finding.cells}
        start={finding.places[0]?.start}
        source={all.source ? '' : undefined}
      />
      {judgement && <Judged all={all} judgement={judgement} />}
      {!judgement && !all.fixed && <JudgeForm all={all} finding={finding} attempt={attempt} />}
    </li>
  )
}

function Group({ all, findings, attempt }: Omit<FindingProps, 'finding'> & { readonly findings: readonly Finding[] }) {
  const [first] = findings
  if (!first) return null
  const { title, advice } = ruleOf(first.id)
  return (
    <div class="ds-alert" data-color={colours[first.severity]}>
      <h3>
        {title} {findings.length} 处
      </h3>
      {advice !== '' && <p class="advice">{advice}</p>}
      <ul>
        {findings.map((finding) => (
          <FindingItem all={all} finding={finding} attempt={attempt} />
        ))}
      </ul>
    </div>
  )
}

function Summary({ all: { report } }: Pick<FindingProps, 'all'>) {
  const { findings, decisions } = report
  const open = findings.filter(({ stableId }) => !decisions.judgements.has(stableId)).length
  const blocking = blockingFindings(findings, decisions).length
  if (findings.length === 0) return <p>没有发现问题。</p>
  return (
    <p>
      共 {findings.length} 处，{open > 0 ? `${open} 处还没有认定` : '都已认定'}
      {blocking > 0 && `；其中 ${blocking} 处不符有待更正、说明或认定误报`}。
    </p>
  )
}

/** What the checks found, each to be judged; what holds; what the reader was unsure of. */
export function Findings({ all, attempt }: Omit<FindingProps, 'finding'>) {
  const { report, form, previous, source } = all
  return (
    <section class="panel findings" id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">核验结果</h2>
      <Summary all={all} />
      <div class="alerts">
        {groupedFindings(report.findings).map((group) => (
          <Group all={all} findings={group} attempt={attempt} />
        ))}
        <Holding report={report} form={form} previous={previous} />
      </div>
      <Corrections report={report} form={form} />
      <Claims report={report} form={form} hrefOf={({ start }) => `#${toldAnchor(start)}`} />
      <Problems problems={report.reading.problems} form={form} source={source ? '' : undefined} />
    </section>
  )
}
