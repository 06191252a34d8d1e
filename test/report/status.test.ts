import { describe, expect, test } from 'vitest'
import {
  allowedActions,
  mayChange,
  type ReportAction,
  type ReportStatus,
  refusalOf,
  reportActions,
  reportStatuses,
  type Standing,
} from '../../src/domain/report/status.ts'

/** What each person may do in each state, written out. */
const grid: Record<ReportStatus, Record<Standing, readonly ReportAction[]>> = {
  draft: { own: ['submit', 'discard'], superior: ['confirm', 'submit', 'discard'], top: ['confirm', 'discard'] },
  submitted: { own: ['take-back'], superior: ['return', 'accept'], top: [] },
  returned: { own: ['submit', 'discard'], superior: ['submit', 'discard'], top: ['discard'] },
  accepted: { own: ['publish'], superior: ['return', 'publish'], top: [] },
  published: { own: [], superior: ['withdraw'], top: ['withdraw'] },
}

const statuses = Object.keys(reportStatuses) as ReportStatus[]
const standings: readonly Standing[] = ['own', 'superior', 'top']
const actions = Object.keys(reportActions) as ReportAction[]
const every = statuses.flatMap((status) =>
  standings.flatMap((standing) => actions.map((action) => ({ status, standing, action }))),
)

describe('A report on its way (条例第四十九条)', () => {
  test.each(every)('$status, $standing: $action is allowed or refused as the grid says', (asked) => {
    const refusal = refusalOf({ ...asked, reason: '表三合计有误', openErrors: 0 })
    expect(refusal === undefined).toBe(grid[asked.status][asked.standing].includes(asked.action))
  })

  test('is told what is possible instead', () => {
    expect(allowedActions('submitted', 'superior')).toEqual(['return', 'accept'])
    const refusal = refusalOf({
      action: 'publish',
      status: 'submitted',
      standing: 'superior',
      reason: '',
      openErrors: 0,
    })
    expect(refusal?.says).toBe('报告已报送，不能“公开”。现在可以“退回”、“接收”。')
    expect(refusal?.article).toBe('条例第四十九条')
  })

  test('is not returned without a reason', () => {
    const asked = { action: 'return', status: 'submitted', standing: 'superior', openErrors: 0 } as const
    expect(refusalOf({ ...asked, reason: '  ' })?.code).toBe('reason-missing')
    expect(refusalOf({ ...asked, reason: '表三合计有误' })).toBeUndefined()
  })

  test('is not accepted while an error is open, but may be returned', () => {
    const asked = { status: 'submitted', standing: 'superior', reason: '合计不平', openErrors: 1 } as const
    expect(refusalOf({ ...asked, action: 'accept' })?.code).toBe('errors-open')
    expect(refusalOf({ ...asked, action: 'return' })).toBeUndefined()
  })

  test('is not changed by its own body while the superior has it', () => {
    expect(statuses.filter((status) => mayChange(status, 'own'))).toEqual(['draft', 'returned'])
    expect(statuses.filter((status) => mayChange(status, 'superior'))).toEqual(statuses)
  })
})
