import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardedCounts, guardedWords, medianOf } from '../../src/domain/request/statistics.ts'

describe('A small number', () => {
  test.each<readonly [string, Record<string, number>, Record<string, string>]>([
    ['alone beside larger ones hides the next', { a: 100, b: 7, c: 3 }, { a: '100', b: '隐去', c: '不足5' }],
    ['beside another one needs no more', { a: 100, b: 2, c: 3 }, { a: '100', b: '不足5', c: '不足5' }],
    [
      'of all ones follows from the sum, and hides another',
      { a: 9, b: 1, c: 1 },
      { a: '隐去', b: '不足5', c: '不足5' },
    ],
    ['of all fours likewise', { a: 9, b: 4, c: 4 }, { a: '隐去', b: '不足5', c: '不足5' }],
    ['is five no more', { a: 5, b: 12 }, { a: '5', b: '12' }],
    ['is not nought', { a: 0, b: 12 }, { a: '0', b: '12' }],
    ['that is all there is stays a small one', { a: 3 }, { a: '不足5' }],
  ])('%s', (_, counts, words) => {
    const guarded = Object.entries(guardedCounts(counts)).map(([key, one]) => [key, guardedWords(one ?? 0)])
    expect(Object.fromEntries(guarded)).toEqual(words)
  })

  test('never follows from the sum and the other numbers, where there is another to hide', () => {
    const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: 0, max: 30 }))
    fc.assert(
      fc.property(counts, (given) => {
        const guarded = Object.entries(guardedCounts(given))
        const few = guarded.filter(([, one]) => one === 'few').map(([key]) => given[key] ?? 0)
        const hidden = guarded.filter(([, one]) => one === 'hidden').length
        const isAnother = Object.values(given).some((count) => count >= 5)
        if (few.length === 0) return hidden === 0
        const sum = few.reduce((total, one) => total + one, 0)
        const follows = few.length === 1 || sum === few.length || sum === 4 * few.length
        return few.every((one) => one > 0 && one < 5) && hidden === (follows && isAnother ? 1 : 0)
      }),
    )
  })
})

describe('The number in the middle', () => {
  test('is that of the list with each as often as it is counted', () => {
    const list = fc.array(fc.record({ value: fc.integer({ min: 0, max: 60 }), count: fc.integer({ min: 1, max: 4 }) }))
    fc.assert(
      fc.property(list, (counted) => {
        const all = counted
          .flatMap(({ value, count }) => Array.from({ length: count }, () => value))
          .sort((a, b) => a - b)
        const [low, high] = [all[Math.floor((all.length - 1) / 2)], all[Math.floor(all.length / 2)]]
        expect(medianOf(counted)).toBe(low === undefined || high === undefined ? undefined : (low + high) / 2)
      }),
    )
  })
})
