import { procedures, rulings } from '../../../domain/request/disputes.ts'
import { disputeResults } from '../../../domain/request/facts.ts'
import { writeTableCsv } from '../../../formats/csv/write-table.ts'
import { writeTableXlsx } from '../../../formats/xlsx/write-table.ts'
import { anewWords, type DisputeLine } from './lines.ts'
import { disputeKinds, disputeState, distanceOf } from './words.tsx'

/** Columns of the file, with their width in characters. */
const columns = [
  ['类别', 12],
  ['案号', 26],
  ['机关或者法院', 26],
  ['申请编号', 14],
  ['申请内容', 50],
  ['起诉方式', 18],
  ['程序', 12],
  ['受理日期', 12],
  ['收到副本日期', 13],
  ['答复或答辩截止日', 16],
  ['提交日期', 12],
  ['现在', 22],
  ['期限情况', 22],
  ['决定日期', 12],
  ['决定', 26],
  ['年度报告栏目', 14],
  ['责令重新处理', 26],
] as const

function rowOf(line: DisputeLine): readonly (string | undefined)[] {
  const { request, dispute, standing } = line
  const { kind, afterReconsideration, procedure, ruling, result } = dispute
  const route = afterReconsideration ? '复议后起诉' : '未经复议直接起诉'
  return [
    disputeKinds[kind],
    dispute.number,
    dispute.before,
    request.number,
    request.subject,
    kind === 'litigation' ? route : undefined,
    procedure && procedures[procedure],
    dispute.filedOn,
    dispute.notified,
    standing.defence?.dueOn,
    dispute.answeredOn,
    disputeState(dispute, standing),
    distanceOf(dispute, standing),
    dispute.decidedOn,
    ruling && rulings[ruling].says,
    result && disputeResults[result],
    anewWords(line),
  ]
}

/** Disputes as a file for spreadsheet programs, a line a dispute. */
export async function disputeTable(
  lines: readonly DisputeLine[],
  format: 'csv' | 'xlsx',
): Promise<string | Uint8Array<ArrayBuffer>> {
  const rows = lines.map(rowOf)
  if (format === 'csv') {
    const says = columns.map(([word]) => word)
    return writeTableCsv(says, rows)
  }
  const widths = columns.map(([says, width]) => ({ says, width }))
  return new Uint8Array(await writeTableXlsx({ name: '行政复议与诉讼', columns: widths, rows }))
}
