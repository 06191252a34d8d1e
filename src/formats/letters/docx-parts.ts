import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  Paragraph,
  TextRun,
} from 'docx'
import type { LetterPaper } from '../../domain/request/letters/paper.ts'
import { chineseDate } from '../../domain/request/letters/phrases.ts'
import { fonts, proseStyle, sizes, textWidth } from '../docx/report-styles.ts'

const red = 'D0021B'
/** One of 22 lines of 225 mm, in twentieths of a point. */
const line = 580
const character = sizes.body * 10

/** Words that keep their lines. */
export const runs = (words: string, style: Pick<IRunOptions, 'font' | 'size'> = {}) =>
  words.split('\n').map((text, at) => new TextRun({ text, ...style, ...(at > 0 && { break: 1 }) }))

export const prose = (words: string, options: IParagraphOptions = {}) =>
  new Paragraph({ style: proseStyle, children: runs(words), ...options })

const flush = { firstLineChars: 0, firstLine: 0 } as const
const signs = (words: string) => Array.from(words)

/** The name as large as it fits, at most 15 mm; half points. */
const nameSize = (name: string) => Math.min(85, Math.floor((textWidth / 10 / Math.max(6, signs(name).length)) * 0.96))

/** Red name, number, red rule (GB/T 9704-2012, 7.2). */
export const redHead = ({ organ, number = '' }: LetterPaper) => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 1984, after: 2 * line },
    children: [new TextRun({ text: organ, bold: true, color: red, font: fonts.song, size: nameSize(organ) })],
  }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 2 * line },
    border: { bottom: { style: BorderStyle.SINGLE, size: 16, space: 11, color: red } },
    text: number,
  }),
]

/** Signs of size 2 that a line holds. */
const titleLine = 20

/** The organ on a line of its own where the title is too long. */
export const titleOf = ({ title, organ }: LetterPaper) =>
  new Paragraph({
    heading: HeadingLevel.TITLE,
    children: runs(
      signs(title).length > titleLine && title.startsWith(organ) ? `${organ}\n${title.slice(organ.length)}` : title,
    ),
  })

export const numberOf = ({ number }: LetterPaper) =>
  number === undefined ? [] : [new Paragraph({ alignment: AlignmentType.CENTER, text: number })]

export const addresseeOf = ({ addressee }: LetterPaper) =>
  addressee === undefined ? [] : [prose(`${addressee}：`, { indent: flush })]

/** 附件：, numbered where there are several (7.3.4). */
export const attachmentsOf = ({ attachments }: LetterPaper) =>
  attachments.map((title, at) => {
    const numbered = attachments.length > 1 ? `${at + 1}. ${title}` : title
    return prose(`${at === 0 ? '附件：' : '　　　'}${numbered}`, { ...(at === 0 && { spacing: { before: line } }) })
  })

/** Width in characters; half-width signs are half as wide. */
const wide = (words: string) => signs(words).reduce((sum, sign) => sum + (sign < '\u0100' ? 0.5 : 1), 0)

/** The day ends four characters from the right, the name stands over its middle (7.3.5.1). */
export function signatureOf({ signature, contact }: LetterPaper) {
  if (signature === undefined) return []
  const day = chineseDate(signature.on)
  const over = (wide(signature.by) - wide(day)) / 2
  const aside = Math.max(0, 4 - Math.max(0, over))
  const at = (words: string, indent: number, before: number) =>
    prose(words, {
      alignment: AlignmentType.RIGHT,
      indent: { ...flush, right: Math.round((aside + Math.max(0, indent)) * character) },
      spacing: { before },
      keepNext: true,
    })
  return [
    at(signature.by, -over, 3 * line),
    at(day, over, 0),
    ...(contact === undefined ? [] : [prose(`（${contact}）`)]),
  ]
}

const rule = { style: BorderStyle.SINGLE, size: 8, space: 2, color: '000000' } as const

/** 抄送 and who had it printed (7.4). */
export function imprintOf({ copiesTo, organ, signature }: LetterPaper) {
  if (copiesTo.length === 0) return []
  const lines = [`抄送：${copiesTo.join('，')}。`, `${organ}　${signature ? chineseDate(signature.on) : ''}印发`]
  return lines.map(
    (text, at) =>
      new Paragraph({
        ...(at === 0 && { spacing: { before: line } }),
        border: { top: rule, bottom: rule },
        children: [new TextRun({ text, size: sizes.pageNumber })],
      }),
  )
}
