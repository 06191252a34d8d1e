import { AlignmentType, Paragraph, type Table, TableRow } from 'docx'
import type { FormBlock, FormCell, TableBlock } from '../../domain/request/letters/paper.ts'
import { fixedCell, fixedTable } from '../docx/fixed-table.ts'
import { cellStyle, textWidth } from '../docx/report-styles.ts'
import { runs } from './docx-parts.ts'

/** Size 小四; half points. */
const cellSize = 24

const cellMargins = { left: 80, right: 80, top: 60, bottom: 60 } as const

const sides = { right: AlignmentType.RIGHT, centre: AlignmentType.CENTER } as const

const lineOf = (words: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Paragraph({ style: cellStyle, alignment, children: runs(words, { size: cellSize }) })

/** A table whose headings come again on every page. */
export function wordTable({ columns, rows }: TableBlock): Table {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => Math.floor((textWidth * width) / whole))
  const cell = (words: string, at: number, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
    fixedCell(widths[at] ?? 0, [lineOf(words, alignment)])
  const side = (at: number) => {
    const stands = columns[at]?.stands
    return stands === undefined ? AlignmentType.LEFT : sides[stands]
  }
  const head = new TableRow({
    tableHeader: true,
    children: columns.map(({ text }, at) => cell(text, at, AlignmentType.CENTER)),
  })
  const body = rows.map((row) => new TableRow({ children: row.map((words, at) => cell(words, at, side(at))) }))
  return fixedTable(widths, cellMargins, [head, ...body])
}

const twelfth = Math.floor(textWidth / 12)

/** A label beside several lines is written from top to bottom. */
const labelOf = (words: string, { width, rowSpan = 1 }: FormCell) =>
  rowSpan > 1 && width === 1 ? Array.from(words).join('\n') : words

function contentOf(cell: FormCell): readonly Paragraph[] {
  if (cell.kind === 'label') return [lineOf(labelOf(cell.text, cell), AlignmentType.CENTER)]
  if (cell.kind === 'value') return [lineOf(cell.text, AlignmentType.LEFT)]
  if (cell.kind === 'blank') {
    const empty = Array.from({ length: cell.lines - 1 }, () => lineOf('', AlignmentType.LEFT))
    return [...empty, lineOf(cell.below ?? '', AlignmentType.RIGHT)]
  }
  return [
    lineOf(cell.options.map(({ text, chosen }) => `${chosen ? '☑' : '□'} ${text}`).join('　'), AlignmentType.LEFT),
  ]
}

/** A form of twelve columns. */
export function wordForm({ rows }: FormBlock): Table {
  const cells = (row: readonly FormCell[]) =>
    row.map((cell) =>
      fixedCell(cell.width * twelfth, contentOf(cell), { columnSpan: cell.width, rowSpan: cell.rowSpan ?? 1 }),
    )
  return fixedTable(
    Array.from({ length: 12 }, () => twelfth),
    cellMargins,
    rows.map((row) => new TableRow({ children: cells(row) })),
  )
}
