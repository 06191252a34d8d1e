import { absentMark } from '../render/figure-text.ts'
import { likeness } from './anchors.ts'
import { gridBelow, rowPieces } from './cut-row.ts'
import type { Lexicon } from './lexicon.ts'
import { isNumber, type Piece, pieceOf } from './piece.ts'
import { offsetAt, type Stream, type Unit } from './stream.ts'
import type { Token } from './values.ts'

/** What stands between a row's label and the next label. */
export interface Zone {
  /** A cell that holds several runs of digits counts as one number. */
  readonly tokens: readonly Token[]
  /** The same with each run of digits on its own. */
  readonly apart: readonly Token[]
  /** Column of the unit in which a token stands; -1 where that is not known. */
  readonly columnOf: (token: Token) => number
}

function unitsBetween(stream: Stream, from: number, to: number): Unit[] {
  const first = from > 0 ? (stream.unitOf[from - 1] as number) : 0
  const last = to < stream.unitOf.length ? (stream.unitOf[to] as number) : stream.units.length - 1
  return stream.units.slice(first, last + 1)
}

/** A cell that holds one number with spaces or line breaks inside holds one number: `1 17` is 117. */
function joined(tokens: readonly Token[], flat: string): Token[] {
  if (tokens.length < 2 || !tokens.every((token) => token.kind === 'number' && token.digits !== '')) return [...tokens]
  if (tokens.some(({ end }, at) => flat.slice(end, tokens[at + 1]?.start ?? end).trim() !== '')) return [...tokens]
  const digits = tokens.map((token) => (token.kind === 'number' ? token.digits : '')).join('')
  if (digits.startsWith('0')) return [...tokens]
  const first = tokens[0] as Token
  const last = tokens[tokens.length - 1] as Token
  return [
    {
      kind: 'number',
      start: first.start,
      end: last.end,
      value: Number(digits),
      digits,
      unit: '',
      remark: '',
      glued: false,
      signed: false,
    },
  ]
}

/** How far a row's values may reach: its own line or cell row; the lines below a heading; anything up to the next mark. */
export type Reach = 'row' | 'below' | 'all'

/** Cells with one number each, beside which a cell with several holds more than its own row's. */
const tellingCells = 3

function asZone(all: readonly Piece[], flat: string): Zone {
  const single = all.filter(({ unit, tokens }) => unit.kind === 'cell' && tokens.filter(isNumber).length === 1)
  const pieces = all.map((piece) => {
    const { unit, tokens } = piece
    if (unit.kind !== 'cell' || single.length < tellingCells || joined(tokens, flat).length < 2) return piece
    return { ...piece, tokens: [{ kind: 'lost', start: unit.start, end: unit.end } as const] }
  })
  return {
    tokens: pieces.flatMap(({ unit, tokens }) => (unit.kind === 'cell' ? joined(tokens, flat) : tokens)),
    apart: pieces.flatMap(({ tokens }) => tokens),
    columnOf: (token) =>
      pieces.find(({ tokens }) => tokens.some(({ start }) => start === token.start))?.unit.column ?? -1,
  }
}

/** A row's label with letters lost or wrong: more like a row's label than like a heading beside or above rows. */
function isRowLabel(words: string, lexicon: Lexicon): boolean {
  if (words.length < 4 || words.length > 60) return false
  const best = (labels: readonly string[]) => Math.max(0, ...labels.map((label) => likeness(words, label)))
  const row = best(lexicon.rowLabels)
  return row >= 0.5 && row > best(lexicon.otherLabels)
}

/** Values end where another label begins, and, where no mark bounds them, at the first text that is not the form's. */
function upToOtherText(pieces: readonly Piece[], lexicon: Lexicon, open: boolean): readonly Piece[] {
  let numbers = false
  for (let at = 0; at < pieces.length; at++) {
    const { tokens, ended, words } = pieces[at] as Piece
    numbers ||= tokens.some((token) => token.kind === 'number')
    if (ended) return pieces.slice(0, at + 1)
    if (words.length < 2 || words === absentMark || lexicon.known.includes(words.slice(0, 12))) continue
    if ((open && numbers) || isRowLabel(words.replace(/^\d+\.?/, ''), lexicon)) return pieces.slice(0, at)
  }
  return pieces
}

export interface ZoneRequest {
  /** Behind the label, in the stream. */
  readonly from: number
  /** Before the next mark. */
  readonly to: number
  readonly reach: Reach
  /** No next mark of the table bounds the values. */
  readonly open: boolean
  /** Words of the label, to know its second half on the next page. */
  readonly label: string
}

/** The value cells between a label and the next mark. */
export function zoneOf(stream: Stream, lexicon: Lexicon, { from, to, reach, open, label }: ZoneRequest): Zone {
  const start = from > 0 ? (stream.offsets[from - 1] as number) + 1 : 0
  const end = offsetAt(stream, to)
  const own = from > 0 ? stream.units[stream.unitOf[from - 1] as number] : undefined
  const all = unitsBetween(stream, from, to).flatMap((unit): Piece[] => {
    if (unit.end < start || unit.start > end || (unit.start === end && unit.kind !== 'cell')) return []
    const a = Math.max(unit.start, start)
    const b = Math.min(unit.end, end)
    if (b < a || (unit === own && stream.flat.slice(a, b).trim() === '')) return []
    return [pieceOf(stream, unit, a, b, { from, to }, lexicon.known)]
  })
  const inRow = ({ unit }: Piece) => unit.grid === own?.grid && unit.row === own.row
  if (reach === 'row' && own?.kind === 'cell') {
    return asZone(rowPieces(stream, lexicon, all, own, label), stream.flat)
  }
  const pieces = upToOtherText(all, lexicon, open)
  if (reach === 'below' && own) {
    const numbers = ({ tokens }: Piece) => tokens.some(isNumber)
    if (own.kind === 'cell') return asZone(gridBelow(pieces, own), stream.flat)
    return asZone(
      pieces.filter((piece) => !inRow(piece) || numbers(piece)),
      stream.flat,
    )
  }
  if (reach === 'row' && own?.kind === 'tab') {
    const here = asZone(pieces.filter(inRow), stream.flat)
    const elsewhere = pieces.some((piece) => !inRow(piece) && piece.tokens.some(isNumber))
    if (here.tokens.some(isNumber) || (here.tokens.length > 0 && !elsewhere)) return here
  }
  return asZone(pieces, stream.flat)
}
