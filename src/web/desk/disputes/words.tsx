import type { DisputeStanding, DisputeState } from '../../../domain/request/dispute-standing.ts'
import type { Dispute } from '../../../domain/request/folded.ts'

export const disputeKinds = {
  reconsideration: '行政复议',
  litigation: '行政诉讼',
} as const satisfies Record<Dispute['kind'], string>

/** What a body owes an organ, and a court. */
const owed = { reconsideration: '答复', litigation: '答辩' } as const satisfies Record<Dispute['kind'], string>

/** Workdays are counted before an organ, days before a court. */
const units = { reconsideration: '个工作日', litigation: '日' } as const satisfies Record<Dispute['kind'], string>

const words: Readonly<Record<DisputeState, (owes: string) => string>> = {
  overdue: (owes) => `逾期未${owes}`,
  'to-answer': (owes) => `待${owes}`,
  undated: () => '待登记收到副本的日期',
  answered: (owes) => `已${owes}，尚未审结`,
  decided: () => '已审结',
}

/** How a dispute stands, in a few words. */
export const disputeState = ({ kind }: Dispute, { state }: DisputeStanding): string => words[state](owed[kind])

/** How far the due day is, or how late the answer was; empty where there is nothing to count. */
export function distanceOf({ kind, answeredOn }: Dispute, { remaining, overdueBy }: DisputeStanding): string {
  const unit = units[kind]
  if (overdueBy !== undefined) return `${answeredOn === undefined ? '逾期' : '逾期提交，晚'} ${overdueBy} ${unit}`
  if (remaining === undefined) return ''
  return remaining === 0 ? '今天截止' : `还剩 ${remaining} ${unit}`
}

/** How a dispute stands, with the day by which it is answered. */
export function standingOfDispute(dispute: Dispute, standing: DisputeStanding): string {
  const { state, defence } = standing
  const isAwaited = state === 'to-answer' || state === 'overdue'
  const due =
    isAwaited && defence ? `${owed[dispute.kind]}截止日 ${defence.dueOn}${defence.provisional ? '（暂定）' : ''}` : ''
  return [disputeState(dispute, standing), due, distanceOf(dispute, standing)].filter((one) => one !== '').join(' · ')
}

const looks = { red: 'red', amber: 'amber', green: 'done', idle: 'idle', off: 'idle' } as const

/** The light of a dispute; colours are never alone, so that it says its state too. */
export function DisputeLamp({ dispute, standing }: { readonly dispute: Dispute; readonly standing: DisputeStanding }) {
  return <span class={`lamp ${looks[standing.lamp]}`} role="img" aria-label={disputeState(dispute, standing)} />
}
