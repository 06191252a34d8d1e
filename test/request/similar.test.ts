import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bands, similarity } from '../../src/domain/request/similar.ts'

const land = '申请公开示例市云汐区柳溪街道2023年度集体土地征收补偿安置方案及其批准文件，以及补偿款发放明细。'
const landAgain = '申请公开示例市云汐区柳溪街道２０２３年度集体土地征收补偿安置方案、批准文件以及补偿款的发放明细'
const school = '申请公开示例市云汐区教育局2023年度义务教育阶段民办学校招生计划及其备案文件，以及学位补贴明细。'
const roads = '申请公开示例市云汐区住建局2022年柳溪路改造工程的中标通知书、施工合同和竣工验收报告。'

function share(a: string, b: string): number {
  const others = bands(b)
  return bands(a).filter((band) => others.includes(band)).length
}

describe('Requests', () => {
  test('are alike where only punctuation, spaces and the width of figures differ', () => {
    expect(similarity('关于 2023 年预算（草案）', '关于２０２３年预算草案。')).toBe(1)
    expect(bands('关于 2023 年预算（草案）')).toEqual(bands('关于２０２３年预算草案。'))
  })

  test('that say nearly the same are found and nearly alike', () => {
    expect(similarity(land, landAgain)).toBeGreaterThan(0.7)
    expect(share(land, landAgain)).toBeGreaterThanOrEqual(6)
  })

  test('of which one tells the same in another order are found and mostly alike', () => {
    const parts = land.slice(0, -1).split('，')
    const turned = parts.toReversed().join('，')
    expect(similarity(land, turned)).toBeGreaterThan(0.85)
    expect(share(land, turned)).toBeGreaterThanOrEqual(8)
  })

  test('of another matter are told apart in spite of the words that all requests share', () => {
    for (const other of [school, roads]) {
      expect(similarity(land, other)).toBeLessThan(0.35)
      expect(similarity(land, other)).toBeLessThan(similarity(land, landAgain) / 2)
    }
  })

  test('in characters that need two code units are read whole', () => {
    expect(similarity('𠮷𠮷村', '𠮷村')).toBeGreaterThan(0)
    expect(similarity('𠮷', '𠮶')).toBe(0)
  })

  test('that say nothing are like none, not even each other', () => {
    expect(similarity('', '')).toBe(0)
    expect(similarity('……', land)).toBe(0)
    expect(bands('——')).toEqual([])
  })
})

const texts = fc.string({
  unit: fc.constantFrom(...'申请公开示例市云汐区年度预算决算征收补偿方案一二三，。 '),
  maxLength: 60,
})

describe('Any two requests', () => {
  test('are as like the one way as the other, from 0 to 1, and each is itself', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const alike = similarity(a, b)
        expect(alike).toBe(similarity(b, a))
        expect(alike >= 0 && alike <= 1).toBe(true)
        expect(similarity(a, a)).toBe(bands(a).length === 0 ? 0 : 1)
      }),
    )
  })

  test('have sixteen signed numbers of 32 bits, the same each time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = bands(text)
        expect([0, 16]).toContain(found.length)
        expect(found).toEqual([...Int32Array.from(found)])
        expect(bands(text)).toEqual(found)
      }),
    )
  })

  test('keep the numbers that are stored in databases', () => {
    expect(bands(land)).toMatchInlineSnapshot(`
      [
        1727109268,
        -993518107,
        357996002,
        1919027137,
        -198132345,
        1361800226,
        1956964471,
        1290810746,
        1523121068,
        -343295950,
        359921871,
        -264763027,
        718955577,
        -822908069,
        506914709,
        1461061690,
      ]
    `)
  })
})

/** A text of many characters, another for each seed. */
function drawn(seed: number, length: number): string {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state
  }
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + ((next() >> 8) % 3000))).join('')
}

describe('Among a thousand requests', () => {
  const many = Array.from({ length: 1000 }, (_, at) => drawn(at + 1, 120))

  test('of other matters few are looked at in vain', () => {
    const own = bands(land)
    expect(many.filter((text) => bands(text).some((band) => own.includes(band))).length).toBeLessThan(20)
  })

  test('one with a fifth of its words changed is found again', () => {
    const found = many.filter((text) => share(text, `${text.slice(0, 96)}${drawn(7, 24)}`) > 0)
    expect(found.length).toBeGreaterThan(980)
  })

  test('each is prepared in well under a millisecond', () => {
    const long = Array.from({ length: 500 }, (_, at) => drawn(at + 5000, 200))
    for (const text of long) bands(text)
    const began = performance.now()
    for (const text of long) bands(text)
    expect((performance.now() - began) / long.length).toBeLessThan(0.5)
  })
})
