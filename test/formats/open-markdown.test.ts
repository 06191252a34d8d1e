import { expect, test } from 'vitest'
import { gridsOf, paperOf, placesOf, wordsOf } from './papers.ts'

test('headings, paragraphs and pipe tables are read without their marks', async () => {
  const paper = await paperOf(
    [
      '# 一、**总体情况**',
      '共公开`3`件，见[目录](http://example.invalid/a_b_c)。',
      '- 第一条',
      '1\\. 第二条 *重要*',
      '',
      '| 信息内容 | 本年制发件数 |',
      '|:---|---:|',
      '| 规章 | 0 |',
      '| 行政规范性文件 | **12** |',
      '',
      '完',
    ].join('\n'),
  )
  expect(paper.kind).toBe('markdown')
  expect(paper.blocks[0]).toMatchObject({ kind: 'paragraph', heading: 1 })
  expect(wordsOf(paper)).toEqual([
    '一、总体情况',
    '共公开3件，见目录。',
    '第一条',
    '1. 第二条 重要',
    [
      ['信息内容', '本年制发件数'],
      ['规章', '0'],
      ['行政规范性文件', '12'],
    ],
    '完',
  ])
})

test('a raw table inside Markdown keeps its spans', async () => {
  const paper = await paperOf(
    '# 三、申请情况\n\n<table>\n<tr><td colspan="2">合并</td></tr>\n\n<tr><td>1</td><td>2</td></tr>\n</table>\n',
  )
  expect(placesOf(gridsOf(paper)[0])).toEqual([['0 0 1 2'], ['1 0 1 1', '1 1 1 1']])
})

test('angle brackets around a title are words, not markup', async () => {
  const paper = await paperOf('# 关于印发<年度报告格式>的通知\n\n依据<年度报告格式>编制。')
  expect(wordsOf(paper)).toEqual(['关于印发<年度报告格式>的通知', '依据<年度报告格式>编制。'])
})

test('a text with bars at the ends of its lines is no Markdown', async () => {
  const paper = await paperOf('信息内容 |\n本年制发件数 | 0 |\n---\n||\n')
  expect(paper.kind).toBe('text')
})

test('a Markdown text may open with a tag', async () => {
  const paper = await paperOf('<p align="center">虚构县</p>\n\n## 一、总体情况\n\n无。')
  expect(paper.kind).toBe('markdown')
  expect(wordsOf(paper)).toEqual(['虚构县', '一、总体情况', '无。'])
})
