import type { Span } from '../paper.ts'
import type { NarrativeParagraph, Reading } from '../reading.ts'

/** What the nearest sub-heading announces. */
export type Topic = 'requests' | 'disputes' | 'publication' | 'other' | 'none'

/** A stretch of one paragraph under one sub-heading. */
export interface Passage {
  readonly section: string
  readonly topic: Topic
  /** Half-width digits and full-width marks; book titles blanked out; character by character beside `paragraph.text`. */
  readonly text: string
  /** Index in `paragraph.text` at which `text` begins. */
  readonly from: number
  readonly paragraph: NarrativeParagraph
}

const passagesOf = new WeakMap<Reading, readonly Passage[]>()

/** All prose of the six sections in the order of the source. */
export function findPassages(reading: Reading): readonly Passage[] {
  let passages = passagesOf.get(reading)
  if (!passages) {
    passages = reading.sections.flatMap((section) => {
      let topic: Topic = 'none'
      return section.paragraphs.flatMap((paragraph) => {
        const text = normalise(paragraph.text)
        const parts = split(text).map(([from, to]): Passage => {
          const part = text.slice(from, to)
          topic = topicOf(part, paragraph.heading) ?? topic
          return { section: section.key, topic, text: part, from, paragraph }
        })
        return parts
      })
    })
    passagesOf.set(reading, passages)
  }
  return passages
}

/** Place of a stretch of a passage in the paper, and its words as the source has them. */
export function placeOf(passage: Passage, span: Span): Span & { readonly text: string } {
  const { offsets, text } = passage.paragraph
  const first = passage.from + span.start
  const last = passage.from + span.end - 1
  return { start: offsets[first] ?? 0, end: (offsets[last] ?? 0) + 1, text: text.slice(first, last + 1) }
}

/** The sentences of a text, without their full stops. */
export function sentencesOf(text: string): readonly Span[] {
  return [...text.matchAll(/[^。！？\n]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** The words of the clause that stand before a place in it. */
export function clauseBefore(text: string, { start }: Span): string {
  let from = start
  while (from > 0 && !'，。；：（）！？\n'.includes(text[from - 1] as string)) from -= 1
  return text.slice(from, start)
}

const MARKS: Readonly<Record<string, string>> = {
  ':': '：',
  ';': '；',
  '(': '（',
  ')': '）',
  '!': '！',
  '?': '？',
  '％': '%',
  '．': '.',
}

function normalise(text: string): string {
  const plain = text.replace(/[０-９,:;()!?％．]/g, (sign, at: number) => {
    if (sign === ',') return isThousands(text, at) ? sign : '，'
    return MARKS[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0)
  })
  return plain.includes('《') ? plain.replace(/《[^》]*》/g, (title) => '\u0001'.repeat(title.length)) : plain
}

const isThousands = (text: string, at: number) =>
  /\d/.test(text[at - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5))

/** Starts of sub-headings such as （二） inside a paragraph; in quotation marks they are the names of rows. */
function split(text: string): readonly (readonly [number, number])[] {
  const cuts = [...text.matchAll(/（[一二三四五六七八九十]{1,2}）/g)]
    .map((match) => match.index)
    .filter((at) => at > 0 && !/[“"]/.test(text[at - 1] ?? ''))
  return [0, ...cuts].map((from, index) => [from, cuts[index] ?? text.length] as const)
}

const NUMBERED = /^(?:（[一二三四五六七八九十\d]+）|[一二三四五六七八九十\d]+[、.])/

function topicOf(text: string, heading: number | undefined): Topic | null {
  const numbered = NUMBERED.exec(text)
  if (!numbered && heading === undefined) return null
  const words = /^[^。：，；\n]*/.exec(text)?.[0].slice(0, 40) ?? ''
  if (/依申请|公开申请/.test(words)) return 'requests'
  if (/复议|诉讼/.test(words)) return 'disputes'
  if (/主动公开/.test(words)) return 'publication'
  return numbered && /^（|^[一二三四]/.test(numbered[0]) ? 'other' : null
}
