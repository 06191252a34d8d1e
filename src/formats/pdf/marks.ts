/** A piece of text as the page draws it, in points from the page's upper left. */
export interface Glyph {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Where the line of writing stands. */
  readonly base: number
  /** Height of the writing. */
  readonly size: number
}

/** A straight line along one axis: `at` on the other axis, `from` to `to` along it. */
export interface Ruling {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** What one page draws that matters here. */
export interface PageMarks {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly Glyph[]
  readonly horizontal: readonly Ruling[]
  readonly vertical: readonly Ruling[]
  /** Degrees, clockwise, by which most of its writing is turned: a page scanned or saved lying on its side. */
  readonly turned: 0 | 90 | 180 | 270
}

export const middle = (glyph: Glyph): { x: number; y: number } => ({
  x: (glyph.left + glyph.right) / 2,
  y: glyph.base - glyph.size * 0.35,
})
