import { findNumbers, type NumberKind } from './find-numbers.ts'
import { isCovered, onPage, type Region } from './regions.ts'

/** One sign on a page, in parts of the page. */
export interface PlacedSign {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A line of writing, its signs from left to right. */
export interface TextLine {
  readonly signs: readonly PlacedSign[]
}

/** A number that was found, and what to cover: a region for each line that it stands on. */
export interface Suggestion {
  readonly kind: NumberKind
  /** Its beginning and end, to tell it from others. */
  readonly shown: string
  readonly regions: readonly Region[]
}

/** A gap between two signs, in heights of the writing, behind which something else begins: another cell of a table. */
const cellGap = 1.2

interface Placed {
  readonly sign: PlacedSign
  readonly line: number
}

/** The writing of a page as one text, with the sign that stands at each of its places; none at gaps and line ends. */
function asText(lines: readonly TextLine[]) {
  let text = ''
  const places: (Placed | undefined)[] = []
  const add = (part: string, placed?: Placed) => {
    text += part
    for (let at = 0; at < part.length; at++) places.push(placed)
  }
  for (const [line, { signs }] of lines.entries()) {
    if (line > 0) add('\n')
    for (const [at, sign] of signs.entries()) {
      const before = signs[at - 1]
      const gap = before === undefined ? 0 : (sign.left - before.right) / Math.max(sign.right - sign.left, 1e-6)
      // Two spaces stop every number.
      if (gap > cellGap * 2) add('  ')
      add(sign.text, { sign, line })
    }
  }
  return { text, places }
}

/** A little more than the signs themselves: their strokes reach beyond their width. */
const margin = 0.1

function boxOf(signs: readonly PlacedSign[], page: number): Region {
  const left = Math.min(...signs.map((sign) => sign.left))
  const right = Math.max(...signs.map((sign) => sign.right))
  const top = Math.min(...signs.map((sign) => sign.top))
  const bottom = Math.max(...signs.map((sign) => sign.bottom))
  const aside = ((right - left) / signs.length) * margin * 2
  return onPage({ page, left: left - aside, top, width: right - left + aside * 2, height: bottom - top })
}

const shortened = (found: string) => {
  const signs = found.replace(/\s+/g, '')
  return `${signs.slice(0, 3)}…${signs.slice(-2)}`
}

/** Numbers of people on a page, each with the regions that cover it whole. */
export function suggestionsOn(lines: readonly TextLine[], page: number): readonly Suggestion[] {
  const { text, places } = asText(lines)
  return findNumbers(text).map(({ kind, start, end }) => {
    const placed = places.slice(start, end).filter((place) => place !== undefined)
    const onLines = [...new Set(placed.map(({ line }) => line))]
    const regions = onLines.map((on) =>
      boxOf(
        placed.filter(({ line }) => line === on).map(({ sign }) => sign),
        page,
      ),
    )
    return { kind, shown: shortened(text.slice(start, end)), regions }
  })
}

/** Suggestions that are not covered yet. */
export const openSuggestions = (all: readonly Suggestion[], marks: readonly Region[]): readonly Suggestion[] =>
  all.filter(({ regions }) => !regions.every((region) => isCovered(region, marks)))
