import type { Mark } from './lexicon.ts'
import type { Stream } from './stream.ts'

/** A mark found in the stream: `from` includes the item number, `to` is exclusive. */
export interface Anchor {
  readonly mark: Mark
  /** Position of the mark in the list it was looked for with. */
  readonly index: number
  readonly from: number
  readonly to: number
  readonly exact: boolean
}

interface Occurrence {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** Whether letters of the same unit follow: 其他 in 其他处理 is no 其他. */
function continues(stream: Stream, to: number): boolean {
  return stream.words.charCodeAt(to) >= 0x3400 && stream.unitOf[to] === stream.unitOf[to - 1]
}

/** More occurrences of one word group than this are navigation or prose, not a table. */
const mostOccurrences = 400

function endsBeforeValue(stream: Stream, to: number): boolean {
  const code = stream.words.charCodeAt(to)
  return (code >= 48 && code <= 57) || stream.unitOf[to] !== stream.unitOf[to - 1]
}

/** 总计 behind its printed （七）, 其他 behind 3. are rows, and not headings of columns that the next page repeats. */
function isNumbered(stream: Stream, { item }: Mark, from: number): boolean {
  const printed = /\d/.test(item) ? `${item}.` : item
  const start = from - printed.length
  return item !== '' && stream.words.slice(start, from) === printed && stream.unitOf[start] === stream.unitOf[from]
}

function occurrencesOf(stream: Stream, marks: readonly Mark[], from: number, to: number): Occurrence[] {
  const found: Occurrence[] = []
  marks.forEach((mark, index) => {
    const taken = new Set<number>()
    for (const needle of mark.needles) {
      let count = 0
      for (let at = stream.words.indexOf(needle, from); at >= 0 && at < to; at = stream.words.indexOf(needle, at + 1)) {
        if (taken.has(at) || ++count > mostOccurrences) continue
        taken.add(at)
        const end = at + needle.length
        if (needle.length < 3 && continues(stream, end)) continue
        const placed = (endsBeforeValue(stream, end) ? 1.5 : 0) + (isNumbered(stream, mark, at) ? 0.5 : 0)
        found.push({ index, from: at, to: end, weight: 1 + Math.min(needle.length, 10) / 3 + placed })
      }
    }
  })
  return found.sort((a, b) => a.from - b.from || b.to - a.to)
}

/** Running count of words that are no digits: how much text lies between two places. */
function textBefore(stream: Stream): Int32Array {
  const counts = new Int32Array(stream.words.length + 1)
  for (let at = 0; at < stream.words.length; at++) {
    counts[at + 1] = (counts[at] as number) + (stream.words.charCodeAt(at) >= 0x3400 ? 1 : 0)
  }
  return counts
}

/** The heaviest run of occurrences in the form's order; text between neighbours costs. */
function bestChain(stream: Stream, occurrences: readonly Occurrence[]): Occurrence[] {
  const text = textBefore(stream)
  const score = new Float64Array(occurrences.length)
  const back = new Int32Array(occurrences.length).fill(-1)
  let best = -1
  occurrences.forEach((here, i) => {
    let top = 0
    for (let j = i - 1; j >= 0; j--) {
      const there = occurrences[j] as Occurrence
      if (there.index >= here.index || there.to > here.from) continue
      const gap = (text[here.from] as number) - (text[there.to] as number)
      const value = (score[j] as number) - Math.min(gap * 0.06, 12)
      if (value > top) {
        top = value
        back[i] = j
      }
    }
    score[i] = top + here.weight
    if (best < 0 || (score[i] as number) > (score[best] as number)) best = i
  })
  const chain: Occurrence[] = []
  for (let at = best; at >= 0; at = back[at] as number) chain.unshift(occurrences[at] as Occurrence)
  return chain
}

/** Length of the longest common subsequence of two short strings. */
function commonLength(a: string, b: string): number {
  let row = new Uint16Array(b.length + 1)
  for (let i = 0; i < a.length; i++) {
    const next = new Uint16Array(b.length + 1)
    for (let j = 0; j < b.length; j++) {
      next[j + 1] = a[i] === b[j] ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number)
    }
    row = next
  }
  return row[b.length] as number
}

/** How much of a label a damaged print still shows, from 0 to 1; a label cut short shows its beginning. */
export function likeness(print: string, label: string): number {
  if (print.length > label.length * 3 + 8) return 0
  const common = commonLength(print, label)
  const whole = common / Math.max(label.length, Math.min(print.length, label.length + 4))
  if (print.length < 5 || print.length >= label.length) return whole
  const beginning = commonLength(print, label.slice(0, print.length + 1)) / print.length
  return Math.max(whole, beginning * 0.9)
}

interface Run {
  readonly from: number
  readonly to: number
  readonly words: string
}

/** A label may be broken over this many pieces. */
const mostPieces = 4

/** Runs of text (no digits) between two places of the stream, unit by unit and joined over neighbouring units. */
function textRuns(stream: Stream, from: number, to: number): Run[] {
  const pieces: Run[] = []
  let start = -1
  for (let at = from; at <= to; at++) {
    const text = at < to && stream.words.charCodeAt(at) >= 0x3400
    const newUnit = at > from && at < to && stream.unitOf[at] !== stream.unitOf[at - 1]
    if (start >= 0 && (!text || newUnit)) {
      pieces.push({ from: start, to: at, words: stream.words.slice(start, at) })
      start = -1
    }
    if (text && start < 0) start = at
  }
  return pieces.flatMap((piece, at) => {
    const runs = [piece]
    for (let more = 1; more < mostPieces; more++) {
      const next = pieces[at + more]
      const last = runs[runs.length - 1] as Run
      if (!next || next.from !== last.to) break
      runs.push({ from: piece.from, to: next.to, words: last.words + next.words })
    }
    return runs
  })
}

function markLikeness(words: string, { label, noted }: Mark): number {
  const plain = likeness(words.slice(0, label.length + 12), label)
  return noted === label ? plain : Math.max(plain, likeness(words, noted))
}

/** The run between two places that is most like a label, and more like it than like the labels after it. */
function likeliest(runs: readonly Run[], from: number, mark: Mark, later: readonly Mark[]): Run | undefined {
  let best: Run | undefined
  let top = 0.5
  for (const run of runs) {
    if (run.from < from || run.words.length < 2) continue
    const value = markLikeness(run.words, mark)
    if (value <= top || later.some((other) => markLikeness(run.words, other) > value)) continue
    top = value
    best = run
  }
  return best
}

/** Finds the marks missing between two anchors by likeness; a label may be cut, misspelt or have lost characters. */
function findDamaged(
  stream: Stream,
  marks: readonly Mark[],
  first: number,
  last: number,
  from: number,
  to: number,
): Anchor[] {
  const runs = textRuns(stream, from, to)
  const found: Anchor[] = []
  let next = from
  for (let index = first; index <= last; index++) {
    const mark = marks[index] as Mark
    if (mark.kind !== 'row' || mark.row?.replaces) continue
    const rivals = marks.slice(index + 1, last + 1).filter(({ row }) => !row?.replaces)
    const run = likeliest(runs, next, mark, rivals)
    if (!run) continue
    found.push({ mark, index, from: run.from, to: run.to, exact: false })
    next = run.to
  }
  return found
}

/** Takes the printed item number into the anchor, so that `00000002.重复申请` leaves seven digits to the row above. */
function withItem(stream: Stream, anchor: Anchor): Anchor {
  const { item, through } = anchor.mark
  if (!item) return anchor
  const dotted = stream.words[anchor.from - 1] === '.'
  const end = anchor.from - (dotted ? 1 : 0)
  const endsWith = (number: string) => number !== '' && stream.words.slice(end - number.length, end) === number
  const printed = endsWith(item) ? item : endsWith(through) ? through : ''
  if (printed === '') return anchor
  const start = end - printed.length
  const between = stream.flat.slice((stream.offsets[end - 1] as number) + 1, stream.offsets[anchor.from])
  const sameUnit = stream.unitOf[start] === stream.unitOf[anchor.from]
  return !/\d/.test(printed) || /[.、,)]/.test(between) || sameUnit ? { ...anchor, from: start } : anchor
}

/** So many letters too many may stand before the words that were found. */
const mostDoubled = 2

/** Takes the label's first letters into the anchor where only its later words were found, however they are printed. */
function withLead(stream: Stream, anchor: Anchor, limit: number): Anchor {
  const before = Math.max(0, anchor.mark.label.indexOf(stream.words.slice(anchor.from, anchor.to))) + mostDoubled
  const least = Math.max(limit, anchor.from - before)
  let from = anchor.from
  while (
    from > least &&
    stream.words.charCodeAt(from - 1) >= 0x3400 &&
    stream.unitOf[from - 1] === stream.unitOf[anchor.from]
  ) {
    from--
  }
  return { ...anchor, from }
}

/** Takes the rest of the label and its note into the anchor, as far as the label goes and they stand in the same unit. */
function withRest(stream: Stream, anchor: Anchor, limit: number): Anchor {
  const { noted } = anchor.mark
  const printed = stream.words.slice(anchor.from, anchor.to)
  const at = noted.indexOf(printed.replace(/^[\d.一二三四五六七八九十]+/, ''))
  const rest = at < 0 ? 0 : noted.length - at - printed.length
  const most = rest > 0 ? Math.min(limit, anchor.to + rest + mostDoubled) : anchor.to
  let to = anchor.to
  while (to < most && stream.words.charCodeAt(to) >= 0x3400 && stream.unitOf[to] === stream.unitOf[anchor.to - 1]) to++
  return { ...anchor, to }
}

/**
 * Finds the marks of one table between two places of the stream, in the form's order; what is not found is left out.
 */
export function findAnchors(stream: Stream, marks: readonly Mark[], from: number, to: number): Anchor[] {
  const chain = bestChain(stream, occurrencesOf(stream, marks, from, to))
  const exact = chain.map((hit): Anchor => ({ ...hit, mark: marks[hit.index] as Mark, exact: true }))
  if (exact.length === 0) return []
  const all: Anchor[] = []
  exact.forEach((anchor, at) => {
    const before = exact[at - 1]
    if (before && anchor.index > before.index + 1) {
      all.push(...findDamaged(stream, marks, before.index + 1, anchor.index - 1, before.to, anchor.from))
    }
    all.push(anchor)
  })
  const lead = exact[0] as Anchor
  if (lead.index > 0)
    all.unshift(...findDamaged(stream, marks, 0, lead.index - 1, Math.max(from, lead.from - 120), lead.from))
  const tail = exact[exact.length - 1] as Anchor
  if (tail.index < marks.length - 1) {
    all.push(...findDamaged(stream, marks, tail.index + 1, marks.length - 1, tail.to, Math.min(to, tail.to + 160)))
  }
  const numbered = all.map((anchor, at) => {
    const plain = withItem(stream, anchor)
    const led = plain === anchor ? withItem(stream, withLead(stream, anchor, all[at - 1]?.to ?? 0)) : plain
    return anchor.mark.item && /\d|[一二三四五六七]/.test(stream.words[led.from] as string) ? led : plain
  })
  return numbered.map((anchor, at) => withRest(stream, anchor, numbered[at + 1]?.from ?? to))
}
