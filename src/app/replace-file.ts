import type { Agency } from '../domain/agency/agency.ts'
import { coreName, indexBodies } from '../domain/agency/match-body.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Reading } from '../domain/report/reading.ts'
import { reportStatuses } from '../domain/report/status.ts'
import type { StoredReport } from '../store/reports.ts'
import { type Acted, note, refuse, type Target, unchangeable, withReport } from './act-on-report.ts'
import type { FileBrought } from './import-file.ts'
import type { Services } from './services.ts'
import { hexOf, sha256Of } from './sha256.ts'
import { takeReading } from './take-reading.ts'

/**
 * Puts another file in the place of the one that a draft or returned report was read from. Corrections of the old
 * file no longer count, judgements of findings that are there still do. The file must be of the same body and year.
 */
export async function replaceFile(
  services: Services,
  person: Person,
  target: Target,
  { fileName, bytes }: Pick<FileBrought, 'fileName' | 'bytes'>,
): Promise<Acted> {
  const sha256 = hexOf(sha256Of(bytes))
  const notNow = (held: Parameters<typeof unchangeable>[0] & { readonly report: StoredReport }) =>
    unchangeable(held) ?? notInHand(held.report) ?? sameFile(held.report, sha256)
  const before = await withReport(services, person, target, async (held) => {
    const refusal = notNow(held)
    return refusal ? refuse(refusal) : { ok: true, version: held.report.version }
  })
  if (!before.ok) return before
  const outcome = await services.readers.read(bytes, { fileName })
  if (!outcome.ok)
    return refuse({
      code: outcome.unreadable.code,
      says: `文件没有替换：“${fileName}”没有读成。${outcome.unreadable.message}`,
    })
  return withReport(services, person, target, async (held) => {
    const refusal = notNow(held) ?? otherReport(held.report, outcome.report.reading)
    if (refusal) return refuse(refusal)
    await note(held, { kind: 'replaced', fileName, sha256 })
    return takeReading(held, { read: outcome.report, bytes, fileName })
  })
}

function notInHand({ status }: StoredReport): Refusal | undefined {
  if (status === 'draft' || status === 'returned') return undefined
  return {
    code: 'wrong-status',
    says: `报告${reportStatuses[status]}，不能替换文件。待核验或已退回的报告可以替换；请先退回或撤下。`,
  }
}

function sameFile({ source }: StoredReport, sha256: string): Refusal | undefined {
  if (source.sha256 !== sha256) return undefined
  return {
    code: 'same-file',
    says: `这就是现在的文件（${source.fileName}），内容一样，没有替换。要用现在的程序再读一遍，请用“重新读取”。`,
  }
}

/** Why a file is not of the report's body and year; what a file does not tell is taken on trust. */
function otherReport({ agency, year }: StoredReport, reading: Reading): Refusal | undefined {
  if (reading.year !== null && reading.year !== year)
    return {
      code: 'other-year',
      says: `文件没有替换：读到的是 ${reading.year} 年的年度报告，这里要的是 ${year} 年的。其他年度的报告请从“导入”页面导入。`,
    }
  if (reading.agency !== null && !isNamed(agency, reading.agency))
    return {
      code: 'other-body',
      says: `文件没有替换：读到的编制机关是“${reading.agency}”，这里要的是${agency.name}的年度报告。其他机关的报告请从“导入”页面导入。`,
    }
  return undefined
}

/** Whether a name that a report prints can be this body's. Beside the report of a known body it may lack its place. */
function isNamed(agency: Agency, printed: string): boolean {
  const said = coreName(printed)
  return indexBodies([agency]).find(printed).kind === 'one' || (said !== '' && coreName(agency.name).endsWith(said))
}
