import type { Stream, Unit } from './stream.ts'
import { isOdd, readPiece, type Token } from './values.ts'

/** A number, or something that stands where one may have stood. */
export const isNumber = (token: Token) => token.kind !== 'blank'

/** A unit, or what of it lies between a label and the next, and the values it holds. */
export interface Piece {
  readonly unit: Unit
  readonly tokens: readonly Token[]
  /** Another row's label begins in it. */
  readonly ended: boolean
  /** Words of the unit where it holds no value. */
  readonly words: string
}

/** Stretch of the stream that counts. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Reads a unit from `start` to `end` (offsets in the paper): an empty one is a blank, a cell of other words is lost. */
export function pieceOf(stream: Stream, unit: Unit, start: number, end: number, range: Range, known: string): Piece {
  const text = stream.flat.slice(start, end)
  const before = start > unit.start ? (stream.flat[start - 1] as string) : ''
  const { tokens, ended } = readPiece(text, start, known, before)
  const whole = start <= unit.start && end >= unit.end
  const words = stream.words.slice(Math.max(unit.from, range.from), Math.min(unit.to, range.to))
  const lost = { unit, tokens: [{ kind: 'lost', start, end }], ended, words: isOdd(text) ? '' : words } as const
  if (whole && unit.kind === 'cell' && tokens.length > 1 && tokens.some(({ kind }) => kind === 'lost'))
    return { ...lost, words: '' }
  if (tokens.length > 0 || ended || !whole) return { unit, tokens, ended, words: tokens.length > 0 ? '' : words }
  if (words !== '' && unit.kind === 'cell' && !known.includes(words)) return lost
  if ((unit.kind !== 'line' || unit.column > 0) && isOdd(text)) return lost
  if (words !== '' || text.trim() !== '') return { unit, tokens, ended, words }
  return {
    unit,
    tokens: [{ kind: 'blank', start: unit.start, end: unit.start, soft: unit.kind === 'line' }],
    ended,
    words,
  }
}
