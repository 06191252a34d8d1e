import { stringify } from 'csv-stringify/sync'
import { ruleOf } from '../domain/report/checks/rules.ts'
import type { Finding } from '../domain/report/finding.ts'
import { plain } from './report-columns.ts'
import type { CheckedReport, ReadResult } from './report-task.ts'
import { countsText, findingLines, severityWord } from './report-text.ts'

/** Prints results one after the other, so that a run of any length needs no more memory. */
export interface ResultWriter {
  readonly begin: () => string
  readonly result: (file: string, result: ReadResult) => string
  readonly end: () => string
}

/** One JSON array, one object a file. */
export function jsonWriter(): ResultWriter {
  const next = separator()
  return {
    begin: () => '[',
    result: (file, result) => `${next()}\n${JSON.stringify({ file, ...flat(result) })}`,
    end: () => '\n]\n',
  }
}

/** One row a finding for spreadsheets: UTF-8 with the mark by which Excel knows it; files without findings have one row too. */
export function csvWriter(): ResultWriter {
  const head = [
    '文件',
    '机关',
    '年度',
    '格式',
    '级别',
    '规则',
    '问题',
    '单元格',
    '左',
    '右',
    '差',
    '说明',
    '可能的原因',
    '编号',
  ]
  return {
    begin: () => `\ufeff${stringify([head], { record_delimiter: 'windows' })}`,
    result: (file, result) => stringify(csvRows(file, result), { record_delimiter: 'windows' }),
    end: () => '',
  }
}

/** For people: a line a file, with its errors and warnings below; hints are counted unless `all`. */
export function textWriter(all: boolean): ResultWriter {
  return {
    begin: () => '',
    result: (file, result) => {
      if (!result.readable) return `读不了  ${plain(file)}\n    ${plain(result.unreadable.message)}\n`
      const { agency, year, findings, problems } = result.report
      const told = all ? findings : findings.filter((finding) => finding.severity !== 'hint')
      const doubts = problems.length > 0 ? `；读取存疑 ${problems.length}` : ''
      const whose = [agency ? plain(agency) : '机关未读出', year === null ? '年份未读出' : `${year} 年`].join(' ')
      const lines = [
        `${countsText(findings)}${doubts}  ${plain(file)}  ${whose}`,
        ...findingLines(told).map((line) => `    ${line}`),
      ]
      return `${lines.join('\n')}\n`
    },
    end: () => '',
  }
}

function flat(result: ReadResult) {
  if (!result.readable) return { readable: false, ...result.unreadable }
  const { agency, year, form, problems, findings } = result.report
  return { readable: true, agency, year, form, problems, findings }
}

function csvRows(file: string, result: ReadResult): (string | number)[][] {
  if (!result.readable) {
    const { code, message } = result.unreadable
    return [[safe(file), '', '', '', '读不了', code, '', '', '', '', '', safe(message), '', '']]
  }
  const { agency, year, form, findings }: CheckedReport = result.report
  const head = [safe(file), safe(agency ?? ''), year ?? '', form]
  if (findings.length === 0) return [[...head, '没有发现问题', ...Array<string>(9).fill('')]]
  return findings.map((finding) => [...head, ...findingColumns(finding)])
}

function findingColumns({ id, stableId, severity, cells, left, right, difference, message, fault }: Finding) {
  const side = (value: number | string | undefined) => (typeof value === 'string' ? safe(value) : (value ?? ''))
  return [
    severityWord[severity],
    id,
    ruleOf(id).title,
    cells.join(' '),
    side(left),
    side(right),
    difference ?? '',
    safe(message),
    fault === 'reading' ? '读取' : '报告',
    safe(stableId),
  ]
}

/** A text that a spreadsheet would take for a formula is told to be text. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** Nothing before the first item, a comma before each other. */
export function separator(): () => string {
  let first = true
  return () => {
    const mark = first ? '' : ','
    first = false
    return mark
  }
}
