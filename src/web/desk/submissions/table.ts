import { agencyKinds } from '../../../domain/agency/agency.ts'
import { submissionWord, timelinessSays } from '../../../domain/report/submission.ts'
import { writeTableCsv } from '../../../formats/csv/write-table.ts'
import type { Board } from './board.ts'

const columns = [
  '机关',
  '机关类别',
  '年度',
  '状态',
  '报送日期',
  '期限',
  '时限',
  '逾期天数',
  '不符',
  '需核对',
  '零报告理由',
]

/** The board as a table for spreadsheet programs, a line a body, whatever the page. */
export function boardCsv({ lines, year }: Board): string {
  const rows = lines.map(({ name, kind, submission, report, nil }) => [
    name,
    agencyKinds[kind],
    year,
    submissionWord(submission.state),
    submission.since,
    submission.due,
    timelinessSays(submission),
    submission.lateBy,
    report?.errors,
    report?.warnings,
    submission.state === 'nil' ? nil?.reason : undefined,
  ])
  return writeTableCsv(columns, rows)
}
