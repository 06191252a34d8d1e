import { stringify } from 'csv-stringify/sync'
import { ruleOf } from '../domain/report/checks/rules.ts'
import type { Finding } from '../domain/report/finding.ts'
import { dialect, fileDialect } from '../formats/csv/dialect.ts'
import { guarded } from '../formats/csv/formula-guard.ts'
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
    begin: () => stringify([head], fileDialect),
    result: (file, result) => stringify(csvRows(file, result), dialect),
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
    return [[guarded(file), '', '', '', '读不了', code, '', '', '', '', '', guarded(message), '', '']]
  }
  const { agency, year, form, findings }: CheckedReport = result.report
  const head = [guarded(file), guarded(agency ?? ''), year ?? '', form]
  if (findings.length === 0) return [[...head, '没有发现问题', ...Array<string>(9).fill('')]]
  return findings.map((finding) => [...head, ...findingColumns(finding)])
}

function findingColumns({ id, stableId, severity, cells, left, right, difference, message, fault }: Finding) {
  const side = (value: number | string | undefined) => (typeof value === 'string' ? guarded(value) : (value ?? ''))
  return [
    severityWord[severity],
    id,
    ruleOf(id).title,
    cells.join(' '),
    side(left),
    side(right),
    difference ?? '',
    guarded(message),
    fault === 'reading' ? '读取' : '报告',
    guarded(stableId),
  ]
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
