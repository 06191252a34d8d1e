import { canBeCopied, ownPassages, yearless } from '../checks/copied.ts'
import type { Passage } from '../checks/passages.ts'
import type { Span } from '../paper.ts'
import type { Reading } from '../reading.ts'
import { equalStretches, isEqual, type Stretch } from './equal-stretches.ts'
import { findNearest, shinglesOf, similarity } from './shingles.ts'
import { type Figures, loose, type Tokens, tokensOf, widthOf } from './tokens.ts'

/** A paragraph and the one of the other report that it is most like. */
export interface ProsePair {
  readonly now: Passage
  /** Null where no paragraph of the other report is like it. */
  readonly before: Passage | null
  /** From 0 to 1, years told from each report's own and all figures alike. */
  readonly similarity: number
  /**
   * copied: equal but for the year, as the rule prose.copied has it. figures: equal but for year and figures.
   * similar: shares much. new: like nothing in the other report.
   */
  readonly kind: 'copied' | 'figures' | 'similar' | 'new'
  /** Equal stretches as offsets into `now.paragraph.text` and `before.paragraph.text`; a figure that changed is in none. */
  readonly equalNow: readonly Span[]
  readonly equalBefore: readonly Span[]
  /** Characters in equal stretches and in all, spaces aside. */
  readonly copiedCharacters: number
  readonly characters: number
  /** Whether it counts in the shares: short lines are headings and common phrases. */
  readonly counted: boolean
}

export interface CopiedShare {
  /** Characters of paragraphs that count, and those of them in equal stretches. */
  readonly characters: number
  readonly copied: number
  /** From 0 to 1; null where no paragraph counts. */
  readonly share: number | null
}

export interface ProseComparison {
  /** One a paragraph of the newer report, in its order; the preamble is left out. */
  readonly pairs: readonly ProsePair[]
  /** Paragraphs of the older report that no pair names. */
  readonly gone: readonly Passage[]
  /** By section of the newer report, in its order. */
  readonly sections: readonly (CopiedShare & { readonly section: string })[]
  readonly overall: CopiedShare
}

/** Less is what two reports of any bodies have in common. */
const leastSimilar = 0.4

/** Which prose of a report is taken over from the same body's report of another year. */
export function compareProse(now: Reading, before: Reading): ProseComparison {
  const figures: Figures = new Map()
  const left = textsOf(now, figures)
  const right = textsOf(before, figures)
  const partnerOf = findPartner(right)
  const partners = left.map((text, at) => partnerOf(text, at))
  const pairs = left.map((text, at) => pairOf(text, partners[at]))
  const named = new Set(partners)
  const gone = right.filter((text) => !named.has(text)).map(({ passage }) => passage)
  return { pairs, gone, ...sharesOf(pairs) }
}

interface Text {
  readonly passage: Passage
  readonly tokens: Tokens
  readonly shingles: Int32Array
  readonly yearless: string
}

function textsOf(reading: Reading, figures: Figures): readonly Text[] {
  return ownPassages(reading).map((passage) => {
    const tokens = tokensOf(passage.paragraph.text, reading.year, figures)
    const bare = yearless(passage.paragraph.text, reading.year)
    return { passage, tokens, shingles: shinglesOf(tokens), yearless: bare }
  })
}

/** The nearest copy; where there is none the most similar text, of several the one in the same section or nearest. */
function findPartner(texts: readonly Text[]): (text: Text, at: number) => Text | undefined {
  const copies = new Map<string, number[]>()
  for (const [index, text] of texts.entries())
    copies.set(text.yearless, [...(copies.get(text.yearless) ?? []).slice(0, copiesTried), index])
  const nearest = findNearest(texts.map(({ shingles }) => shingles))
  return (text, at) => {
    if (text.tokens.exact.length === 0) return undefined
    const found = (copies.get(text.yearless) ?? nearest(text.shingles, at)).map((index) => {
      const other = texts[index] as Text
      const elsewhere = other.passage.section === text.passage.section ? 0 : 1
      return { other, like: similarity(text.shingles, other.shingles), elsewhere, far: Math.abs(index - at) }
    })
    const [best] = found.sort((a, b) => b.like - a.like || a.elsewhere - b.elsewhere || a.far - b.far)
    return best && best.like >= leastSimilar ? best.other : undefined
  }
}

/** Of a sentence that a report repeats, more places are not looked at. */
const copiesTried = 20

function pairOf(text: Text, other: Text | undefined): ProsePair {
  const characters = widthOf(text.tokens)
  const own = { now: text.passage, characters, counted: canBeCopied(text.passage) }
  if (!other)
    return { ...own, before: null, similarity: 0, kind: 'new', equalNow: [], equalBefore: [], copiedCharacters: 0 }
  const stretches = equalStretches(text.tokens.exact, other.tokens.exact)
  const copiedCharacters = stretches.reduce((sum, { now, length }) => sum + widthOf(text.tokens, now, now + length), 0)
  return {
    ...own,
    before: other.passage,
    similarity: similarity(text.shingles, other.shingles),
    kind: kindOf(text, other),
    equalNow: spansOf(text.tokens, stretches, 'now'),
    equalBefore: spansOf(other.tokens, stretches, 'before'),
    copiedCharacters,
  }
}

function kindOf(text: Text, other: Text): ProsePair['kind'] {
  if (text.yearless === other.yearless) return 'copied'
  return isEqual(text.tokens.exact.map(loose), other.tokens.exact.map(loose)) ? 'figures' : 'similar'
}

/** Where the stretches stand in the text of one side; those that touch or overlap are one. */
function spansOf({ spans }: Tokens, stretches: readonly Stretch[], side: 'now' | 'before'): readonly Span[] {
  const sorted = stretches.map((one) => [one[side], one[side] + one.length] as const).sort(([a], [b]) => a - b)
  const joined: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined.map(([from, to]) => ({ start: spans[2 * from] ?? 0, end: spans[2 * to - 1] ?? 0 }))
}

function sharesOf(pairs: readonly ProsePair[]): Pick<ProseComparison, 'sections' | 'overall'> {
  const sections = [...new Set(pairs.map(({ now }) => now.section))]
  return {
    sections: sections.map((section) => ({ section, ...shareOf(pairs.filter(({ now }) => now.section === section)) })),
    overall: shareOf(pairs),
  }
}

function shareOf(pairs: readonly ProsePair[]): CopiedShare {
  const counted = pairs.filter((pair) => pair.counted)
  const characters = counted.reduce((sum, pair) => sum + pair.characters, 0)
  const copied = counted.reduce((sum, pair) => sum + pair.copiedCharacters, 0)
  return { characters, copied, share: characters === 0 ? null : copied / characters }
}
