import { describe, expect, test } from 'vitest'
import { withoutFootnoteMarks } from '../../src/formats/pdf/footnotes.ts'
import type { Glyph } from '../../src/formats/pdf/marks.ts'

const glyph = (text: string, left: number, base: number, size: number): Glyph => ({
  text,
  left,
  right: left + size / 2,
  base,
  size,
})

const said = (glyphs: readonly Glyph[]) =>
  withoutFootnoteMarks(glyphs)
    .map(({ text }) => text)
    .join('')

describe('raised marks of footnotes in a PDF', () => {
  test('a small raised digit behind a number is none of its digits', () => {
    expect(said([glyph('2', 100, 200, 10), glyph('2', 105, 200, 10), glyph('1', 110, 196, 6)])).toBe('22')
  })

  test('a mark in brackets goes as a whole', () => {
    const mark = ['[', '1', '2', ']'].map((char, at) => glyph(char, 105 + at * 3, 196, 6))
    expect(said([glyph('7', 100, 200, 10), ...mark, glyph('0', 150, 200, 10)])).toBe('70')
  })

  test('a small number of its own, or on the same line, stays', () => {
    expect(said([glyph('7', 100, 200, 10), glyph('1', 140, 196, 6)])).toBe('71')
    expect(said([glyph('7', 100, 200, 10), glyph('1', 105, 200, 6)])).toBe('71')
  })
})
