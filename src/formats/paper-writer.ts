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
  const parts: string[] = []
  let length = 0
  const blocks: Block[] = []

  function write(part: string): void {
    parts.push(part)
    length += part.length
  }

  function writeRow(row: readonly CellText[]): GridCell[] {
    const cells: GridCell[] = []
    for (const { row: at, column, rowSpan, columnSpan, text } of row) {
      if (cells.length > 0) write('\t')
      const start = length
      write(text.trim())
      cells.push({ start, end: length, row: at, column, rowSpan, columnSpan })
    }
    write('\n')
    return cells
  }

  return {
    paragraph(part, heading) {
      const start = length
      const trimmed = part.trim()
      if (trimmed === '') return start
      write(trimmed)
      const span = { kind: 'paragraph', start, end: length } as const
      blocks.push(heading === undefined ? span : { ...span, heading })
      write('\n')
      return start
    },
    grid(rows) {
      const start = length
      const written = rows.map(writeRow)
      blocks.push({ kind: 'grid', start, end: length, rows: written })
    },
    length: () => length,
    finish(kind, title, pages) {
      const text = parts.join('')
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
