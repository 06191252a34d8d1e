import { AlignmentType, Document, Footer, Header, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import type { DocumentBlock, ReportDocument } from '../../domain/report/render/document.ts'
import { demonstrationNotice } from '../../domain/report/render/notice.ts'
import { cellStyle, fonts, page, proseStyle, sizes, styles } from './report-styles.ts'
import { wordTable } from './report-table.ts'

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

function wordBlock(block: DocumentBlock) {
  if (block.kind === 'table') return wordTable(block)
  if (block.kind === 'heading') return new Paragraph({ heading: headings[block.level], text: block.text })
  return new Paragraph({ style: proseStyle, text: block.text })
}

/** — 1 —, as GB/T 9704-2012 (7.5) numbers pages. */
const pageNumber = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fonts.song, size: sizes.pageNumber }),
        ],
      }),
    ],
  })

const notice = () =>
  new Header({
    children: [new Paragraph({ style: cellStyle, alignment: AlignmentType.CENTER, text: demonstrationNotice })],
  })

/** The report as a Word document on A4, set like an official document (GB/T 9704-2012). */
export async function writeReportDocx({ title, agency, demonstration, blocks }: ReportDocument): Promise<Uint8Array> {
  const document = new Document({
    title,
    creator: agency,
    lastModifiedBy: agency,
    styles,
    sections: [
      {
        properties: { page },
        footers: { default: pageNumber() },
        ...(demonstration && { headers: { default: notice() } }),
        children: [new Paragraph({ heading: HeadingLevel.TITLE, text: title }), ...blocks.map(wordBlock)],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
