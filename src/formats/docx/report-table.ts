import { AlignmentType, Paragraph, type Table, type TableCell, TableRow, TextRun } from 'docx'
import type { DocumentCell, DocumentTable } from '../../domain/report/render/document.ts'
import { isRowLabel } from '../../domain/report/render/table-parts.ts'
import { fixedCell, fixedTable } from './fixed-table.ts'
import { cellStyle, textWidth } from './report-styles.ts'

const cellMargins = { left: 40, right: 40, top: 30, bottom: 30 } as const

/** Share of the text's width that labels beside the figures have: one column of them, or groups too. */
const labelShare = { one: 0.34, more: 0.43 } as const

/** The row's own label is wider than the headings of its groups, an inner group wider than an outer one. */
const labelWeights = (columns: number) =>
  Array.from({ length: columns }, (_, at) => (at === columns - 1 ? 4 : 1 + at / 2))

const figuresIn = (row: readonly DocumentCell[]) =>
  row.reduce((sum, { cell, columnSpan }) => sum + (cell === undefined ? 0 : columnSpan), 0)

/** Widths of the grid's columns: labels by what they say, figures alike; in twentieths of a point. */
function columnWidths({ columns, rows }: DocumentTable): readonly number[] {
  const figures = Math.max(1, ...rows.map(figuresIn))
  const labels = columns - figures
  const room = labels === 0 ? 0 : textWidth * (labels === 1 ? labelShare.one : labelShare.more)
  const weights = labelWeights(labels)
  const weight = weights.reduce((sum, one) => sum + one, 0)
  const figureWidth = Math.floor((textWidth - room) / figures)
  return [...weights.map((one) => Math.floor((room * one) / weight)), ...Array(figures).fill(figureWidth)]
}

/** Columns of the grid at which the cells of each row begin; cells that span rows from above take their place. */
function beginnings({ columns, rows }: DocumentTable): readonly (readonly number[])[] {
  const free = Array<number>(columns).fill(0)
  return rows.map((row, line) => {
    let at = 0
    return row.map(({ rowSpan, columnSpan }) => {
      while ((free[at] ?? line) > line) at++
      const begin = at
      free.fill(line + rowSpan, at, at + columnSpan)
      at += columnSpan
      return begin
    })
  })
}

function tableCell(cell: DocumentCell, row: readonly DocumentCell[], widths: readonly number[]): TableCell {
  const { text, rowSpan, columnSpan } = cell
  const paragraph = new Paragraph({
    style: cellStyle,
    alignment: isRowLabel(cell, row) ? AlignmentType.LEFT : AlignmentType.CENTER,
    children: text === '' ? [] : [new TextRun(text)],
  })
  const width = widths.reduce((sum, one) => sum + one, 0)
  return fixedCell(width, [paragraph], { rowSpan, columnSpan })
}

/**
 * A table in the width of the text. Headings on top repeat on every page, a heading further down stays with the row
 * below it, and no row is cut by a page.
 */
export function wordTable(table: DocumentTable): Table {
  const widths = columnWidths(table)
  const begin = beginnings(table)
  return fixedTable(
    widths,
    cellMargins,
    table.rows.map((row, line) => {
      const cells = row.map((cell, at) => {
        const from = begin[line]?.[at] ?? 0
        return tableCell(cell, row, widths.slice(from, from + cell.columnSpan))
      })
      const tableHeader = line < table.headerRows
      return new TableRow({ children: cells, cantSplit: true, tableHeader, keepNext: figuresIn(row) === 0 })
    }),
  )
}
