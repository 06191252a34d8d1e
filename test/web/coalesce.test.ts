import { describe, expect, test } from 'vitest'
import { coalesce } from '../../src/web/page-cache/coalesce.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('Askers who share one asking', () => {
  test('who comes while one is under way gets the answer of the next, which all of them share', async () => {
    const asked: ((answer: string) => void)[] = []
    const ask = coalesce(() => new Promise<string>((resolve) => asked.push(resolve)))
    const first = ask()
    const late = [ask(), ask(), ask()]
    expect(asked).toHaveLength(1)
    asked[0]?.('old')
    expect(await first).toBe('old')
    await turn()
    expect(asked).toHaveLength(2)
    asked[1]?.('new')
    expect(await Promise.all(late)).toEqual(['new', 'new', 'new'])
  })

  test('never get an answer that was asked for before they came', async () => {
    let truth = 0
    const ask = coalesce(async () => {
      const read = truth
      await turn()
      return read
    })
    const waiting = Array.from({ length: 200 }, async (_, index) => {
      for (let wait = 0; wait < index % 7; wait++) await turn()
      truth += 1
      const atLeast = truth
      expect(await ask()).toBeGreaterThanOrEqual(atLeast)
    })
    await Promise.all(waiting)
  })

  test('an asking that fails fails for those who waited for it, and the next one is asked anew', async () => {
    let calls = 0
    const ask = coalesce(async () => {
      calls += 1
      await turn()
      if (calls === 1) throw new Error('away')
      return calls
    })
    const first = ask()
    const second = ask()
    await expect(first).rejects.toThrow('away')
    expect(await second).toBe(2)
  })
})
