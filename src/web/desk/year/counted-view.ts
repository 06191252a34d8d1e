import type { Services } from '../../../app/services.ts'
import type { CompiledYear } from '../../../domain/report/compile/compile-year.ts'
import { itemsOf } from '../../../domain/report/compile/ledger.ts'
import type { CellKey } from '../../../domain/report/form.ts'
import { applicantTypes } from '../../../domain/request/channels.ts'
import { rulings } from '../../../domain/request/disputes.ts'
import { disputeResults } from '../../../domain/request/facts.ts'
import type { Dispute } from '../../../domain/request/folded.ts'
import { outcomes } from '../../../domain/request/outcomes.ts'
import { type CountedLine, findCountedLines } from '../../../store/counted-lines.ts'

/** Something that a figure counts: a request, or a dispute about one. */
export interface CountedView {
  readonly line: CountedLine
  /** In cells of section four; null where it was counted in a closed year and struck since. */
  readonly dispute?: Dispute | null
}

const disputeIn = ({ disputes }: CountedLine, item: string): Dispute | null =>
  disputes[itemsOf(disputes).indexOf(item)] ?? null

/** All that a cell counts, in the order of the ledger. */
export async function findCounted(
  { db }: Pick<Services, 'db'>,
  agencyId: number,
  compiled: CompiledYear,
  cell: CellKey,
): Promise<readonly CountedView[]> {
  const counted = compiled.counts(cell)
  const lines = await findCountedLines(db, agencyId, [...new Set(counted.map(({ requestId }) => requestId))])
  return counted.map(({ requestId, item }) => {
    const line = lines.get(requestId)
    if (!line) throw new Error(`A figure counts the request ${requestId}, which is not there`)
    return item === undefined ? { line } : { line, dispute: disputeIn(line, item) }
  })
}

const struck = '登记已更正，封账时计入'

const disputeKinds = { reconsideration: '行政复议', litigation: '行政诉讼' } as const

function disputeWords(dispute: Dispute | null): readonly string[] {
  if (dispute === null) return ['', '', '', struck]
  const { kind, number, filedOn, decidedOn, result, ruling } = dispute
  const says = [ruling && rulings[ruling].says, result && disputeResults[result]].filter((word) => word !== undefined)
  return [`${disputeKinds[kind]} ${number}`, filedOn, decidedOn ?? '', says.join('，') || '尚未审结']
}

/** Headings of a list of what a figure counts. */
export const columnsOf = (isOfDisputes: boolean): readonly string[] =>
  isOfDisputes
    ? ['编号', '内容', '申请人类型', '复议或诉讼', '提出日期', '决定日期', '结果']
    : ['编号', '内容', '申请人类型', '收到之日', '办结日期', '办理结果']

/** A line of such a list: number, subject, applicant type, and what belongs to the kind of list. */
export function wordsOf({ line, dispute }: CountedView): readonly string[] {
  const { number, subject, applicantType, receivedOn, settledOn, settledAs } = line
  const about = [number, subject, applicantTypes[applicantType]]
  if (dispute !== undefined) return [...about, ...disputeWords(dispute)]
  const outcome = settledAs ? outcomes[settledAs].says : settledOn === null ? '办理中' : '在其他申请中办理'
  return [...about, receivedOn ?? '', settledOn ?? '', outcome]
}
