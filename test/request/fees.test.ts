import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fee, feeFor, pageFee, payUntil, requestFee } from '../../src/domain/request/fees.ts'
import { loadFeeRules, parseFeeRules } from '../../src/store/processing-fee.ts'
import { root } from '../database.ts'

const file = join(root, 'data/processing-fee.json')
const rules = await loadFeeRules(file)
const receivedOn = '2025-04-15'

function proposal(fee: Fee) {
  if (!fee.ok) throw new Error(fee.refusal.says)
  return fee.proposal
}

const byRequest = (earlier: number, further = 1) => proposal(requestFee({ earlier, further, receivedOn, rules }))
const byPage = (pages: number) => proposal(pageFee({ pages, receivedOn, rules }))

describe('The fee by requests (信息处理费管理办法第四条)', () => {
  test.each([
    [0, 0],
    [10, 0],
    [11, 100],
    [12, 200],
    [30, 2000],
    [31, 2200],
    [35, 3000],
    [40, 4000],
    [41, 4300],
    [50, 7000],
    [51, 7400],
    [60, 11_000],
  ])('of %d requests in a month is %d yuan in all', (count, yuan) => {
    expect(feeFor(rules.perRequest, count)).toBe(yuan)
    expect(byRequest(0, count).amount).toBe(yuan)
  })

  test.each([
    [9, 0],
    [10, 100],
    [29, 100],
    [30, 200],
    [39, 200],
    [40, 300],
    [50, 400],
  ])('of one more after %d is %d yuan', (earlier, yuan) => {
    expect(byRequest(earlier).amount).toBe(yuan)
  })

  test('shows its computation', () => {
    expect(byRequest(30).lines).toEqual([
      '同一申请人 2025 年 4 月内此前已申请 30 件，本次 1 件。',
      '第 31 件：1 件 × 200 元 = 200 元。',
      '合计 200 元。',
    ])
    expect(byRequest(8, 25).lines).toEqual([
      '同一申请人 2025 年 4 月内此前已申请 8 件，本次 25 件。',
      '第 9 件至第 10 件：不收费。',
      '第 11 件至第 30 件：20 件 × 100 元 = 2000 元。',
      '第 31 件至第 33 件：3 件 × 200 元 = 600 元。',
      '合计 2600 元。',
    ])
  })
})

describe('The fee by pages (信息处理费管理办法第五条)', () => {
  test.each([
    [0, 0],
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [150, 1700],
    [200, 2700],
    [201, 2740],
    [1500, 54_700],
    [2219, 83_460],
  ])('of %d pages of one request is %d yuan', (pages, yuan) => {
    expect(byPage(pages).amount).toBe(yuan)
  })

  test('shows its computation', () => {
    expect(byPage(150).lines).toEqual([
      '本件申请提供 150 页（A4 及以下幅面，单面为一页）。',
      '第 1 页至第 30 页：不收费。',
      '第 31 页至第 100 页：70 页 × 10 元 = 700 元。',
      '第 101 页至第 150 页：50 页 × 20 元 = 1000 元。',
      '合计 1700 元。',
    ])
  })
})

describe('Either fee', () => {
  const counts = fc.nat(3000)
  const scales = fc.constantFrom(rules.perRequest, rules.perPage)

  test('never falls with more, and each further one costs no less than the one before', () => {
    fc.assert(
      fc.property(scales, counts, (scale, count) => {
        const [before, here, after] = [count, count + 1, count + 2].map((n) => feeFor(scale, n)) as [
          number,
          number,
          number,
        ]
        expect(here).toBeGreaterThanOrEqual(before)
        expect(after - here).toBeGreaterThanOrEqual(here - before)
      }),
    )
  })

  test('of requests one after another sums to that of all together', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(60), (earlier, further) => {
        const single = Array.from({ length: further }, (_, at) => byRequest(earlier + at).amount)
        const together = byRequest(earlier, further).amount
        expect(single.reduce((sum, one) => sum + one, 0)).toBe(together)
        expect(feeFor(rules.perRequest, earlier) + together).toBe(feeFor(rules.perRequest, earlier + further))
      }),
    )
  })

  test('is computed in the lines that come to its amount', () => {
    fc.assert(
      fc.property(counts, (pages) => {
        const { amount, lines } = byPage(pages)
        const sums = lines.flatMap((line) => Number(/= (\d+) 元/.exec(line)?.[1] ?? 0))
        expect(sums.reduce((sum, one) => sum + one, 0)).toBe(amount)
      }),
    )
  })

  test('has the rows of its notice, which come to its amount too (第四条、第五条)', () => {
    expect(byPage(130).rows).toEqual([
      { band: '第 31 页至第 100 页', count: 70, rate: 10 },
      { band: '第 101 页至第 130 页', count: 30, rate: 20 },
    ])
    const rows = fc.property(fc.nat(120), fc.integer({ min: 1, max: 60 }), (earlier, further) => {
      const { amount, rows } = byRequest(earlier, further)
      expect(rows.reduce((sum, { count, rate }) => sum + count * rate, 0)).toBe(amount)
    })
    fc.assert(rows)
  })

  test('is refused for what came before it was in force, on 2021-01-01', () => {
    for (const fee of [
      requestFee({ earlier: 40, receivedOn: '2020-12-31', rules }),
      pageFee({ pages: 400, receivedOn: '2020-12-31', rules }),
    ])
      expect(fee).toMatchObject({ ok: false, refusal: { code: 'not-in-force', article: '条例第四十二条' } })
    expect(requestFee({ earlier: 40, receivedOn: '2021-01-01', rules }).ok).toBe(true)
  })

  test.each([-1, 1.5, 1e15, Number.NaN, Number.POSITIVE_INFINITY])('is refused for %d pages or requests', (count) => {
    for (const fee of [pageFee({ pages: count, receivedOn, rules }), requestFee({ earlier: count, receivedOn, rules })])
      expect(fee).toMatchObject({ ok: false, refusal: { code: 'no-count' } })
  })

  test('is paid within thirty calendar days from the day after the notice', () => {
    expect(payUntil('2025-04-01', rules)).toBe('2025-05-01')
    expect(payUntil('2024-01-31', rules)).toBe('2024-03-01')
  })
})

describe('A file of fees that is none', () => {
  const shipped = JSON.parse(readFileSync(file, 'utf8'))

  test('is refused with all its faults', () => {
    const perPage = { ...shipped.perPage, bands: [shipped.perPage.bands[1], shipped.perPage.bands[0]] }
    const wrong = { ...shipped, inForce: '2021-02-30', daysToPay: 0, perPage }
    expect(() => parseFeeRules(JSON.stringify(wrong), 'fee.json')).toThrow(
      /fee\.json 有 4 处错误：\n {2}inForce：应当是日历上有的日期\n {2}daysToPay：.*\n {2}perPage\.bands：各档的 upTo.*\n {2}perPage\.bands：后一档/,
    )
    expect(() => parseFeeRules('{', 'fee.json')).toThrow(/fee\.json 不是有效的 JSON/)
  })
})
