import type { Paper, Paragraph } from '../../domain/report/paper.ts'
import { simplify } from '../simplify.ts'

/** A plain text kept as it is, one paragraph a line; blank lines have none. */
export function readPlainText(text: string): Paper {
  const blocks: Paragraph[] = []
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    if (end > start) blocks.push({ kind: 'paragraph', start, end })
    start = end + 1
  }
  return { kind: 'text', text, simplified: simplify(text), blocks }
}
