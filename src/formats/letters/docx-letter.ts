import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { letterKinds } from '../../domain/request/letters/kinds.ts'
import type { LetterBlock, LetterPaper, PostalAddress, ReplySlip } from '../../domain/request/letters/paper.ts'
import { cellStyle, fonts, page, sizes, styles } from '../docx/report-styles.ts'
import {
  addresseeOf,
  attachmentsOf,
  imprintOf,
  numberOf,
  prose,
  redHead,
  runs,
  signatureOf,
  titleOf,
} from './docx-parts.ts'
import { wordForm, wordTable } from './docx-tables.ts'
import { printable } from './printable.ts'

function wordBlocks(block: LetterBlock): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_1, text: block.text })]
    case 'paragraph':
      return [prose(block.text)]
    case 'quote':
      return [prose('', { children: runs(block.text, { font: fonts.kai }) })]
    case 'list':
      return block.items.map((item, at) => prose(`${at + 1}. ${item}`))
    case 'table':
      return [wordTable(block)]
    case 'form':
      return [wordForm(block)]
    case 'postal':
      return wordPostal(block)
  }
}

/** Postcode, address and name of who gets it; below them, at the right, those of who sends it. */
function wordPostal({ to, from }: Extract<LetterBlock, { kind: 'postal' }>) {
  const lines = ({ postcode, address, name }: PostalAddress) => [postcode, address, name].join('\n')
  return [
    new Paragraph({ spacing: { after: 580 }, children: runs(lines(to)) }),
    new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(lines(from), { size: 24 }) }),
  ]
}

const wordSlip = ({ title, blocks }: ReplySlip) => [
  new Paragraph({ heading: HeadingLevel.TITLE, pageBreakBefore: true, text: title }),
  ...blocks.flatMap(wordBlocks),
]

/** What stands above the text: a red head, a title with the number below it, or nothing on an envelope. */
function headOf(paper: LetterPaper) {
  const { look } = letterKinds[paper.kind]
  if (look === 'envelope') return []
  if (look === 'letter') return [...redHead(paper), titleOf(paper), ...addresseeOf(paper)]
  return [titleOf(paper), ...numberOf(paper), ...(look === 'receipt' ? addresseeOf(paper) : [])]
}

/** — 1 —, on the outer side (GB/T 9704-2012, 7.5). */
const pageNumber = (alignment: 'left' | 'right') =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { [alignment]: sizes.pageNumber * 10 },
        children: [
          new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fonts.song, size: sizes.pageNumber }),
        ],
      }),
    ],
  })

const draftMark = () =>
  new Header({
    children: [
      new Paragraph({ style: cellStyle, alignment: AlignmentType.CENTER, text: '草稿，仅供审核，不作为正式文书' }),
    ],
  })

/** 230 × 120 mm, in twentieths of a point. */
const envelopePage = {
  size: { width: 13039, height: 6803 },
  margin: { top: 850, bottom: 567, left: 1700, right: 850, header: 0, footer: 0 },
} as const

function section(paper: LetterPaper): ISectionOptions {
  const children = [
    ...headOf(paper),
    ...paper.blocks.flatMap(wordBlocks),
    ...attachmentsOf(paper),
    ...signatureOf(paper),
    ...imprintOf(paper),
    ...(paper.slip ? wordSlip(paper.slip) : []),
  ]
  if (letterKinds[paper.kind].look === 'envelope') return { properties: { page: envelopePage }, children }
  return {
    properties: { page },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    ...(paper.draft && { headers: { default: draftMark(), even: draftMark() } }),
    children,
  }
}

/** A letter as a Word document for editing, set like the PDF (GB/T 9704-2012). */
export async function writeLetterDocx(letter: LetterPaper): Promise<Uint8Array> {
  const paper = printable(letter)
  const document = new Document({
    title: paper.title,
    creator: paper.organ,
    lastModifiedBy: paper.organ,
    styles,
    evenAndOddHeaderAndFooters: true,
    sections: [section(paper)],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
