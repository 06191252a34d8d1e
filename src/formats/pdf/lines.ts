import type { Glyph } from './marks.ts'

/** Glyphs on one line of writing, from left to right. */
export interface TextLine {
  readonly glyphs: readonly Glyph[]
  readonly left: number
  readonly right: number
  readonly base: number
  readonly size: number
}

/** Some programs draw bold text twice, a hair apart. */
function isEcho(glyph: Glyph, before: Glyph): boolean {
  return glyph.text === before.text && glyph.left - before.left < Math.min(glyph.size, before.size) * 0.15
}

function toLine(glyphs: readonly Glyph[]): TextLine {
  const sorted = [...glyphs].sort((a, b) => a.left - b.left)
  const kept = sorted.filter((glyph, index) => index === 0 || !isEcho(glyph, sorted[index - 1] as Glyph))
  let [left, right, base, size] = [Number.POSITIVE_INFINITY, 0, 0, 0]
  for (const glyph of kept) {
    left = Math.min(left, glyph.left)
    right = Math.max(right, glyph.right)
    size = Math.max(size, glyph.size)
    base += glyph.base / kept.length
  }
  return { glyphs: kept, left, right, base, size }
}

/** Groups glyphs into lines of writing, from top to bottom. */
export function toLines(glyphs: readonly Glyph[]): TextLine[] {
  const sorted = [...glyphs].sort((a, b) => a.base - b.base)
  const lines: TextLine[] = []
  let line: Glyph[] = []
  let top = 0
  for (const glyph of sorted) {
    const first = line[0]
    if (first && glyph.base - top > Math.min(first.size, glyph.size) * 0.5) {
      lines.push(toLine(line))
      line = []
    }
    if (line.length === 0) top = glyph.base
    line.push(glyph)
  }
  if (line.length > 0) lines.push(toLine(line))
  return lines
}

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2014\u2026]/

/** Gap, in heights of the writing, that is a space between two characters. */
function spaceGap(before: string, after: string): number {
  const wides = Number(wide.test(before)) + Number(wide.test(after))
  return wides === 2 ? 1.5 : wides === 1 ? 1 : 0.2
}

/** The words of a line: spaces of the source are told by gaps, since justified text has gaps of its own. */
export function lineText({ glyphs }: { readonly glyphs: readonly Glyph[] }): string {
  let text = ''
  let before: Glyph | undefined
  for (const glyph of glyphs) {
    if (before && glyph.left - before.right > spaceGap(before.text, glyph.text) * glyph.size) text += ' '
    text += glyph.text
    before = glyph
  }
  return text
}

/** Signs that no line may begin with, and signs that none may end with; quotation marks are both. */
const closing = /[，。；：、！？）〕》」』”’“‘]/
const opening = /[（〔《「『“‘”’]/

/** Whether no program parts two neighbours: letters, digits, marks beside their word; most keep a date together too. */
function holdsTogether(before: Glyph, after: Glyph): boolean {
  if (closing.test(after.text) || opening.test(before.text)) return true
  if (wide.test(before.text) && wide.test(after.text)) return false
  if (/\d$/.test(before.text) && /^[年月日]/.test(after.text)) return true
  if (/[年月]$/.test(before.text) && /^\d/.test(after.text)) return true
  return ![before, after].some(({ text }) => wide.test(text)) && !isGap(before, after)
}

const isGap = (before: Glyph, after: Glyph) => after.left - before.right > spaceGap('a', 'a') * after.size

/** Width of what a line begins with and no program parts: a word, a date, an ideograph with the marks beside it. */
export function firstWordWidth({ glyphs, left }: TextLine): number {
  const end = glyphs.findIndex((glyph, at) => at > 0 && !holdsTogether(glyphs[at - 1] as Glyph, glyph))
  return (glyphs.at(end < 0 ? -1 : end - 1)?.right ?? left) - left
}

/** Joins two lines of one text: nothing between ideographs, `between` where letters or digits meet. */
export function joinText(upper: string, lower: string, between: string): string {
  const meet = /[\w.,%]$/.test(upper) && /^[\w(]/.test(lower)
  return upper + (meet ? between : '') + lower
}

/** The words of a cell: its lines from top to bottom. */
export function cellText(glyphs: readonly Glyph[]): string {
  return toLines(glyphs)
    .map(lineText)
    .reduce((text, line) => (text === '' ? line : joinText(text, line, '\n')), '')
}

/** Splits a line where the gap is wider than `gap` heights of its writing. */
export function segments(line: TextLine, gap: number): TextLine[] {
  const parts: Glyph[][] = []
  let before: Glyph | undefined
  for (const glyph of line.glyphs) {
    if (!before || glyph.left - before.right > gap * line.size) parts.push([])
    parts.at(-1)?.push(glyph)
    before = glyph
  }
  return parts.map(toLine)
}
