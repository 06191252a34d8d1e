import { applicantTypes, channels } from '../../../domain/request/channels.ts'
import { dossierStatuses } from '../../../domain/request/dossier.ts'
import { requestKinds } from '../../../domain/request/facts.ts'
import { listedClock } from '../../../domain/request/listed-clock.ts'
import type { Look } from '../../../domain/request/look.ts'
import { outcomes } from '../../../domain/request/outcomes.ts'
import { writeTableCsv } from '../../../formats/csv/write-table.ts'
import { writeTableXlsx } from '../../../formats/xlsx/write-table.ts'
import type { ExportLine } from '../../../store/request-lists.ts'
import { standingWords } from './standing-words.ts'

/** Columns of the file, with their width in characters. */
const columns = [
  ['编号', 14],
  ['申请类别', 14],
  ['申请人类型', 14],
  ['申请人（隐去）', 14],
  ['内容', 50],
  ['渠道', 16],
  ['提交日期', 12],
  ['收到日期', 12],
  ['状态', 12],
  ['等待', 20],
  ['答复截止日', 12],
  ['期限情况', 24],
  ['剩余工作日', 11],
  ['逾期工作日', 11],
  ['延长工作日', 11],
  ['承办', 14],
  ['办理结果', 30],
  ['答复日期', 12],
] as const

function rowOf(line: ExportLine, look: Look): readonly (string | number | undefined)[] {
  const { remaining, overdueBy } = listedClock(line, look)
  return [
    line.number,
    requestKinds[line.kind],
    applicantTypes[line.applicantType],
    line.maskedName,
    line.subject,
    channels[line.channel].says,
    line.submittedOn,
    line.receivedOn ?? undefined,
    dossierStatuses[line.status],
    line.waitingFor,
    line.dueOn ?? undefined,
    standingWords(line, look).says,
    remaining,
    overdueBy,
    line.extendedBy ?? undefined,
    line.handler,
    line.outcome ? outcomes[line.outcome].says : undefined,
    line.repliedOn ?? undefined,
  ]
}

/** The requests of a list as a file for spreadsheet programs, a line a request. */
export async function requestTable(
  lines: readonly ExportLine[],
  look: Look,
  format: 'csv' | 'xlsx',
): Promise<string | Uint8Array<ArrayBuffer>> {
  const rows = lines.map((line) => rowOf(line, look))
  if (format === 'csv') {
    const words = columns.map(([says]) => says)
    return writeTableCsv(words, rows)
  }
  const widths = columns.map(([says, width]) => ({ says, width }))
  return new Uint8Array(await writeTableXlsx({ name: '依申请公开', columns: widths, rows }))
}
