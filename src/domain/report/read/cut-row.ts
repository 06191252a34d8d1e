import type { Lexicon } from './lexicon.ts'
import { isNumber, type Piece, pieceOf } from './piece.ts'
import type { Stream, Unit } from './stream.ts'

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
export function rowPieces(
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
  if (holdNumbers(below)) return [...here, ...below]
  // Numbers that stand by no row of the form may be this row's, beside a half of its label that cannot be read.
  const unclaimed = holdNumbers(all.filter((piece) => piece.unit.grid === own.grid && !isIn(own)(piece)))
  return isWhole && !unclaimed ? here : []
}

/** Rows below the headings, in their grid or in the next one that holds numbers; the rest of a heading is no row. */
export function gridBelow(pieces: readonly Piece[], own: Unit): readonly Piece[] {
  const cells = pieces.filter((piece) => piece.unit.kind === 'cell' && !isIn(own)(piece))
  const inOwn = cells.filter(({ unit }) => unit.grid === own.grid)
  if (holdNumbers(inOwn)) return inOwn
  const numbered = cells.find(({ tokens }) => tokens.some(isNumber))
  const next = numbered && cells.filter((piece) => rowOf(piece) === rowOf(numbered))
  return next?.every(({ words }) => words === '') ? next : inOwn
}
