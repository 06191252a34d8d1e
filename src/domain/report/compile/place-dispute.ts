import { yearOf } from '../../calendar/plain-date.ts'
import type { DisputeRules } from '../../request/disputes.ts'
import type { Dispute } from '../../request/folded.ts'
import type { CellKey } from '../form.ts'
import type { CountedDispute, Ledger } from './ledger.ts'
import { openYearOf } from './place-request.ts'

/** Section four: 行政复议, 未经复议直接起诉, 复议后起诉. */
function rowOf({ kind, afterReconsideration }: Dispute): string {
  if (kind === 'reconsideration') return 'reconsideration'
  return afterReconsideration === true ? 'litigation-after-reconsideration' : 'litigation-direct'
}

const resultOf = ({ result, ruling }: Dispute, { columns }: DisputeRules) =>
  ruling === undefined ? (result ?? 'other-result') : columns[ruling]

/** Whether a cell of section four counts what is not decided (尚未审结). */
export const isPending = (cell: CellKey): boolean => cell.endsWith('/pending')

interface Asked {
  readonly dispute: Dispute
  readonly closed: CountedDispute['closed']
  readonly year: number
  readonly closedThrough: number | null
}

type CountedIn = DisputeRules['countedIn']

/** Year of the decision, and every year at whose end it is pending; a result that was counted never again. */
function stateIfConcluded({ dispute, closed, year, closedThrough }: Asked): 'result' | 'pending' | undefined {
  if (closed.some(({ cell }) => !isPending(cell))) return undefined
  const from = openYearOf(dispute.filedOn, closedThrough)
  if (year < from) return undefined
  if (dispute.decidedOn === undefined) return 'pending'
  const decidedIn = Math.max(openYearOf(dispute.decidedOn, closedThrough), from)
  if (decidedIn < year) return undefined
  return decidedIn === year ? 'result' : 'pending'
}

/** Year in which it was brought, once, as it stood at that year's end. */
function stateIfFiled({ dispute, closed, year, closedThrough }: Asked): 'result' | 'pending' | undefined {
  if (closed.length > 0 || year !== openYearOf(dispute.filedOn, closedThrough)) return undefined
  return dispute.decidedOn !== undefined && yearOf(dispute.decidedOn) <= year ? 'result' : 'pending'
}

const states = { concluded: stateIfConcluded, filed: stateIfFiled } as const satisfies Record<CountedIn, unknown>

/** Cell of section four in which a year counts a dispute; undefined where it does not. */
export function disputeCell(
  { dispute, closed }: CountedDispute,
  year: number,
  closedThrough: Ledger['closedThrough'],
  rules: DisputeRules,
): CellKey | undefined {
  if (closedThrough !== null && year <= closedThrough) return closed.find((one) => one.year === year)?.cell
  if (dispute === null) return undefined
  const state = states[rules.countedIn]({ dispute, closed, year, closedThrough })
  return state && `${rowOf(dispute)}/${state === 'result' ? resultOf(dispute, rules) : 'pending'}`
}
