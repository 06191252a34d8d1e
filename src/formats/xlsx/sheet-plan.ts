import type { DocumentBlock, DocumentCell, DocumentTable, ReportDocument } from '../../domain/report/render/document.ts'
import { demonstrationNotice } from '../../domain/report/render/notice.ts'

export type Look = 'title' | 'notice' | 'heading' | 'sub-heading' | 'prose' | 'head' | 'label' | 'figure' | 'data'

export interface SheetCell {
  readonly value: string | number | null
  readonly look: Look
  readonly rowSpan?: number
  readonly columnSpan?: number
  /** Unit that is shown behind a number. */
  readonly unit?: string
}

/** A sheet before it is written. */
export interface SheetPlan {
  readonly name: string
  /** Widths in characters of half width. */
  readonly widths: readonly number[]
  readonly landscape: boolean
  readonly rows: readonly (readonly SheetCell[])[]
  /** Rows that repeat on every printed page, zero-based and both inclusive. */
  readonly repeat?: readonly [first: number, last: number]
}

const firstSheet = '正文'
const proseWidth = 80
/** As many characters as a cell may hold in Excel; longer paragraphs go on in the next row. */
const cellful = /[\s\S]{1,16000}/gu
const numbered = /^([一二三四五六七八九十]+)、/

interface Part {
  readonly numerals: readonly string[]
  readonly blocks: readonly DocumentBlock[]
}

const isTable = (block: DocumentBlock): block is DocumentTable => block.kind === 'table'
const hasTable = ({ blocks }: Part) => blocks.some(isTable)

/** The sections of a report, what stands before the first one with an empty numeral. */
function sectionsOf(blocks: readonly DocumentBlock[]): readonly Part[] {
  const parts: { numerals: string[]; blocks: DocumentBlock[] }[] = [{ numerals: [], blocks: [] }]
  for (const block of blocks) {
    const numeral = block.kind === 'heading' && block.level === 1 ? numbered.exec(block.text)?.[1] : undefined
    if (numeral) parts.push({ numerals: [numeral], blocks: [block] })
    else parts.at(-1)?.blocks.push(block)
  }
  return parts
}

/** Neighbouring sections of prose share a sheet; the sheets stay in statutory order, so that printing them all gives the report. */
function sheetParts(document: ReportDocument): readonly Part[] {
  const parts: Part[] = []
  for (const part of sectionsOf(document.blocks)) {
    const last = parts.at(-1)
    if (!last || hasTable(part) || hasTable(last)) parts.push(part)
    else
      parts.splice(-1, 1, {
        numerals: [...last.numerals, ...part.numerals],
        blocks: [...last.blocks, ...part.blocks],
      })
  }
  return parts
}

const printedNumber = /^(-?\d{1,15}(?:\.\d+)?)((?:亿|万)?元)?$/

/** A figure as a number, so that it can be added up; what is more than a number stays words. */
function figureCell({ text, rowSpan, columnSpan }: DocumentCell): SheetCell {
  const [, digits, unit] = printedNumber.exec(text) ?? []
  const value = digits === undefined ? text || null : Number(digits)
  return { value, look: 'figure', rowSpan, columnSpan, ...(digits !== undefined && unit && { unit }) }
}

function tableRow(row: readonly DocumentCell[]): readonly SheetCell[] {
  const isHead = row.every(({ header }) => header)
  return row.map((one) => {
    if (!one.header) return figureCell(one)
    const { text, rowSpan, columnSpan } = one
    return { value: text || null, look: isHead || rowSpan > 1 ? 'head' : 'label', rowSpan, columnSpan }
  })
}

function blockRows(block: DocumentBlock, columnSpan: number): readonly (readonly SheetCell[])[] {
  if (block.kind === 'table') return block.rows.map(tableRow)
  const look = block.kind === 'paragraph' ? 'prose' : block.level === 1 ? 'heading' : 'sub-heading'
  const pieces = block.text.match(cellful) ?? []
  return pieces.map((value) => [{ value, look, columnSpan }])
}

/** Columns left of the figures. */
function labelColumns({ rows, columns }: DocumentTable): number {
  const figures = rows.map((row) => row.reduce((sum, one) => sum + (one.header ? 0 : one.columnSpan), 0))
  return columns - Math.max(...figures)
}

function widthsOf(table: DocumentTable | undefined): readonly number[] {
  if (!table) return [proseWidth]
  const labels = labelColumns(table)
  return Array.from({ length: table.columns }, (_, at) => (at >= labels ? 12 : at === labels - 1 ? 38 : 14))
}

/** Heads of the table that repeat on every page, behind the lines above it. */
function repeated(blocks: readonly DocumentBlock[], linesAbove: number): readonly [number, number] | undefined {
  const at = blocks.findIndex(isTable)
  const table = blocks[at] as DocumentTable | undefined
  const first = linesAbove + at
  return table && table.headerRows > 0 ? [first, first + table.headerRows - 1] : undefined
}

function planOf({ blocks }: Part, name: string, lines: readonly (readonly [string, Look])[]): SheetPlan {
  const table = blocks.find(isTable)
  const columnSpan = table?.columns ?? 1
  const above = lines.map(([value, look]): readonly SheetCell[] => [{ value, look, columnSpan }])
  const repeat = repeated(blocks, above.length)
  return {
    name,
    widths: widthsOf(table),
    landscape: columnSpan > 6,
    rows: [...above, ...blocks.flatMap((block) => blockRows(block, columnSpan))],
    ...(repeat && { repeat }),
  }
}

/** A report as the sheets of a workbook: prose, and each section with a table on its own sheet. */
export function sheetPlans(document: ReportDocument): readonly SheetPlan[] {
  const title = [document.title, 'title'] as const
  const notice = [demonstrationNotice, 'notice'] as const
  const lines = document.demonstration ? [title, notice] : [title]
  return sheetParts(document).map((part, at) =>
    at === 0 ? planOf(part, firstSheet, lines) : planOf(part, part.numerals.join('、'), []),
  )
}
