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
  /** Writes a paragraph; blank ones leave no trace. */
  readonly paragraph: (text: string, heading?: number) => void
  /** Writes a table, row by row; a row without cells keeps its place. */
  readonly grid: (rows: readonly (readonly CellText[])[]) => void
  /** Ends a page. */
  readonly pageEnd: () => void
  readonly finish: (kind: PaperKind, title?: string) => Paper
}

export function createPaperWriter(): PaperWriter {
  let text = ''
  let pageStart = 0
  const blocks: Block[] = []
  const pages: Span[] = []

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
      if (span.end === span.start) return
      blocks.push({ kind: 'paragraph', ...span, ...(heading !== undefined && { heading }) })
      text += '\n'
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
    pageEnd() {
      pages.push({ start: pageStart, end: text.length })
      pageStart = text.length
    },
    finish(kind, title) {
      return {
        kind,
        text,
        simplified: simplify(text),
        ...(title && { title }),
        blocks,
        ...(pages.length > 0 && { pages }),
      }
    },
  }
}
