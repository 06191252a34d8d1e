import { attribute, tagsOf } from './xml.ts'

/** What a cell's style tells about it beyond its look. */
export interface CellStyle {
  /** Drawn with a border, so that it is a cell of a table even where it is empty. */
  readonly framed: boolean
  /** Unit that the number format prints behind the number, as in `General"万元"`; else empty. */
  readonly unit: string
}

const between = (xml: string, name: string) => {
  const start = xml.search(new RegExp(`<(?:[\\w-]+:)?${name}[\\s>]`))
  const end = start < 0 ? -1 : xml.slice(start).search(new RegExp(`</(?:[\\w-]+:)?${name}>`))
  return end < 0 ? '' : xml.slice(start, start + end)
}

const unitOf = (format: string) => /"\s*((?:亿|万)?元|件|项|个)\s*"\s*$/.exec(format.split(';')[0] ?? '')?.[1] ?? ''

/** The styles of a workbook in the order by which cells name them. */
export function cellStyles(xml: string): readonly CellStyle[] {
  const formats = new Map(
    tagsOf(xml, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), unitOf(attribute(tag, 'formatCode') ?? '')]),
  )
  const frames = between(xml, 'borders')
    .split(/<(?:[\w-]+:)?border(?=[\s/>])/)
    .slice(1)
    .map((border) => /\bstyle\s*=\s*["'](?!none["'])/.test(border))
  return tagsOf(between(xml, 'cellXfs'), 'xf').map((tag) => ({
    framed: frames[Number(attribute(tag, 'borderId') ?? 0)] ?? false,
    unit: formats.get(attribute(tag, 'numFmtId')) ?? '',
  }))
}
