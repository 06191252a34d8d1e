import { rowName } from '../domain/report/checks/labels.ts'
import { ruleOf } from '../domain/report/checks/rules.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { FormBlock, FormTable, ReportForm } from '../domain/report/form.ts'
import { printedRows } from '../domain/report/form.ts'
import type { Cells, Problem, Severity } from '../domain/report/reading.ts'
import type { ReportJson } from '../domain/report/report-json.ts'
import { aligned, fitted, plain } from './report-columns.ts'

export const severityWord: Readonly<Record<Severity, string>> = { error: '错误', warning: '提醒', hint: '提示' }

const order: readonly Severity[] = ['error', 'warning', 'hint']
const labelWidth = 40

/** One report for people: whose it is, its tables, what the reader was unsure of and what the rules found. */
export function reportText(report: ReportJson, form: ReportForm): string {
  const parts = [
    headText(report),
    ...form.tables.map((table) => tableText(table, form, report.cells)),
    ...(report.problems.length > 0 ? [problemsText(report.problems)] : []),
    findingsText(report.findings),
  ]
  return `${parts.join('\n\n')}\n`
}

/** A table under the title of its section. */
export function tableText(table: FormTable, form: ReportForm, cells: Cells): string {
  const title = form.sections.find((section) => section.number === table.section)?.title ?? table.key
  const lines = table.blocks.flatMap((block) => blockLines(block, cells))
  return [title, ...lines.map((line) => `  ${line}`)].join('\n')
}

/** 错误 1，提醒 2，提示 0; what there is none of is left out. */
export function countsText(findings: readonly Pick<Finding, 'severity'>[]): string {
  const counts = order.map((severity) => ({
    severity,
    count: findings.filter((one) => one.severity === severity).length,
  }))
  const told = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${severityWord[severity]} ${count}`)
  return told.length > 0 ? told.join('，') : '没有发现问题'
}

/** One line a finding, errors first. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  return order.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => {
        const { title } = ruleOf(finding.id)
        const message = plain(finding.message)
        const told = message.startsWith(`${title}：`) ? message : `${title}：${message}`
        return `[${severityWord[severity]}] ${told}${finding.fault === 'reading' ? '（也可能是读错，请与原文核对）' : ''}`
      }),
  )
}

function headText({ agency, year, title, period, form, cells }: ReportJson): string {
  const told = Object.values(cells)
  const blank = told.filter((value) => value === null).length
  return [
    `${plain(agency ?? '机关名称未读出')}  ${year === null ? '年份未读出' : `${year} 年`}  （${form} 年格式）`,
    ...(title ? [`标题：${plain(title)}`] : []),
    ...(period ? [`统计期限：${period.from} 至 ${period.to}`] : []),
    `读出 ${told.length} 格${blank > 0 ? `，其中空白 ${blank} 格` : ''}`,
  ].join('\n')
}

function blockLines(block: FormBlock, cells: Cells): readonly string[] {
  const head = [block.title ?? '', ...block.columns.map((column) => column.label)]
  const rows = printedRows(block, cells).map((row) => [
    fitted(rowName(row), labelWidth),
    ...block.columns.map((column) => cellText(cells[`${row.key}/${column.key}`])),
  ])
  return aligned([head, ...rows])
}

/** Blank and untold are told apart from 0 and from each other. */
function cellText(value: number | null | undefined): string {
  return value === undefined ? '?' : value === null ? '空白' : String(value)
}

function problemsText(problems: readonly Problem[]): string {
  const lines = problems.map((problem) => `  · ${plain(problem.message)}`)
  return [`读取时存疑（${problems.length}）：这些是读取的问题，不一定是报告的问题；“?”为未能确定的格`, ...lines].join(
    '\n',
  )
}

/** What the rules found, errors first. */
export function findingsText(findings: readonly Finding[]): string {
  return [`核验结果：${countsText(findings)}`, ...findingLines(findings).map((line) => `  ${line}`)].join('\n')
}
