import type { Block, GridCell, Paper, PaperKind, Span } from '../domain/report/paper.ts'
import { simplify } from './simplify.ts'

/** A cell before it is written: where it stands in the grid and what it says. */
export interface CellText {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

/** Collects blocks in reading order and keeps count of the offsets. */
export interface PaperWriter {
  /** Writes a paragraph and tells where it starts; blank ones leave no trace. */
  readonly paragraph: (text: string, heading?: number) => number
  /** Writes a table, row by row; a row without cells keeps its place. */
  readonly grid: (rows: readonly (readonly CellText[])[]) => void
  /** Length of the text so far. */
  readonly length: () => number
  readonly finish: (kind: PaperKind, title?: string, pages?: readonly Span[]) => Paper
}

export function createPaperWriter(): PaperWriter {
  let text = ''
  const blocks: Block[] = []

  function write(part: string): Span {
    const start = text.length
    const trimmed = part.trim()
    text += trimmed
    return { start, end: start + trimmed.length }
  }

  function writeCell(cell: CellText, isFirst: boolean): GridCell {
    if (!isFirst) text += '\t'
    const span = write(cell.text)
    return { ...span, row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan }
  }

  return {
    paragraph(part, heading) {
      const span = write(part)
      if (span.end === span.start) return span.start
      blocks.push({ kind: 'paragraph', ...span, ...(heading !== undefined && { heading }) })
      text += '\n'
      return span.start
    },
    grid(rows) {
      const start = text.length
      const written = rows.map((row) => {
        const cells = row.map((cell, index) => writeCell(cell, index === 0))
        text += '\n'
        return cells
      })
      blocks.push({ kind: 'grid', start, end: text.length, rows: written })
    },
    length: () => text.length,
    finish(kind, title, pages) {
      return {
        kind,
        text,
        simplified: simplify(text),
        ...(title && { title }),
        blocks,
        ...(pages && pages.length > 0 && { pages }),
      }
    },
  }
}
