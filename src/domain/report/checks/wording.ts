import { canBeCopied, ownPassages, yearless } from './copied.ts'
import { passagesOf, placeIn } from './passages.ts'
import type { CheckInput, Hit } from './rule.ts'

/** More of one kind are told by their number or not at all: a page must stay readable. */
const places = 20

/** Paragraphs that equal last year's once every year in them is told from the report's own. */
export function copiedHits({ reading, previous }: CheckInput): readonly Hit[] {
  if (!previous) return []
  const long = ownPassages(previous).filter(canBeCopied)
  const before = new Set(long.map(({ paragraph }) => yearless(paragraph.text, previous.year)))
  return ownPassages(reading)
    .filter((passage) => canBeCopied(passage) && before.has(yearless(passage.paragraph.text, reading.year)))
    .map(({ section, paragraph }) => {
      const { start, end, text } = paragraph
      const message = `这一段与上年报告除年份外完全相同：“${excerpt(text)}”`
      return { cells: [], key: `${section} ${excerpt(text)}`, places: [{ start, end, text }], message }
    })
}

/** Words printed twice in a row. Precision first: only what is never meant. */
export function repeatedHits({ reading }: CheckInput): readonly Hit[] {
  const found = passagesOf(reading).flatMap(({ section, paragraph }) =>
    [...paragraph.text.matchAll(doubled)].map((match) => ({
      cells: [],
      key: `${section} ${match[0]}`,
      places: [placeIn(paragraph, match.index, match.index + match[0].length)],
      message: `“${around(paragraph.text, match.index, match[0].length)}”中“${match[0]}”重复`,
    })),
  )
  return found.slice(0, places)
}

/** ASCII punctuation between Chinese characters, and stops in a row: one hint for the whole report. */
export function punctuationHits({ reading }: CheckInput): readonly Hit[] {
  const found = passagesOf(reading).flatMap(({ section, paragraph }) =>
    section === 'preamble' ? [] : [...paragraph.text.matchAll(wrongStops)].map((match) => ({ match, paragraph })),
  )
  const first = found[0]
  if (!first) return []
  const example = around(first.paragraph.text, first.match.index, first.match[0].length)
  return [
    {
      cells: [],
      left: found.length,
      places: found
        .slice(0, places)
        .map(({ match, paragraph }) => placeIn(paragraph, match.index, match.index + match[0].length)),
      message: `标点不规范 ${found.length} 处，如“${example}”`,
    },
  ]
}

const doubled =
  /(?<!目)的的(?!确)|([一-龥]{3,12})\1|(进行|加强|开展|通过|推进|落实|以及|及时|积极|进一步|我局|我区|我县|我市|我镇|我委|我办|情况)\2/g

const wrongStops =
  /(?<=[一-龥”）])[,;:!?](?=[一-龥“（]|\s*$)|(?<=[一-龥])\.(?=[一-龥])|，{2,}|。{2,}|、{2,}|；{2,}|[，、；]。|。[，、；]/g

const excerpt = (text: string) => (text.trim().length > 24 ? `${text.trim().slice(0, 24)}…` : text.trim())

const around = (text: string, index: number, length: number) =>
  text.slice(Math.max(0, index - 6), index + length + 6).trim()
