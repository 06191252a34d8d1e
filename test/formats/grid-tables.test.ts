import { expect, test } from 'vitest'
import { paperOf, wordsOf } from './papers.ts'

const table = [
  '+----------------+------+',
  '| 情形           | 件数 |',
  '+================+======+',
  '| 2.没有现成信息 | 12   |',
  '| 需要另行制作   |      |',
  '+----------------+------+',
  '| 3.其他         |      |',
  '+----------------+------+',
]

test('a grid table is a table: a cell on several lines is one cell, a blank one stays blank', async () => {
  const paper = await paperOf(['办理情况：', '', ...table, '', '以上。'].join('\n'))
  expect(wordsOf(paper)).toEqual([
    '办理情况：',
    [
      ['情形', '件数'],
      ['2.没有现成信息需要另行制作', '12'],
      ['3.其他', ''],
    ],
    '以上。',
  ])
})

test('a frame without rows is text', async () => {
  const paper = await paperOf('+-----+-----+\n通知\n+-----+-----+')
  expect(paper.kind).toBe('text')
})

test('bells end the cells of a text taken out of an old Word document', async () => {
  const paper = await paperOf('重复申请\x0712\x070\x07\n')
  expect(paper.text).toBe('重复申请\t12\t0\t\n')
})
