import type { NarrativeParagraph, Place, Reading } from '../reading.ts'

export interface Passage {
  /** Key of the section, `preamble` before the first. */
  readonly section: string
  readonly paragraph: NarrativeParagraph
}

const passagesOfReading = new WeakMap<Reading, readonly Passage[]>()

/** All prose of the report in its order, preamble first. */
export function passagesOf(reading: Reading): readonly Passage[] {
  const known = passagesOfReading.get(reading)
  if (known) return known
  const passages = [
    ...reading.preamble.map((paragraph) => ({ section: 'preamble', paragraph })),
    ...reading.sections.flatMap(({ key, paragraphs }) => paragraphs.map((paragraph) => ({ section: key, paragraph }))),
  ]
  passagesOfReading.set(reading, passages)
  return passages
}

/** Prose of one section in one string; null where the report has no such section. */
export function sectionText(reading: Reading, key: string): string | null {
  const found = reading.sections.filter((section) => section.key === key)
  return found.length === 0 ? null : found.flatMap((one) => one.paragraphs.map(({ text }) => text.trim())).join('\n')
}

/** Where characters `from` to `to` (exclusive) of a paragraph stand in the paper. */
export function placeIn({ text, offsets, start }: NarrativeParagraph, from: number, to: number): Place {
  const first = offsets[from] ?? start + from
  const last = offsets[to - 1] ?? start + to - 1
  return { start: first, end: last + 1, text: text.slice(from, to) }
}
