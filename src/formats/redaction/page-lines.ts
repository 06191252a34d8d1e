import type { TextLine } from '../../domain/redaction/suggest.ts'
import { toLines } from '../pdf/lines.ts'
import { toMatrix } from '../pdf/matrix.ts'
import { readMarks } from '../pdf/read-marks.ts'
import type { DrawnPage } from './raster-messages.ts'

/** Parts of the height of writing that stand above its line and below it. */
const above = 0.95
const below = 0.3

/** The writing of a page, line after line, with the place of every sign in parts of the page. */
export function pageLines(page: DrawnPage): readonly TextLine[] {
  const { width, height, transform, operators, ops, fonts } = page
  const matrix = toMatrix(transform)
  const { glyphs } = readMarks({ operators, ops, width, height, matrix, fontOf: (name) => fonts[name] })
  return toLines(glyphs).map((line) => ({
    signs: line.glyphs.map(({ text, left, right, base, size }) => ({
      text,
      left: left / width,
      right: right / width,
      top: (base - size * above) / height,
      bottom: (base + size * below) / height,
    })),
  }))
}
