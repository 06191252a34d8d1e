import { xlsxCellLimit, xlsxColumnLimit, xlsxRowLimit } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { type Area, areaOf, squareOf } from './cell-address.ts'
import type { CellStyle } from './cell-styles.ts'
import { attribute, isTrue, tagsOf } from './xml.ts'

/** What the library that reads values does not tell of a worksheet. */
export interface SheetShape {
  readonly merges: readonly Area[]
  /** Empty cells with a border, as `row,column`, zero-based. */
  readonly framed: ReadonlySet<string>
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
}

/** A worksheet made safe for the library, and its shape. */
export interface TidySheet {
  /** Holds cells with a value only; what the library would take for an empty cell though it is none is text. */
  readonly xml: string
  readonly shape: SheetShape
}

/** Stands where a formula was never calculated: no number, and no blank either. */
const uncalculated = '#NOVALUE!'
/** Stands where another number is shown than is stored, so that neither is taken for the figure. */
const scaledNumber = '#SCALED!'
/** Stands for every error, since the digit of #DIV/0! is no figure. */
const errorWord = '#ERROR!'

const cell =
  /<((?:[\w-]+:)?)c(?=[\s/>])([^<>]*?)(?:\/>|>([^<]*(?:<(?!\/?(?:[\w-]+:)?(?:c|row)[\s/>])[^<]*)*)<\/(?:[\w-]+:)?c>)/g
const emptyRow = /<(?:[\w-]+:)?row(?=[\s/>])[^<>]*?(?:\/>|>\s*<\/(?:[\w-]+:)?row>)/g
const value = /<(?:[\w-]+:)?v(?:\s[^<>]*)?>([^<]+)<|<(?:[\w-]+:)?is[\s>]/
const formula = /<(?:[\w-]+:)?f[\s/>]/
const plainAttributes = /^(?:\s+[\w:.-]+\s*=\s*(?:"[^"&]*"|'[^'&]*'))*\s*\/?$/

function wordsCell(prefix: string, attributes: string, words: string): string {
  const others = attributes.replace(/\st\s*=\s*(?:"[^"]*"|'[^']*')/, '')
  return `<${prefix}c${others} t="str"><${prefix}v>${words}</${prefix}v></${prefix}c>`
}

/** The words that a cell is read as; undefined where its value is read as it stands, empty where it has none. */
function wordsOf(type: string, content: string, style: CellStyle | undefined): string | undefined {
  const found = value.exec(content)
  if (!found) {
    const givesNothing = type === 'str' && /<(?:[\w-]+:)?v[\s/>]/.test(content)
    return formula.test(content) && !givesNothing ? uncalculated : ''
  }
  if (type === 'e') return errorWord
  if (type !== 'n') return undefined
  if (style?.scaled) return scaledNumber
  return style?.unit ? `${Number(found[1])}${style.unit}` : undefined
}

/** Rows and columns so far apart would make the library fill the room between them. */
function checkReach(xml: string): void {
  const rows = tagsOf(xml, 'row')
  const cells = tagsOf(xml, 'c')
  if (cells.length > xlsxCellLimit || rows.length > xlsxRowLimit) throw new Refused('xlsx-too-large')
  for (const tag of [...rows, ...cells]) if (!plainAttributes.test(tag)) throw new Refused('xlsx-damaged')
  for (const tag of rows) if (Number(attribute(tag, 'r') ?? 1) > xlsxRowLimit) throw new Refused('xlsx-too-large')
  for (const tag of cells) {
    const square = squareOf(attribute(tag, 'r') ?? '')
    if (!square) throw new Refused('xlsx-damaged')
    if (square.row >= xlsxRowLimit || square.column >= xlsxColumnLimit) throw new Refused('xlsx-too-large')
  }
}

function hiddenColumns(xml: string): ReadonlySet<number> {
  const hidden = new Set<number>()
  for (const tag of tagsOf(xml, 'col')) {
    if (!isTrue(attribute(tag, 'hidden'))) continue
    const last = Math.min(Number(attribute(tag, 'max')), xlsxColumnLimit)
    for (let column = Math.max(1, Number(attribute(tag, 'min'))); column <= last; column++) hidden.add(column - 1)
  }
  return hidden
}

function hiddenRows(xml: string): ReadonlySet<number> {
  const hidden = tagsOf(xml, 'row').filter((tag) => isTrue(attribute(tag, 'hidden')))
  return new Set(hidden.map((tag) => Number(attribute(tag, 'r')) - 1))
}

/**
 * Takes out of a worksheet's XML what the library leaves out, and makes the rest safe for it.
 *
 * @throws Refused where it is larger than a report needs, or damaged
 */
export function tidySheet(xml: string, styles: readonly CellStyle[]): TidySheet {
  const framed = new Set<string>()
  const filled = xml.replace(cell, (all, prefix: string, attributes: string, content = '') => {
    const style = styles[Number(attribute(attributes, 's') ?? 0)]
    const words = wordsOf(attribute(attributes, 't') ?? 'n', content, style)
    if (words === undefined) return all
    if (words !== '') return wordsCell(prefix, attributes, words)
    const square = style?.framed ? squareOf(attribute(attributes, 'r') ?? '') : undefined
    if (square) framed.add(`${square.row},${square.column}`)
    return ''
  })
  const tidy = filled.replace(emptyRow, '')
  checkReach(tidy)
  const merged = tagsOf(xml, 'mergeCell')
  if (merged.length > xlsxCellLimit) throw new Refused('xlsx-too-large')
  const merges = merged.flatMap((tag) => areaOf(attribute(tag, 'ref') ?? '') ?? [])
  return { xml: tidy, shape: { merges, framed, hiddenRows: hiddenRows(xml), hiddenColumns: hiddenColumns(xml) } }
}
