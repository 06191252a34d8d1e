import type { YearState } from '../../../domain/report/compile/compile-year.ts'
import { hexOf } from '../../../domain/trail/link.ts'
import type { ClosedYear } from '../../../store/closed-years.ts'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import type { YearStanding } from './year-lines.ts'

const words = { 'under-way': '进行中', over: '可封账', closed: '已封账' } as const satisfies Record<YearState, string>

const looks = { 'under-way': 'none', over: 'amber', closed: 'done' } as const satisfies Record<YearState, string>

/** By whom and when a year was closed, and the hash of what it counted; where room is scarce, its beginning. */
export function ClosedBy({ closed, brief = false }: { readonly closed: ClosedYear; readonly brief?: boolean }) {
  const hash = hexOf(closed.hash)
  return (
    <small>
      {closed.person}，{chineseMinute(closed.closedAt)}
      <br />
      SM3 <code title={hash}>{brief ? `${hash.slice(0, 16)}…` : hash}</code>
    </small>
  )
}

interface StateProps extends YearStanding {
  /** In a list. */
  readonly brief?: boolean
  readonly agencyId: number
  readonly year: number
}

/** Where a year stands: never by colour alone. */
export function YearStateLamp({ agencyId, year, state, closed, closeFirst, unsettled, brief }: StateProps) {
  const isLater = state === 'over' && closeFirst !== undefined
  return (
    <>
      <span class="state">
        <span class={`lamp ${looks[state]}`} aria-hidden="true" />
        {isLater ? '已结束' : words[state]}
      </span>
      {isLater && <small>先封 {closeFirst} 年</small>}
      {closed && <ClosedBy closed={closed} brief={brief ?? false} />}
      {unsettled > 0 && (
        <small>
          <a href={paths.yearAmendments(agencyId, year)}>有未处理的变动 {unsettled} 项</a>
        </small>
      )}
    </>
  )
}
