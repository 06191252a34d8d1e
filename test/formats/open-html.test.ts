import { describe, expect, test } from 'vitest'
import { gridsOf, paperOf, placesOf, wordsOf } from './papers.ts'

describe('a page becomes paragraphs and grids', () => {
  test('paragraphs and table cells stand in reading order, spans point at their words', async () => {
    const paper = await paperOf(
      '<h2>三、申请情况</h2><p>共收到<b>7</b>件。</p><table><tr><td>自然人</td><td> 7 </td></tr></table>后记',
    )
    expect(paper.kind).toBe('html')
    expect(wordsOf(paper)).toEqual(['三、申请情况', '共收到7件。', [['自然人', '7']], '后记'])
    expect(paper.blocks[0]).toMatchObject({ heading: 2 })
    expect(paper.text).toBe('三、申请情况\n共收到7件。\n自然人\t7\n后记\n')
  })

  test('a number in several spans is one number, line ends in the markup are one space', async () => {
    const paper = await paperOf(
      '<table><tr><td><span>1</span><span>17</span></td><td><span>2</span>\n <i>5</i></td></tr></table>',
    )
    expect(wordsOf(paper)).toEqual([[['117', '2 5']]])
  })
})

test('row and column spans become positions in the grid', async () => {
  const paper = await paperOf(`<table>
    <tr><td rowspan=2 colspan=2>角</td><td colspan=2>情况</td></tr>
    <tr><td>甲</td><td>乙</td></tr>
    <tr><td>一</td><td>二</td><td>1</td><td>2</td></tr></table>`)
  expect(placesOf(gridsOf(paper)[0])).toEqual([
    ['0 0 2 2', '0 2 1 2'],
    ['1 2 1 1', '1 3 1 1'],
    ['2 0 1 1', '2 1 1 1', '2 2 1 1', '2 3 1 1'],
  ])
})
