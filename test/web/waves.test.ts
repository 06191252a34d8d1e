import { describe, expect, test } from 'vitest'
import { inWaves } from '../../src/web/page-cache/waves.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Takes askers one by one; each learns the answer, or that there is none. */
function asking<T>(ask: () => Promise<T>): () => Promise<T> {
  interface Asker {
    readonly give: (answer: T) => void
    readonly fail: (reason: Error) => void
  }
  const wait = inWaves<Asker, T>(
    ask,
    ({ give }, answer) => give(answer),
    ({ fail }) => fail(new Error('no answer')),
  )
  return () => new Promise((give, fail) => wait({ give, fail }))
}

describe('Askers who share one asking', () => {
  test('who comes while one is under way gets the answer of the next, which all of them share', async () => {
    const asked: ((answer: string) => void)[] = []
    const ask = asking(() => new Promise<string>((resolve) => asked.push(resolve)))
    const first = [ask(), ask()]
    await turn()
    const late = [ask(), ask(), ask()]
    expect(asked).toHaveLength(1)
    asked[0]?.('old')
    expect(await Promise.all(first)).toEqual(['old', 'old'])
    await turn()
    expect(asked).toHaveLength(2)
    asked[1]?.('new')
    expect(await Promise.all(late)).toEqual(['new', 'new', 'new'])
  })

  test('never get an answer that was asked for before they came', async () => {
    let truth = 0
    const ask = asking(async () => {
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
    const ask = asking(async () => {
      calls += 1
      await turn()
      if (calls === 1) throw new Error('away')
      return calls
    })
    const first = ask()
    await turn()
    const second = ask()
    await expect(first).rejects.toThrow('no answer')
    expect(await second).toBe(2)
    expect(await ask()).toBe(3)
  })
})
