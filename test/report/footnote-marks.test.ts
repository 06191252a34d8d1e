import { describe, expect, test } from 'vitest'
import { flatten } from '../../src/domain/report/read/flatten.ts'

describe('marks beside a number are none of its digits', () => {
  test.each(['22①', '22²', '22³', '22⁵', '22₁'])('%s keeps its mark apart', (printed) => {
    expect(flatten(printed)).toBe(printed)
  })

  test('full-width digits are digits', () => {
    expect(flatten('２２')).toBe('22')
  })
})
