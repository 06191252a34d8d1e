import type { Child } from 'hono/jsx'
import type { Balance } from '../../domain/report/checks/balance.ts'
import { checkedBalances } from '../../domain/report/checks/identities.ts'
import { cellName } from '../../domain/report/checks/labels.ts'
import { ruleOf } from '../../domain/report/checks/rules.ts'
import { followsOn } from '../../domain/report/checks/years.ts'
import type { Claim } from '../../domain/report/claim.ts'
import { type Decisions, standingFindings } from '../../domain/report/decisions.ts'
import type { Finding } from '../../domain/report/finding.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Problem, Reading } from '../../domain/report/reading.ts'
import type { StoredReport } from '../../store/reports.ts'
import { anchors } from '../paths.ts'
import { Corrections } from './corrections.tsx'
import { claimSays } from './narrative.tsx'
import { chineseDay } from './numerals.ts'

interface PanelProps {
  readonly report: StoredReport
  readonly form: ReportForm
  /** Last year's report of the same body, where we hold it. */
  readonly previous: Reading | undefined
  /** Address of the page with the source; undefined where there is no text. */
  readonly source: string | undefined
}

export const colours = { error: 'danger', warning: 'warning', hint: 'info' } as const

/** Ways from a finding or a problem to the cells and to the source: another page, or '' where it stands on this one. */
export function Ways({
  form,
  cells,
  start,
  source,
}: {
  form: ReportForm
  cells: readonly string[]
  start: number | undefined
  source: string | undefined
}) {
  const [first] = cells
  const mark = first ? anchors.mark(first) : start === undefined ? undefined : anchors.place(start)
  return (
    <>
      {first && (
        <a class="go" href={`#${anchors.cell(first)}`} title={cellName(form, first)}>
          看表格
        </a>
      )}
      {source !== undefined && mark && start !== undefined && (
        <a class="go" href={`${source}#${mark}`}>
          看原文
        </a>
      )}
    </>
  )
}

/** What the body says of a finding, for everybody: its reason where it explains, never who said it. */
function Judged({ judgements, finding }: Pick<Decisions, 'judgements'> & { readonly finding: Finding }) {
  const judgement = judgements.get(finding.stableId)
  if (judgement?.verdict === 'confirmed') return <p>经核对，情况属实。</p>
  if (judgement?.verdict !== 'explained') return null
  return (
    <p>
      机关说明（{chineseDay(judgement.at)}）：{judgement.reason}
    </p>
  )
}

function FindingGroup({
  findings,
  judgements,
  ...ways
}: {
  findings: readonly Finding[]
  judgements: Decisions['judgements']
  form: ReportForm
  source: string | undefined
}) {
  const [first] = findings
  if (!first) return null
  const rule = ruleOf(first.id)
  return (
    <div class="ds-alert" data-color={colours[first.severity]}>
      <h3>
        {rule.title} {findings.length} 处
      </h3>
      <ul>
        {findings.map((finding) => (
          <li>
            {finding.message}
            {finding.fault === 'reading' && '（可能是读取有误）'}
            <Ways cells={finding.cells} start={finding.places[0]?.start} {...ways} />
            <Judged judgements={judgements} finding={finding} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}

/** What was checked and holds, a line an identity: all lines of the table hold, or so many of them. */
function holding(balances: readonly Balance[]): readonly string[] {
  return grouped(balances, ({ identity }) => identity.id).flatMap((lines) => {
    const identity = lines[0]?.identity
    const holds = lines.filter(({ state }) => state === 'holds').length
    if (!identity || holds === 0) return []
    const unit = identity.per === 'column' ? '列' : '行'
    return [
      `${holds === lines.length ? `${holds} ${unit}均满足` : `${lines.length} ${unit}中 ${holds} ${unit}满足`}：${identity.says}`,
    ]
  })
}

export function Problems({
  problems,
  ...ways
}: {
  problems: readonly Problem[]
  form: ReportForm
  source: string | undefined
}) {
  if (problems.length === 0) return <p class="quiet">读取原文时没有存疑之处。</p>
  return (
    <details>
      <summary>读取存疑 {problems.length} 处（不是报告的问题）</summary>
      <ul>
        {problems.map(({ message, cell, cells, place }) => (
          <li>
            {message}
            <Ways cells={cell ? [cell] : (cells ?? []).slice(0, 1)} start={place?.start} {...ways} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** @param hrefOf where a claim of the prose is shown */
export function Claims({
  report,
  form,
  hrefOf,
}: {
  report: StoredReport
  form: ReportForm
  hrefOf: (claim: Claim) => string
}): Child {
  const fits = report.claims.filter(({ verdict }) => verdict === 'fits')
  if (fits.length === 0) return null
  return (
    <details>
      <summary>正文与表格：{fits.length} 处数字一致</summary>
      <ul>
        {fits.map((claim) => (
          <li>
            <a href={hrefOf(claim)}>“{claim.text}”</a> {claimSays(form, claim)}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What was checked and holds; nothing where nothing does. */
export function Holding({ report, form, previous }: Omit<PanelProps, 'source'>) {
  const { reading, claims } = report
  const before = previous && followsOn(reading, previous) ? { previous } : {}
  const holds = holding(checkedBalances({ reading, form, claims, ...before }))
  if (holds.length === 0) return null
  return (
    <div class="ds-alert" data-color="success">
      <h3>勾稽关系成立</h3>
      <ul>
        {holds.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </div>
  )
}

const order = ['error', 'warning', 'hint']
const severityOf = (group: readonly Finding[]) => group[0]?.severity ?? 'hint'

/** Findings of one rule together, the gravest first. */
export function groupedFindings(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  return grouped(findings, ({ id, severity }) => `${severity} ${id}`).toSorted(
    (a, b) => order.indexOf(severityOf(a)) - order.indexOf(severityOf(b)),
  )
}

/** What the checks found and nobody has dismissed, what holds, and, apart from both, what the reader was unsure of. */
export function ChecksPanel({ report, form, previous, source }: PanelProps) {
  const { reading, decisions } = report
  const { judgements } = decisions
  const findings = standingFindings(report.findings, decisions)
  return (
    <aside class="panel checks" aria-label="核验结果" tabindex={0}>
      <h2>核验结果</h2>
      {groupedFindings(findings).map((group) => (
        <FindingGroup findings={group} judgements={judgements} form={form} source={source} />
      ))}
      {findings.length === 0 && <p>没有发现问题。</p>}
      <Holding report={report} form={form} previous={previous} />
      <Corrections report={report} form={form} />
      <Claims report={report} form={form} hrefOf={({ start }) => `#${anchors.claim(start)}`} />
      <Problems problems={reading.problems} form={form} source={source} />
    </aside>
  )
}
