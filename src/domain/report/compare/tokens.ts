import { printedYear } from '../checks/copied.ts'

/** A text as numbers that can be compared fast; `spans[2 * i]` and `spans[2 * i + 1]` are where token i stands in it. */
export interface Tokens {
  /** A character, a year as its distance from the report's own, or a figure. Spaces are left out. */
  readonly exact: Int32Array
  readonly spans: Int32Array
}

/** Figures by their digits, shared by the texts that are compared. */
export type Figures = Map<string, number>

const yearBase = 0x20_0000
const figureBase = 0x40_0000

const yearOrFigure = new RegExp(`${printedYear.source}|\\d[\\d,]*(?:\\.\\d+)?`, 'g')

/** The tokens of a text; years are told from `year`, and are figures where that is not known. */
export function tokensOf(text: string, year: number | null, figures: Figures): Tokens {
  const exact = new Int32Array(text.length)
  const spans = new Int32Array(text.length * 2)
  let count = 0
  const add = (token: number, from: number, to: number) => {
    exact[count] = token
    spans[2 * count] = from
    spans[2 * count + 1] = to
    count += 1
  }
  const addCharacters = (from: number, to: number) => {
    for (let at = from; at < to; ) {
      const code = text.codePointAt(at) ?? 0
      const width = code > 0xffff ? 2 : 1
      if (!isSpace(code)) add(code, at, at + width)
      at += width
    }
  }
  let done = 0
  for (const match of text.matchAll(yearOrFigure)) {
    addCharacters(done, match.index)
    done = match.index + match[0].length
    const told = match[1] !== undefined && year !== null
    add(told ? yearBase + yearBase / 2 + Number(match[1]) - year : figureOf(match[0], figures), match.index, done)
  }
  addCharacters(done, text.length)
  return { exact: exact.subarray(0, count), spans: spans.subarray(0, 2 * count) }
}

/** The token with all figures alike. */
export const loose = (token: number) => Math.min(token, figureBase)

/** Characters of the text, spaces aside, that the tokens `from` to `to` (exclusive) stand for. */
export function widthOf({ exact, spans }: Tokens, from = 0, to = exact.length): number {
  let width = 0
  for (let at = from; at < to; at += 1) width += (spans[2 * at + 1] ?? 0) - (spans[2 * at] ?? 0)
  return width
}

function figureOf(digits: string, figures: Figures): number {
  const known = figures.get(digits) ?? figures.size
  figures.set(digits, known)
  return figureBase + known
}

const isSpace = (code: number) => code === 0x20 || code === 0x3000 || code === 0xa0 || (code >= 9 && code <= 13)
