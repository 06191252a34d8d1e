import { attribute, tagsOf } from './xml.ts'

/** What a cell's style tells about it beyond its look. */
export interface CellStyle {
  /** Drawn with a border, so that it is a cell of a table even where it is empty. */
  readonly framed: boolean
  /** Unit that the number format prints behind the number, as in `General"万元"`; else empty. */
  readonly unit: string
  /** The number format prints another number than is stored: a percentage, or thousandths as in `0!.0,"万元"`. */
  readonly scaled: boolean
}

const between = (xml: string, name: string) => {
  const start = xml.search(new RegExp(`<(?:[\\w-]+:)?${name}[\\s>]`))
  const end = start < 0 ? -1 : xml.slice(start).search(new RegExp(`</(?:[\\w-]+:)?${name}>`))
  return end < 0 ? '' : xml.slice(start, start + end)
}

/** The part of a format for positive numbers, without quotes, colours and countries. */
const bare = (format: string) => (format.replace(/\[[^\]]*\]/g, '').split(';')[0] ?? '').replace(/["\s]/g, '')

function numberStyle(format: string): Pick<CellStyle, 'unit' | 'scaled'> {
  const scaled = /%|[0#?],+(?![0#?,])|[0#?][!\\]\./.test(bare(format))
  const [unit = ''] = /(?:(?:亿|万)?元|[件项个])$/.exec(bare(format).replaceAll('\\', '')) ?? []
  return { unit, scaled }
}

const percentages = ['9', '10']

/** The styles of a workbook in the order by which cells name them. */
export function cellStyles(xml: string): readonly CellStyle[] {
  const formats = new Map(
    tagsOf(xml, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), numberStyle(attribute(tag, 'formatCode') ?? '')]),
  )
  const frames = between(xml, 'borders')
    .split(/<(?:[\w-]+:)?border(?=[\s/>])/)
    .slice(1)
    .map((border) => /\bstyle\s*=\s*["'](?!none["'])/.test(border))
  return tagsOf(between(xml, 'cellXfs'), 'xf').map((tag) => {
    const format = attribute(tag, 'numFmtId') ?? ''
    const { unit, scaled } = formats.get(format) ?? { unit: '', scaled: percentages.includes(format) }
    return { framed: frames[Number(attribute(tag, 'borderId') ?? 0)] ?? false, unit, scaled }
  })
}
