import {
  DeletedTextRun,
  Document,
  InsertedTextRun,
  Packer,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { expect, test } from 'vitest'
import { paperOf, wordsOf } from './papers.ts'

const revision = { id: 1, author: '甲', date: '2024-01-01T00:00:00Z' }

test.each<[string, ParagraphChild[]]>([
  ['hidden digits', [new TextRun({ text: '7', vanish: true }), new TextRun('38')]],
  ['digits struck out', [new TextRun({ text: '7', strike: true }), new TextRun('38')]],
  ['digits struck out twice', [new TextRun({ text: '7', doubleStrike: true }), new TextRun('38')]],
  ['the result of a field', [new SimpleField('=SUM(LEFT)', '38')]],
  ['a number on several runs', [new TextRun('3'), new TextRun({ text: '8', bold: true })]],
  [
    'a tracked change',
    [new DeletedTextRun({ text: '99', ...revision }), new InsertedTextRun({ text: '38', ...revision })],
  ],
])('a cell of a Word document shows its number beside %s', async (_, children) => {
  const cells = [new Paragraph('总计'), new Paragraph({ children })].map((one) => new TableCell({ children: [one] }))
  const document = new Document({
    sections: [{ children: [new Table({ rows: [new TableRow({ children: cells })] })] }],
  })
  const paper = await paperOf(new Uint8Array(await Packer.toBuffer(document)))
  expect(wordsOf(paper)).toEqual([[['总计', '38']]])
})
