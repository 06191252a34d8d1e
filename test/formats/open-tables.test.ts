import { describe, expect, test } from 'vitest'
import { toLines } from '../../src/formats/pdf/lines.ts'
import type { Glyph } from '../../src/formats/pdf/marks.ts'
import { openTables } from '../../src/formats/pdf/open-tables.ts'

type Written = readonly [left: number, base: number, text: string]

const size = 10

/** Glyphs of words written at these places; digits are half as wide. */
function glyphs(words: readonly Written[]): Glyph[] {
  return words.flatMap(([left, base, text]) => {
    let at = left
    return [...text].map((char) => {
      const width = /[\d.]/.test(char) ? size / 2 : size
      const glyph = { text: char, left: at, right: at + width, base, size }
      at += width
      return glyph
    })
  })
}

function rowsOf(words: readonly Written[], rulings: readonly number[] = []) {
  const across = rulings.map((at) => ({ at, from: 50, to: 400 }))
  const { tables, rest } = openTables(toLines(glyphs(words)), 500, across)
  return { tables: tables.map(({ rows }) => rows.map((row) => row.map(({ text }) => text))), rest: rest.length }
}

const figures = (base: number, values: readonly (number | '')[]): Written[] =>
  values.flatMap((value, at): Written[] => (value === '' ? [] : [[250 + at * 40, base, String(value)]]))

describe('a table without upright lines', () => {
  test('keeps its rows apart where a label is longer than its column and the figures stand between its lines', () => {
    const { tables } = rowsOf([
      [60, 100, '1.属于国家秘密'],
      ...figures(100, [1, 0, 1]),
      [60, 112, '2.其他法律行政法规禁止'],
      ...figures(118, [2, 3, 5]),
      [60, 124, '公开'],
      [60, 136, '3.保护第三方合法权益'],
      ...figures(136, [4, 0, 4]),
    ])
    expect(tables).toEqual([
      [
        ['1.属于国家秘密', '1', '0', '1'],
        ['2.其他法律行政法规禁止公开', '2', '3', '5'],
        ['3.保护第三方合法权益', '4', '0', '4'],
      ],
    ])
  })

  test('gives a row without figures a row of its own, though no number marks its label', () => {
    const { tables } = rowsOf([
      [60, 100, '行政规范性文件'],
      ...figures(100, [7, 1, 9]),
      [60, 112, '行政处罚'],
      ...figures(112, [3, 2, 5]),
      [60, 124, '行政强制'],
      [250, 136, '处理决定数量'],
      [60, 148, '行政许可'],
      ...figures(148, [8, 6, 4]),
    ])
    expect(tables[0]?.map(([label]) => label)).toEqual(['行政规范性文件', '行政处罚', '行政强制', '', '行政许可'])
    expect(tables[0]?.[2]).toEqual(['行政强制', '', '', ''])
  })

  test('is cut into rows where lines are drawn across', () => {
    const { tables } = rowsOf(
      [
        [60, 110, '部分公开只计'],
        ...figures(116, [1, 2, 3]),
        [60, 122, '这一情形'],
        [60, 145, '重复申请'],
        ...figures(145, [4, 5, 9]),
        [60, 165, '其他'],
      ],
      [90, 130, 150, 170],
    )
    expect(tables[0]).toEqual([
      ['部分公开只计这一情形', '1', '2', '3'],
      ['重复申请', '4', '5', '9'],
      ['其他', '', '', ''],
    ])
  })

  test('ends at the heading of the next part', () => {
    const { tables, rest } = rowsOf([
      [60, 100, '重复申请'],
      ...figures(100, [1, 0, 1]),
      [60, 112, '其他'],
      ...figures(112, [0, 0, 0]),
      [60, 124, '四、复议诉讼情况'],
      [60, 136, '维持'],
      ...figures(136, [2, 0, 2]),
      [60, 148, '纠正'],
      ...figures(148, [3, 0, 3]),
    ])
    expect(tables.map((rows) => rows.length)).toEqual([2, 2])
    expect(rest).toBe(1)
  })

  test('does not tell digits that are wrapped in its cells, nor those of the row below', () => {
    const { tables } = rowsOf([
      [60, 100, '1.重复申请'],
      ...figures(100, [35, 1, 36]),
      ...figures(112, [0, '', 2]),
      [60, 124, '2.其他'],
      ...figures(124, [4, 0, 4]),
      [60, 136, '3.总计'],
      ...figures(136, [5, 0, 5]),
    ])
    expect(tables[0]).toEqual([
      ['1.重复申请', '\ufffd', '\ufffd', '\ufffd'],
      ['2.其他', '\ufffd', '\ufffd', '\ufffd'],
      ['3.总计', '5', '0', '5'],
    ])
  })
})
