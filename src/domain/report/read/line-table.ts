import type { Column } from '../form.ts'
import { type Anchor, findAnchors } from './anchors.ts'
import { wordsOf } from './flatten.ts'
import type { Lexicon, TableLexicon } from './lexicon.ts'
import { type Placed, type Placement, placementsOf } from './placements.ts'
import type { Stream } from './stream.ts'
import { habitsOf, type TableFound } from './table.ts'
import { type ZoneRequest, zoneOf } from './zone.ts'

/** End of the last column heading between two places of the stream. */
function endOfHeadings(stream: Stream, columns: readonly Column[], from: number, to: number): number {
  const needles = columns.flatMap((column) => [column.label, ...(column.anchors ?? [])]).map(wordsOf)
  const ends = needles.map((needle) => {
    const at = stream.words.lastIndexOf(needle, to - needle.length)
    return at >= from ? at + needle.length : -1
  })
  return Math.max(from, ...ends)
}

/** Whether every block of the line is closed by its total; with `strict`, a blank total must have blank parts. */
function fits(columns: readonly Column[], placement: Placement, strict: boolean): boolean {
  const total = columns.findIndex((column) => column.role === 'total')
  for (let at = 0; at < placement.length; at += columns.length) {
    const cells = placement.slice(at, at + columns.length).map((cell: Placed | undefined) => cell?.value ?? null)
    const printed = cells[total]
    const parts = cells.filter((_, index) => index !== total)
    if (printed == null && strict && parts.some((part) => part !== null && part !== 0)) return false
    if (printed == null || parts.every((part) => part === null)) continue
    if (parts.reduce((sum: number, part) => sum + (part ?? 0), 0) !== printed) return false
  }
  return true
}

interface Line {
  readonly stream: Stream
  readonly lexicon: Lexicon
  readonly columns: readonly Column[]
  readonly anchors: readonly Anchor[]
  readonly to: number
  readonly together: boolean
}

/** Whether the numbers stand row by row behind their labels, and not side by side in one line. */
function standsInRows({ stream, lexicon, columns, anchors }: Line): boolean {
  return anchors.slice(0, -1).some((anchor, at) => {
    const to = (anchors[at + 1] as Anchor).from
    const { tokens } = zoneOf(stream, lexicon, { from: anchor.to, to, reach: 'all', open: false, label: '' })
    return tokens.filter((token) => token.kind === 'number').length > 1 && tokens.length >= columns.length - 2
  })
}

function pick({ stream, lexicon, columns, together }: Line, request: ZoneRequest, width: number) {
  const zone = zoneOf(stream, lexicon, request)
  const own = habitsOf([{ zone, width }])
  const habits = { ...own, together: own.together || together }
  const closing = { closes: (row: Placement) => fits(columns, row, true), judgesShorter: false }
  const { ways, by, allowed = ways.length } = placementsOf(zone, width, habits, closing)
  const fitting = ways.length === 1 ? ways : ways.filter((way) => fits(columns, way, true))
  return {
    placement: fitting.length === 1 ? fitting[0] : undefined,
    chosen: allowed > 1 && by !== 'window',
    remaining: allowed,
  }
}

/**
 * Reads a table that prints all its rows side by side in one line; some print it row by row all the same.
 *
 * @param context headed: the heading of the table's section stands at `from`, so the labels may be damaged;
 *   together: cells of the other tables ran together
 */
export function readLineTable(
  stream: Stream,
  lexicon: Lexicon,
  { table, marks }: TableLexicon,
  from: number,
  to: number,
  context: { readonly headed: boolean; readonly together: boolean },
): TableFound | undefined {
  const block = table.blocks[0]
  const anchors = findAnchors(stream, marks, from, to)
  if (!block || (anchors.length < 2 && !context.headed)) return undefined
  const first = anchors[0] ?? { from }
  const width = block.columns.length
  const line: Line = { stream, lexicon, columns: block.columns, anchors, to, together: context.together }
  const found = {
    table,
    from: first.from,
    to,
    anchored: anchors.length,
    habits: { together: context.together, spaced: false },
  }
  if (standsInRows(line)) {
    const rows = block.rows.map((row) => {
      const at = anchors.findIndex((anchor) => anchor.mark.row === row)
      const anchor = anchors[at]
      if (!anchor) return { row, block, placement: undefined, chosen: false, remaining: -1 }
      const next = anchors[at + 1]
      const request: ZoneRequest = {
        from: anchor.to,
        to: next?.from ?? to,
        reach: 'row',
        open: !next,
        label: anchor.mark.label,
      }
      return { row, block, ...pick(line, request, width) }
    })
    return { ...found, rows }
  }
  const headings = endOfHeadings(stream, block.columns, first.from, to)
  const request: ZoneRequest = { from: headings, to, reach: 'below', open: true, label: '' }
  const { placement, chosen, remaining } = pick(line, request, width * block.rows.length)
  const rows = block.rows.map((row, at) => {
    const cells = placement?.slice(at * width, (at + 1) * width)
    return { row, block, placement: cells, chosen: chosen && cells !== undefined, remaining }
  })
  return { ...found, rows }
}
