import { AlignmentType, type IPropertiesOptions, LineRuleType } from 'docx'

/** Sizes are half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小五 9 pt. */
export const sizes = { title: 44, body: 32, pageNumber: 28, table: 18, notice: 18 } as const

/** Every Chinese Windows, Word and WPS has these; a program without them takes what it has for the script. */
const fontOf = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia })
export const fonts = { song: fontOf('宋体'), fang: fontOf('仿宋'), hei: fontOf('黑体'), kai: fontOf('楷体') } as const

/** A4 with the margins of GB/T 9704-2012 (5.2): the text is 156 mm wide; in twentieths of a point. */
const mm = (millimetres: number) => Math.round((millimetres * 1440) / 25.4)
export const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(20), footer: mm(25) },
} as const
export const textWidth = page.size.width - page.margin.left - page.margin.right

/** Twenty-two lines a page, as GB/T 9704 has them; more where a sign needs it. */
const line = { line: 560, lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 } as const
const twoCharacters = { firstLineChars: 200, firstLine: sizes.body * 20 } as const

const heading = (font: (typeof fonts)[keyof typeof fonts]) => ({
  run: { font, size: sizes.body, color: '000000' },
  paragraph: { spacing: line, indent: twoCharacters, keepNext: true },
})

export const proseStyle = 'Prose'
export const cellStyle = 'Cell'

export const styles: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: { run: { font: fonts.fang, size: sizes.body, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } },
    title: {
      run: { font: fonts.song, size: sizes.title, bold: true, color: '000000' },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { before: 0, after: 560, line: 680, lineRule: LineRuleType.AT_LEAST },
      },
    },
    heading1: heading(fonts.hei),
    heading2: heading(fonts.kai),
    heading3: heading(fonts.fang),
  },
  paragraphStyles: [
    {
      id: proseStyle,
      name: 'Prose',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { alignment: AlignmentType.JUSTIFIED, spacing: line, indent: twoCharacters },
    },
    {
      id: cellStyle,
      name: 'Cell',
      basedOn: 'Normal',
      quickFormat: true,
      run: { font: fonts.song, size: sizes.table },
      paragraph: { spacing: { before: 0, after: 0 } },
    },
  ],
}
