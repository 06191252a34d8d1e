import type { Column } from '../form.ts'
import { type Anchor, findAnchors } from './anchors.ts'
import { wordsOf } from './flatten.ts'
import type { TableLexicon } from './lexicon.ts'
import { type Placed, type Placement, placementsOf } from './placements.ts'
import type { Stream } from './stream.ts'
import type { TableFound } from './table.ts'
import { zoneOf } from './zone.ts'

/** End of the last column heading between two places of the stream. */
function endOfHeadings(stream: Stream, columns: readonly Column[], from: number, to: number): number {
  const needles = columns.flatMap((column) => [column.label, ...(column.anchors ?? [])]).map(wordsOf)
  const ends = needles.map((needle) => {
    const at = stream.words.lastIndexOf(needle, to - needle.length)
    return at >= from ? at + needle.length : -1
  })
  return Math.max(from, ...ends)
}

function fits(columns: readonly Column[], placement: Placement): boolean {
  const total = columns.findIndex((column) => column.role === 'total')
  for (let at = 0; at < placement.length; at += columns.length) {
    const cells = placement.slice(at, at + columns.length).map((cell: Placed | undefined) => cell?.value ?? null)
    const printed = cells[total]
    const parts = cells.filter((_, index) => index !== total)
    if (printed == null || parts.every((part) => part === null)) continue
    if (parts.reduce((sum: number, part) => sum + (part ?? 0), 0) !== printed) return false
  }
  return true
}

/** Whether the numbers stand row by row behind their labels, and not side by side in one line. */
function standsInRows(stream: Stream, anchors: readonly Anchor[], known: string, width: number): boolean {
  const filled = anchors.slice(0, -1).filter((anchor, at) => {
    const { tokens } = zoneOf(stream, anchor.to, (anchors[at + 1] as Anchor).from, known, 'all', false)
    return tokens.some((token) => token.kind === 'number') && tokens.length >= width
  })
  return filled.length > 0
}

/** Reads a table that prints all its rows side by side in one line; some print it row by row all the same. */
export function readLineTable(
  stream: Stream,
  { table, marks }: TableLexicon,
  known: string,
  from: number,
  to: number,
): TableFound | undefined {
  const block = table.blocks[0]
  const anchors = findAnchors(stream, marks, from, to)
  const first = anchors[0]
  if (!block || !first || anchors.length < 2) return undefined
  const width = block.columns.length
  const pick = (start: number, end: number, cells: number, open: boolean, reach: 'row' | 'below') => {
    const zone = zoneOf(stream, start, end, known, reach, open)
    const { ways } = placementsOf(
      zone,
      cells,
      zone.apart.some((token) => token.kind === 'number' && /^0\d/.test(token.digits)),
    )
    const fitting = ways.length === 1 ? ways : ways.filter((way) => fits(block.columns, way))
    return { placement: fitting.length === 1 ? fitting[0] : undefined, chosen: ways.length > 1, remaining: ways.length }
  }
  if (standsInRows(stream, anchors, known, width)) {
    const rows = block.rows.map((row) => {
      const at = anchors.findIndex((anchor) => anchor.mark.row === row)
      const anchor = anchors[at]
      if (!anchor) return { row, block, placement: undefined, chosen: false, remaining: -1 }
      return { row, block, ...pick(anchor.to, anchors[at + 1]?.from ?? to, width, at === anchors.length - 1, 'row') }
    })
    return { table, from: first.from, to, rows, anchored: anchors.length }
  }
  const headings = endOfHeadings(stream, block.columns, first.from, to)
  const line = pick(headings, to, width * block.rows.length, true, 'below')
  const rows = block.rows.map((row, at) => {
    const placement = line.placement?.slice(at * width, (at + 1) * width)
    return { row, block, placement, chosen: line.chosen && placement !== undefined, remaining: line.remaining }
  })
  return { table, from: first.from, to, rows, anchored: anchors.length }
}
