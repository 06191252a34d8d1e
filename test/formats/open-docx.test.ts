import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { expect, test } from 'vitest'
import { gridsOf, paperOf, placesOf, wordsOf } from './papers.ts'

const cell = (text: string, options: object = {}) => new TableCell({ children: [new Paragraph(text)], ...options })

const document = new Document({
  title: '虚构县年度报告',
  sections: [
    {
      children: [
        new Paragraph({ text: '一、总体情况', heading: HeadingLevel.HEADING_1 }),
        new Paragraph('全年收到申请1,117件。'),
        new Table({
          rows: [
            new TableRow({ children: [cell('信息内容', { rowSpan: 2 }), cell('数量', { columnSpan: 2 })] }),
            new TableRow({ children: [cell('制发'), cell('废止')] }),
            new TableRow({ children: [cell('规章'), cell('-3'), cell('')] }),
          ],
        }),
      ],
    },
  ],
})

test('a Word document gives headings, paragraphs and a grid with its merged cells', async () => {
  const paper = await paperOf(new Uint8Array(await Packer.toBuffer(document)))
  expect(paper).toMatchObject({ kind: 'docx', title: '虚构县年度报告' })
  expect(paper.blocks[0]).toMatchObject({ heading: 1 })
  expect(wordsOf(paper)).toEqual([
    '一、总体情况',
    '全年收到申请1,117件。',
    [
      ['信息内容', '数量'],
      ['制发', '废止'],
      ['规章', '-3', ''],
    ],
  ])
  expect(placesOf(gridsOf(paper)[0])).toEqual([
    ['0 0 2 1', '0 1 1 2'],
    ['1 1 1 1', '1 2 1 1'],
    ['2 0 1 1', '2 1 1 1', '2 2 1 1'],
  ])
})
