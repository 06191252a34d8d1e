import { offsetAt, type Stream, type Unit } from './stream.ts'
import { type Token, tokensIn } from './values.ts'

/** What stands between a row's label and the next label. */
export interface Zone {
  /** A cell that holds several runs of digits counts as one number. */
  readonly tokens: readonly Token[]
  /** The same with each run of digits on its own. */
  readonly apart: readonly Token[]
  /** Every token is a cell of one row of a grid or of one tab-separated line. */
  readonly oneRow: boolean
}

const isNumber = (token: Token) => token.kind !== 'blank'

function unitsBetween(stream: Stream, from: number, to: number): Unit[] {
  const first = from > 0 ? (stream.unitOf[from - 1] as number) : 0
  const last = to < stream.unitOf.length ? (stream.unitOf[to] as number) : stream.units.length - 1
  return stream.units.slice(first, last + 1)
}

/** A cell that holds one number with spaces or line breaks inside holds one number: `1 17` is 117. */
function joined(tokens: readonly Token[]): Token[] {
  if (tokens.length < 2 || !tokens.every((token) => token.kind === 'number' && token.digits !== '')) return [...tokens]
  const digits = tokens.map((token) => (token.kind === 'number' ? token.digits : '')).join('')
  if (digits.startsWith('0')) return [...tokens]
  const first = tokens[0] as Token
  const last = tokens[tokens.length - 1] as Token
  return [{ kind: 'number', start: first.start, end: last.end, value: Number(digits), digits, unit: '', remark: '' }]
}

function unitTokens(stream: Stream, unit: Unit, start: number, end: number, known: string): Token[] {
  const text = stream.flat.slice(start, end)
  const tokens = tokensIn(text, start, known)
  const whole = start <= unit.start && end >= unit.end
  if (tokens.length > 0 || !whole) return tokens
  const words = stream.words.slice(unit.from, unit.to)
  if (words !== '' && unit.kind === 'cell' && !known.includes(words)) return [{ kind: 'lost', start, end }]
  if (words !== '' || text.trim() !== '') return tokens
  return [{ kind: 'blank', start: unit.start, end: unit.start, soft: unit.kind === 'line' }]
}

/** How far a row's values may reach: its own line or cell row; the lines below a heading; anything up to the next mark. */
export type Reach = 'row' | 'below' | 'all'

interface Piece {
  readonly unit: Unit
  readonly tokens: readonly Token[]
}

function asZone(pieces: readonly Piece[], oneRow: boolean): Zone {
  return {
    tokens: pieces.flatMap(({ unit, tokens }) => (unit.kind === 'cell' ? joined(tokens) : tokens)),
    apart: pieces.flatMap(({ tokens }) => tokens),
    oneRow,
  }
}

/** Where no next mark bounds the values, they end at the first text that is not the form's. */
function upToForeignText(stream: Stream, pieces: readonly Piece[], known: string): readonly Piece[] {
  let numbers = false
  const end = pieces.findIndex(({ unit, tokens }) => {
    numbers ||= tokens.some(isNumber)
    if (tokens.length > 0 || !numbers) return false
    const words = stream.words.slice(unit.from, unit.to)
    return words.length > 1 && !known.includes(words.slice(0, 12))
  })
  return end < 0 ? pieces : pieces.slice(0, end)
}

/**
 * The value cells between `from` (behind a label) and `to` (before the next mark) of the stream.
 *
 * @param open no next mark bounds the values
 */
export function zoneOf(stream: Stream, from: number, to: number, known: string, reach: Reach, open: boolean): Zone {
  const start = from > 0 ? (stream.offsets[from - 1] as number) + 1 : 0
  const end = offsetAt(stream, to)
  const label = from > 0 ? stream.units[stream.unitOf[from - 1] as number] : undefined
  const all = unitsBetween(stream, from, to).flatMap((unit): Piece[] => {
    if (unit.end < start || unit.start > end || (unit.start === end && unit.kind !== 'cell')) return []
    const a = Math.max(unit.start, start)
    const b = Math.min(unit.end, end)
    if (b < a || (unit === label && stream.flat.slice(a, b).trim() === '')) return []
    return [{ unit, tokens: unitTokens(stream, unit, a, b, known) }]
  })
  const pieces = open ? upToForeignText(stream, all, known) : all
  const inRow = ({ unit }: Piece) => unit.grid === label?.grid && unit.row === label.row
  if (reach === 'below' && label) {
    const grid = label.kind === 'cell'
    const below = pieces.filter((piece) =>
      grid ? piece.unit.grid === label.grid && !inRow(piece) : !inRow(piece) || piece.tokens.some(isNumber),
    )
    return asZone(below, false)
  }
  if (reach === 'row' && (label?.kind === 'cell' || label?.kind === 'tab')) {
    const here = asZone(pieces.filter(inRow), true)
    const elsewhere = pieces.some((piece) => !inRow(piece) && piece.tokens.some(isNumber))
    if (here.tokens.some(isNumber) || (here.tokens.length > 0 && !elsewhere)) return here
  }
  return asZone(pieces, false)
}
