import type { Span } from '../../domain/report/paper.ts'
import type { PaperWriter } from '../paper-writer.ts'
import { firstWordWidth, joinText, lineText, type TextLine } from './lines.ts'
import type { PageTable } from './ruled-tables.ts'

/** What a page holds, without its header and footer. */
export interface PageContent {
  readonly lines: readonly TextLine[]
  readonly tables: readonly PageTable[]
}

interface OpenParagraph {
  text: string
  last: TextLine
  /** Lengths of `text` at which a page ended. */
  readonly breaks: number[]
}

interface Margins {
  readonly left: number
  readonly right: number
}

/** The edges that most lines keep to: reports are set in one column. */
function marginsOf(pages: readonly PageContent[]): Margins {
  const lines = pages.flatMap((page) => page.lines)
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
  return {
    left: at(
      lines.map((line) => line.left),
      0.1,
    ),
    right: at(
      lines.map((line) => line.right),
      0.85,
    ),
  }
}

/** A line that ends at the right edge, or before it because the next word, as a web address, would not have fitted. */
function isFull(upper: TextLine, lower: TextLine, margins: Margins): boolean {
  const room = margins.right - upper.right
  if (room <= upper.size * 1.6) return true
  const isSentence = /[。！？；：]$/.test(upper.glyphs.at(-1)?.text ?? '')
  return firstWordWidth(lower) > (isSentence ? Math.max(room, upper.size * 5) : room)
}

/** A full line whose text goes on at the left edge of the next one. */
function goesOn(upper: TextLine, lower: TextLine, margins: Margins, isNewPage: boolean): boolean {
  const { size } = upper
  if (Math.abs(size - lower.size) > size * 0.15) return false
  if (!isFull(upper, lower, margins)) return false
  if (lower.left > margins.left + size * 0.8 && lower.left > upper.left - size) return false
  return isNewPage || lower.base - upper.base < size * 3
}

/** Writes pages in reading order; lines that were wrapped become one paragraph again, across pages too. */
export function writePages(writer: PaperWriter, pages: readonly PageContent[]): Span[] {
  const margins = marginsOf(pages)
  const pageEnds: number[] = []
  let open: OpenParagraph | undefined
  let isNewPage = false

  function close(): void {
    if (!open) return
    const start = writer.paragraph(open.text)
    for (const length of open.breaks) pageEnds.push(start + length)
    open = undefined
  }

  function addLine(line: TextLine): void {
    const text = lineText(line)
    if (open && goesOn(open.last, line, margins, isNewPage)) {
      open.text = joinText(open.text, text, ' ')
      open.last = line
    } else {
      close()
      open = { text, last: line, breaks: [] }
    }
    isNewPage = false
  }

  for (const page of pages) {
    const items = [
      ...page.lines.map((line) => ({ top: line.base - line.size / 2, line, table: undefined })),
      ...page.tables.map((table) => ({ top: table.top, line: undefined, table })),
    ].sort((a, b) => a.top - b.top)
    for (const { line, table } of items) {
      if (line) addLine(line)
      if (!table) continue
      close()
      writer.grid(table.rows)
      isNewPage = false
    }
    if (open) open.breaks.push(open.text.length)
    else pageEnds.push(writer.length())
    isNewPage = true
  }
  close()
  return spansTo(pageEnds, writer.length())
}

/** Page by page from the places where pages end; the last page takes the rest. */
function spansTo(ends: readonly number[], length: number): Span[] {
  return ends.map((end, index) => ({
    start: index === 0 ? 0 : (ends[index - 1] as number),
    end: index === ends.length - 1 ? length : end,
  }))
}
