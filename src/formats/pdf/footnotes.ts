import type { Glyph } from './marks.ts'

const markChar = /^[\d[\]()（）〔〕【】*＊※†‡注\u2460-\u2473]+$/

/** Whether `glyph` is set small and raised, right behind `before`. */
function isRaised(glyph: Glyph, before: Glyph): boolean {
  const lift = before.base - glyph.base
  const gap = glyph.left - before.right
  const { size } = before
  return glyph.size < size * 0.8 && lift > size * 0.1 && lift < size * 0.75 && gap > -size * 0.3 && gap < size * 0.4
}

/** Whether `glyph` goes on the same raised mark. */
function goesOn(glyph: Glyph, before: Glyph): boolean {
  const gap = glyph.left - before.right
  return Math.abs(glyph.base - before.base) < 0.5 && Math.abs(glyph.size - before.size) < 0.5 && gap < glyph.size
}

/** Leaves out the raised marks of footnotes: 22 with a small 1 behind it is no 221. */
export function withoutFootnoteMarks(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = []
  let mark: Glyph | undefined
  for (const glyph of glyphs) {
    const before = kept.at(-1)
    const isMark =
      before !== undefined && markChar.test(glyph.text) && (mark ? goesOn(glyph, mark) : isRaised(glyph, before))
    mark = isMark ? glyph : undefined
    if (!isMark) kept.push(glyph)
  }
  return kept
}
