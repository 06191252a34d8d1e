import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, isPlainDate } from '../../src/domain/calendar/plain-date.ts'

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
