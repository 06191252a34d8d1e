import { type Column, type FormBlock, type FormTable, printedRows, type Row } from '../form.ts'
import type { DocumentCell, DocumentTable } from './document.ts'
import { type Figures, figureText } from './figure-text.ts'
import { columnGroups, type Heading, headingDepth, rowHeadings } from './label-cells.ts'

type Line = readonly DocumentCell[]

const head = (text: string, columnSpan = 1, rowSpan = 1): DocumentCell => ({ text, header: true, rowSpan, columnSpan })

function figureCell(figures: Figures, row: Row, column: Column, columnSpan = 1): DocumentCell {
  const cell = `${row.key}/${column.key}`
  return { text: figureText(figures, cell, column), header: false, rowSpan: 1, columnSpan, cell }
}

const labelCells = (headings: readonly Heading[]): Line =>
  headings.map(({ label, span, depth }) => head(label, depth, span))

/** Columns of a block that has fewer than the table: the last fills the line. */
function spansOf(columns: readonly Column[], width: number): readonly number[] {
  return columns.map((_, index) => (index === columns.length - 1 ? width - columns.length + 1 : 1))
}

function bodyLines(figures: Figures, block: FormBlock, depth: number, width: number): readonly Line[] {
  const rows = printedRows(block, figures.cells)
  const headings = rowHeadings(rows, depth)
  const spans = spansOf(block.columns, width)
  return rows.map((row, at) => [
    ...labelCells(headings[at] ?? []),
    ...block.columns.map((column, place) => figureCell(figures, row, column, spans[place])),
  ])
}

/** Blocks with a heading line each, as 第二十条第（一）项: the columns are named over every block. */
function layOutBlocks(figures: Figures, table: FormTable): DocumentTable {
  const width = Math.max(...table.blocks.map(({ columns }) => columns.length))
  const depth = Math.max(...table.blocks.map((block) => headingDepth(printedRows(block, figures.cells))))
  const rows = table.blocks.flatMap((block): readonly Line[] => {
    const spans = spansOf(block.columns, width)
    return [
      ...(block.title ? [[head(block.title, width + depth)]] : []),
      [head(table.corner ?? '', depth), ...block.columns.map(({ label }, at) => head(label, spans[at]))],
      ...bodyLines(figures, block, depth, width),
    ]
  })
  return { kind: 'table', key: table.key, columns: width + depth, headerRows: 0, rows }
}

/** Heading over all columns, groups of columns, columns. */
function columnHeads({ columnsTitle }: FormTable, columns: readonly Column[]): readonly Line[] {
  const groups = columnGroups(columns)
  const grouped = groups.filter(({ group }) => group !== undefined)
  const level = groups.map(({ group, columns: own }) =>
    group === undefined ? head(own[0]?.label ?? '', 1, grouped.length > 0 ? 2 : 1) : head(group, own.length),
  )
  return [
    ...(columnsTitle ? [[head(columnsTitle, columns.length)]] : []),
    level,
    ...(grouped.length > 0 ? [grouped.flatMap(({ columns: own }) => own.map(({ label }) => head(label)))] : []),
  ]
}

/** A single block: its headings, with the corner beside them, repeat on every page. */
function layOutRows(figures: Figures, table: FormTable, block: FormBlock): DocumentTable {
  const depth = headingDepth(printedRows(block, figures.cells))
  const heads = columnHeads(table, block.columns)
  const corner = head(table.corner ?? '', depth, heads.length)
  const lines = heads.map((line, at) => (at === 0 ? [corner, ...line] : line))
  const rows = [...lines, ...bodyLines(figures, block, depth, block.columns.length)]
  return { kind: 'table', key: table.key, columns: depth + block.columns.length, headerRows: heads.length, rows }
}

const isGrouped = (row: Row) => (row.groups?.length ?? 0) > 0

/** Headings of rows that stand side by side: 行政复议 | 行政诉讼 { 未经复议直接起诉 | 复议后起诉 }. */
function lineHeads(rows: readonly Row[], columns: readonly Column[]): readonly Line[] {
  const top = rowHeadings(rows).flatMap((headings, at) => {
    const [outer] = headings
    const begun = isGrouped(rows[at] as Row) && headings.length < 2
    return begun || !outer ? [] : [head(outer.label, columns.length * outer.span)]
  })
  const depth = rows.some(isGrouped) ? 2 : 1
  const second = rows.flatMap((row) =>
    isGrouped(row) ? [head(row.label, columns.length)] : columns.map(({ label }) => head(label, 1, depth)),
  )
  const third = rows.filter(isGrouped).flatMap(() => columns.map(({ label }) => head(label)))
  return third.length > 0 ? [top, second, third] : [top, second]
}

function layOutLine(figures: Figures, table: FormTable, block: FormBlock): DocumentTable {
  const rows = printedRows(block, figures.cells)
  const heads = lineHeads(rows, block.columns)
  const line = rows.flatMap((row) => block.columns.map((column) => figureCell(figures, row, column)))
  const columns = rows.length * block.columns.length
  return { kind: 'table', key: table.key, columns, headerRows: heads.length, rows: [...heads, line] }
}

/** A table of the form as the notice lays it out, drawn from the form's data alone. */
export function layOutTable(table: FormTable, figures: Figures): DocumentTable {
  const [first] = table.blocks
  if (table.layout === 'line' && first) return layOutLine(figures, table, first)
  if (table.blocks.length === 1 && first && !first.title) return layOutRows(figures, table, first)
  return layOutBlocks(figures, table)
}
