import { hexOf } from '../../../domain/trail/link.ts'
import { kindSays, subjectSays } from '../../../domain/trail/link-words.ts'
import { writeTableCsv } from '../../../formats/csv/write-table.ts'
import type { TrailLine } from '../../../store/trail-search.ts'
import { chineseMinute } from '../../report/numerals.ts'

const columns = ['机关', '序号', '时间', '人员', '账号', '事项', '对象', '原文', '哈希值（SM3）']

/** Links as a table; of each the exact text that was hashed, save that a sheet takes no text for a formula. */
export function trailCsv(lines: readonly TrailLine[]): string {
  return writeTableCsv(
    columns,
    lines.map(({ agencyName, seq, at, person, accountId, kind, subject, text, hash }) => [
      agencyName,
      seq,
      chineseMinute(at),
      person,
      accountId ?? '',
      kindSays(kind),
      subjectSays(subject),
      text,
      hexOf(hash),
    ]),
  )
}
