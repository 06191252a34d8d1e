import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, isPlainDate } from '../../src/domain/calendar/plain-date.ts'

describe('A text', () => {
  test.each(['2024-02-29', '2025-12-31', '1000-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(isPlainDate(text)).toBe(true)
  })

  test.each(['2025-02-29', '2025-02-30', '2025-13-01', '2025-00-10', '2025-01-00', '0999-01-01'])(
    '%s is no day that there is',
    (text) => {
      expect(isPlainDate(text)).toBe(false)
    },
  )

  test.each(['2025-1-1', '20250101', '2025-01-01 ', '2025年1月1日', '', '２０２５-01-01'])(
    '“%s” is not written as one',
    (text) => {
      expect(isPlainDate(text)).toBe(false)
    },
  )
})

describe('Six months to sue (行政诉讼法第四十六条)', () => {
  test.each([
    ['2025-03-15', '2025-09-15'],
    ['2025-08-31', '2026-02-28'],
    ['2023-08-29', '2024-02-29'],
    ['2025-12-31', '2026-06-30'],
    ['2025-06-30', '2025-12-30'],
  ])('from %s end on %s, on the last of the month where it lacks the day (民法典第二百零二条)', (from, end) => {
    expect(addMonths(from, 6)).toBe(end)
  })

  test('are counted backwards too', () => {
    expect(addMonths('2026-02-28', -6)).toBe('2025-08-28')
    expect(addMonths('2025-12-31', 0)).toBe('2025-12-31')
  })
})

describe('Days added', () => {
  test('are the days between', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300_000, max: 300_000 }), (days) => {
        const day = addDays('2025-02-28', days)
        expect(isPlainDate(day)).toBe(true)
        expect(daysBetween('2025-02-28', day)).toBe(days)
      }),
    )
  })
})
