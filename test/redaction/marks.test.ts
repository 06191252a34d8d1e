import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactionGroundIds, redactionGrounds } from '../../src/domain/redaction/grounds.ts'
import { redactedName, withMarks } from '../../src/domain/redaction/marks.ts'
import { readMark } from '../../src/domain/redaction/read-mark.ts'
import { isCovered, onPage, type Region } from '../../src/domain/redaction/regions.ts'
import { outcomes } from '../../src/domain/request/outcomes.ts'

const part = fc.double({ min: -2, max: 3, noNaN: true })
const regions: fc.Arbitrary<Region> = fc.record({
  page: fc.constant(1),
  left: part,
  top: part,
  width: fc.double({ min: 0, max: 3, noNaN: true }),
  height: fc.double({ min: 0, max: 3, noNaN: true }),
})

/** Points: A4. */
const a4 = { width: 595.28, height: 841.89 }

describe('A mark (art. 37)', () => {
  test('has a ground with the article on which the part is kept back (arts. 14 to 16, 36)', () => {
    const articles = Object.fromEntries(redactionGroundIds.map((id) => [id, redactionGrounds[id].article]))
    expect(articles).toEqual({
      'personal-privacy': '条例第十五条',
      'trade-secret': '条例第十五条',
      'third-party-rights': '条例第十五条',
      'state-secret': '条例第十四条',
      'prohibited-by-law': '条例第十四条',
      'security-stability': '条例第十四条',
      'internal-affairs': '条例第十六条第一款',
      deliberative: '条例第十六条第二款',
      'enforcement-file': '条例第十六条第二款',
      'registry-query': '条例第三十六条第（七）项',
    })
    for (const id of redactionGroundIds) {
      const { outcome, article } = redactionGrounds[id]
      expect([outcomes[outcome].group, outcomes[outcome].article]).toEqual(['refused', article])
    }
    const [mark] = withMarks([], [{ page: 1, left: 0, top: 0, width: 0.1, height: 0.1 }], 'deliberative')
    expect(mark).toMatchObject({ id: 1, ground: 'deliberative', article: '条例第十六条第二款' })
  })

  test('never takes the number of another one, also of one that was taken away', () => {
    const region = { page: 1, left: 0, top: 0, width: 0.1, height: 0.1 }
    const three = withMarks([], [region, region, region], 'trade-secret')
    const [first, , third] = three
    expect(withMarks(first && third ? [first, third] : [], [region], 'trade-secret').map(({ id }) => id)).toEqual([
      1, 3, 4,
    ])
  })

  test('lies on its page, wherever it was drawn', () => {
    fc.assert(
      fc.property(regions, (region) => {
        const { left, top, width, height } = onPage(region)
        for (const side of [left, top, width, height]) expect(side).toBeGreaterThanOrEqual(0)
        expect(left + width).toBeLessThanOrEqual(1.00002)
        expect(top + height).toBeLessThanOrEqual(1.00002)
      }),
    )
  })

  test('covers what lies within it on its page, and nothing on another', () => {
    const mark = { page: 1, left: 0.2, top: 0.2, width: 0.4, height: 0.1 }
    expect(isCovered({ ...mark, left: 0.25, width: 0.2 }, [mark])).toBe(true)
    expect(isCovered({ ...mark, width: 0.41 }, [mark])).toBe(false)
    expect(isCovered({ ...mark, page: 2 }, [mark])).toBe(false)
  })
})

describe('A mark typed in millimetres', () => {
  test('stands where it was typed', () => {
    const read = readMark({ ground: 'trade-secret', left: '21', top: '29.7', width: '105', height: '14.85' }, 3, a4)
    expect(read).toMatchObject({ ok: true, ground: 'trade-secret', region: { page: 3 } })
    const region = read.ok ? read.region : undefined
    expect([region?.left, region?.top, region?.width, region?.height].map((side) => side?.toFixed(3))).toEqual([
      '0.100',
      '0.100',
      '0.500',
      '0.050',
    ])
  })

  test('tells all that is wrong at once, each beside its field', () => {
    expect(readMark({ ground: '', left: '十', top: '400', width: '0' }, 1, a4)).toEqual({
      ok: false,
      problems: {
        ground: '请选择遮盖的理由。',
        left: '请填写左边距，单位毫米，例如 12.5。',
        top: '上边距超出页面（297 毫米）。',
        width: '宽应当大于 0。',
        height: '请填写高，单位毫米，例如 12.5。',
      },
    })
  })

  test.each(['-1', '1e3', 'NaN', 'Infinity', '１２', '0x10', '9'.repeat(400)])('is not %s', (left) => {
    const typed = { ground: 'trade-secret', left, top: '1', width: '1', height: '1' }
    expect(readMark(typed, 1, a4)).toMatchObject({ ok: false })
  })
})

test.each([
  ['补偿明细.pdf', '补偿明细（遮盖副本）.pdf'],
  ['照片.JPEG', '照片（遮盖副本）.pdf'],
  ['补偿明细（遮盖副本）.pdf', '补偿明细（遮盖副本）.pdf'],
  ['没有扩展名', '没有扩展名（遮盖副本）.pdf'],
])('The copy of %s is called %s', (name, copy) => {
  expect(redactedName(name)).toBe(copy)
})
