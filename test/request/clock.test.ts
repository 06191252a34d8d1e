import { describe, expect, test } from 'vitest'
import type { Fact } from '../../src/domain/request/facts.ts'
import { clockOn } from './clock-builder.ts'

const history: readonly Fact[] = [
  { happened: 'submitted', on: '2025-03-03', channel: 'counter' },
  { happened: 'clarification-asked', on: '2025-03-06' },
  { happened: 'clarification-received', on: '2025-03-20' },
  { happened: 'third-party-asked', on: '2025-03-25', party: '甲', delivered: '2025-03-25' },
  { happened: 'third-party-answered', on: '2025-04-01', party: '甲' },
]

describe('the clock of a request', () => {
  test('restarts on the day a clarification is received and leaves out the third party’s time (arts. 30, 32, 33)', () => {
    expect(clockOn('2025-04-22', history)).toMatchObject({
      receivedOn: '2025-03-03',
      dueOn: '2025-04-25',
      state: 'running',
      remaining: 3,
      lamp: 'amber',
      faults: [],
    })
  })

  test('tells each step with its day, article and words', () => {
    const steps = clockOn('2025-04-22', history).steps.map(({ on, article, says }) => `${on} ${article} ${says}`)
    expect(steps).toEqual([
      '2025-03-03 条例第三十一条第（一）项 当面提交，当日为收到申请之日',
      '2025-03-06 条例第三十条 一次性告知补正（第 3 个工作日，限 7 个工作日内）',
      '2025-03-20 条例第三十条、第三十三条 收到补正，答复期限重新计算，次日起的第一个工作日为第 1 个工作日',
      '2025-03-25 条例第三十二条、第三十三条 征求第三方意见（甲），其间 5 个工作日不计入',
      '2025-04-04 2025 年放假通知 清明节，04-04 非工作日',
      '2025-04-25 条例第三十三条 答复截止；如需延长须经工作机构负责人同意，最迟 2025-05-27',
    ])
  })

  test('gives the same whatever the order of entry', () => {
    expect(clockOn('2025-04-22', history.toReversed())).toEqual(clockOn('2025-04-22', history))
  })
})
