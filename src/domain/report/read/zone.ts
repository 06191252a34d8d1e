import { likeness } from './anchors.ts'
import type { Lexicon } from './lexicon.ts'
import { offsetAt, type Stream, type Unit } from './stream.ts'
import { readPiece, type Token } from './values.ts'

/** What stands between a row's label and the next label. */
export interface Zone {
  /** A cell that holds several runs of digits counts as one number. */
  readonly tokens: readonly Token[]
  /** The same with each run of digits on its own. */
  readonly apart: readonly Token[]
  /** Column of the unit in which a token stands; -1 where that is not known. */
  readonly columnOf: (token: Token) => number
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

interface Piece {
  readonly unit: Unit
  readonly tokens: readonly Token[]
  readonly ended: boolean
  /** Words of the unit where it holds no value. */
  readonly words: string
}

interface Range {
  readonly from: number
  readonly to: number
}

function pieceOf(stream: Stream, unit: Unit, start: number, end: number, range: Range, known: string): Piece {
  const text = stream.flat.slice(start, end)
  const before = start > unit.start ? (stream.flat[start - 1] as string) : ''
  const { tokens, ended } = readPiece(text, start, known, before)
  const whole = start <= unit.start && end >= unit.end
  const words = stream.words.slice(Math.max(unit.from, range.from), Math.min(unit.to, range.to))
  if (tokens.length > 0 || ended || !whole) return { unit, tokens, ended, words: tokens.length > 0 ? '' : words }
  if (words !== '' && unit.kind === 'cell' && !known.includes(words)) {
    return { unit, tokens: [{ kind: 'lost', start, end }], ended, words }
  }
  if (words !== '' || text.trim() !== '') return { unit, tokens, ended, words }
  return {
    unit,
    tokens: [{ kind: 'blank', start: unit.start, end: unit.start, soft: unit.kind === 'line' }],
    ended,
    words,
  }
}

/** How far a row's values may reach: its own line or cell row; the lines below a heading; anything up to the next mark. */
export type Reach = 'row' | 'below' | 'all'

/** Cells with one number each, beside which a cell with several holds more than its own row's. */
const tellingCells = 3

function asZone(all: readonly Piece[]): Zone {
  const single = all.filter(({ unit, tokens }) => unit.kind === 'cell' && tokens.filter(isNumber).length === 1)
  const pieces = all.map((piece) => {
    const { unit, tokens } = piece
    if (unit.kind !== 'cell' || single.length < tellingCells || joined(tokens).length < 2) return piece
    return { ...piece, tokens: [{ kind: 'lost', start: unit.start, end: unit.end } as const] }
  })
  return {
    tokens: pieces.flatMap(({ unit, tokens }) => (unit.kind === 'cell' ? joined(tokens) : tokens)),
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
    if (words.length < 2 || lexicon.known.includes(words.slice(0, 12))) continue
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

/** Rows below the label's own in which its second half stands: a row that a page break cut in two. */
function continuation(pieces: readonly Piece[], own: Unit, label: string): readonly Piece[] {
  const rest = pieces.filter(({ unit, words }) => unit.kind === 'cell' && unit.row !== own.row && words.length > 1)
  const halves = new Set(
    rest.filter(({ words }) => label.endsWith(words)).map(({ unit }) => `${unit.grid}/${unit.row}`),
  )
  return pieces.filter(({ unit }) => halves.has(`${unit.grid}/${unit.row}`))
}

/** The last row of the grid before, if the first half of the label stands in it: a row that a page break cut in two. */
function upperHalf(stream: Stream, own: Unit, label: string, known: string): readonly Piece[] {
  let at = stream.units.indexOf(own)
  while (at >= 0 && stream.units[at]?.grid === own.grid && stream.units[at]?.row === own.row) at--
  const last = stream.units[at]
  if (last?.kind !== 'cell' || last.grid === own.grid) return []
  const row: Unit[] = []
  for (; stream.units[at]?.grid === last.grid && stream.units[at]?.row === last.row; at--)
    row.unshift(stream.units[at] as Unit)
  const words = (unit: Unit) => stream.words.slice(unit.from, unit.to).replace(/^\d{1,2}\.?/, '')
  const isItem = (text: string) => /^[一二三四五六七八九十]{1,2}$/.test(text)
  const half = row.findLastIndex((unit, at) =>
    words(unit).length > 1
      ? label.startsWith(words(unit))
      : isItem(words(unit)) && row.slice(at + 1).every((other) => !/[\u3400-\u9fff]/.test(words(other))),
  )
  if (half < 0) return []
  return row.slice(half + 1).map((unit) => pieceOf(stream, unit, unit.start, unit.end, unit, known))
}

const holdNumbers = (pieces: readonly Piece[]) => pieces.some(({ tokens }) => tokens.some(isNumber))
const rowOf = ({ unit }: Piece) => `${unit.grid}/${unit.row}`
const isIn = (own: Unit) => (piece: Piece) => piece.unit.grid === own.grid && piece.unit.row === own.row

/** A letter of a group's heading, written from top to bottom, stands beside any row; 规章 and 其他 are labels. */
const fewLetters = 1

/** Whether a row below holds numbers and no words: digits wrapped in narrow cells, this row's or the next one's. */
function strayAfter(pieces: readonly Piece[], own: Unit): boolean {
  const below = pieces.filter((piece) => piece.unit.grid === own.grid && piece.unit.row !== own.row)
  const letters = new Map<string, number>()
  for (const piece of below) letters.set(rowOf(piece), (letters.get(rowOf(piece)) ?? 0) + piece.words.length)
  return below.some((piece) => piece.tokens.some(isNumber) && (letters.get(rowOf(piece)) ?? 0) <= fewLetters)
}

/** Whether the row above, in the same grid, holds digits and no words, some of its cells being blank. */
function strayBefore(stream: Stream, own: Unit): boolean {
  let at = stream.unitOf[own.from] as number
  while (stream.units[at]?.grid === own.grid && stream.units[at]?.row === own.row) at--
  const above = stream.units[at]
  if (above?.kind !== 'cell' || above.grid !== own.grid) return false
  let [digits, blank, letters] = [false, false, 0]
  for (; stream.units[at]?.grid === own.grid && stream.units[at]?.row === above.row; at--) {
    const unit = stream.units[at] as Unit
    const words = stream.words.slice(unit.from, unit.to)
    letters += words.replace(/[^\u3400-\u9fff]/g, '').length
    if (/\d/.test(words)) digits = true
    else if (words === '') blank = true
  }
  return digits && blank && letters <= fewLetters
}

/** Rows right below a row without numbers that hold no words, only numbers: its figures, set between two lines of its label. */
function wordless(pieces: readonly Piece[], own: Unit): readonly Piece[] {
  const rows = new Map<string, Piece[]>()
  for (const piece of pieces) {
    if (piece.unit.kind === 'cell' && !isIn(own)(piece))
      rows.set(rowOf(piece), [...(rows.get(rowOf(piece)) ?? []), piece])
  }
  const numbered = [...rows.values()].filter(holdNumbers)
  return numbered.length === 1 && numbered[0]?.every(({ words }) => words === '') ? numbered[0] : []
}

/**
 * Cells of the row in which a label stands, or of the other half of that row where a page break cut it in two. Nothing
 * where both halves hold numbers: digits were cut apart too.
 */
function rowPieces(
  stream: Stream,
  lexicon: Lexicon,
  all: readonly Piece[],
  own: Unit,
  label: string,
): readonly Piece[] {
  const here = all.filter(isIn(own))
  const isWhole = stream.words.slice(own.from, own.to).includes(label.slice(0, 3))
  const above = isWhole && holdNumbers(here) ? [] : upperHalf(stream, own, label, lexicon.known)
  const below = continuation(all, own, label)
  const isCut = holdNumbers(above) || holdNumbers(below) || strayAfter(all, own) || strayBefore(stream, own)
  if (holdNumbers(here)) return isCut ? [] : here
  if (above.length > 0) return above
  const between = wordless(all, own)
  if (between.length > 0) return between
  return isWhole || holdNumbers(below) ? [...here, ...below] : []
}

/** Rows below the headings, in their grid or in the next one that holds numbers; the rest of a heading is no row. */
function gridBelow(pieces: readonly Piece[], own: Unit): readonly Piece[] {
  const cells = pieces.filter((piece) => piece.unit.kind === 'cell' && !isIn(own)(piece))
  const inOwn = cells.filter(({ unit }) => unit.grid === own.grid)
  if (holdNumbers(inOwn)) return inOwn
  const numbered = cells.find(({ tokens }) => tokens.some(isNumber))
  const next = numbered && cells.filter((piece) => rowOf(piece) === rowOf(numbered))
  return next?.every(({ words }) => words === '') ? next : inOwn
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
    return asZone(rowPieces(stream, lexicon, all, own, label))
  }
  const pieces = upToOtherText(all, lexicon, open)
  if (reach === 'below' && own) {
    const numbers = ({ tokens }: Piece) => tokens.some(isNumber)
    if (own.kind === 'cell') return asZone(gridBelow(pieces, own))
    return asZone(pieces.filter((piece) => !inRow(piece) || numbers(piece)))
  }
  if (reach === 'row' && own?.kind === 'tab') {
    const here = asZone(pieces.filter(inRow))
    const elsewhere = pieces.some((piece) => !inRow(piece) && piece.tokens.some(isNumber))
    if (here.tokens.some(isNumber) || (here.tokens.length > 0 && !elsewhere)) return here
  }
  return asZone(pieces)
}
