import { lineText, type TextLine } from './lines.ts'

/** Lines of one page outside its tables. */
export interface PageLines {
  readonly height: number
  readonly lines: readonly TextLine[]
}

const pageNumber =
  /^[-—–－―_·.\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,3}(?:\s*页)?)?[-—–－―_·.\s]*$/

/** The lines nearest to an edge, within a tenth of the page. */
function edgeLines({ height, lines }: PageLines): TextLine[] {
  return lines.filter((line) => line.base < height * 0.1 || line.base > height * 0.9)
}

/** The same header on every page, whatever number it carries. */
const shapeOf = (line: TextLine) => `${lineText(line).replace(/\d+/g, '0')} ${Math.round(line.base / 4)}`

/** Page numbers, and headers and footers that come back on most pages. */
export function furniture(pages: readonly PageLines[]): ReadonlySet<TextLine> {
  const edges = pages.map(edgeLines)
  const counts = new Map<string, number>()
  for (const line of edges.flat()) counts.set(shapeOf(line), (counts.get(shapeOf(line)) ?? 0) + 1)
  const isRepeated = (line: TextLine) =>
    pages.length > 1 && (counts.get(shapeOf(line)) ?? 0) >= Math.max(2, pages.length * 0.5)
  return new Set(edges.flat().filter((line) => pageNumber.test(lineText(line)) || isRepeated(line)))
}
