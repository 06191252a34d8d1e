import { type Columns, isFigure, reach } from './columns.ts'
import { lineText, type TextLine } from './lines.ts'

/** A line of writing and its parts, which stand apart. */
export interface Row {
  readonly line: TextLine
  readonly parts: readonly TextLine[]
}

/** A letter of a group's heading, written from top to bottom, may stand before the number. */
export const opensItem =
  /^(?:\D{0,2}\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]、|第.{1,4}条)/

const holdsFigures = (row: Row, { all, labels }: Columns) =>
  row.parts.some((part) => isFigure(part) && reach(part, all).first >= labels)

interface Label {
  readonly at: number
  readonly text: string
  /** The last column it stands in. */
  readonly column: number
  /** It leaves room for more letters, so the next line is no rest of it. */
  readonly isShort: boolean
}

/** Missing letters, in heights of the writing, that punctuation at the end of a line does not explain. */
const roomLeft = 2.2

/** What a line says in the label column nearest to the figures. */
function labelIn(rows: readonly Row[], at: number, { all, labels }: Columns): Label | undefined {
  const part = (rows[at] as Row).parts.findLast((one) => reach(one, all).first < labels)
  if (!part || isFigure(part)) return undefined
  const { first, last } = reach(part, all)
  const column = Math.min(last, labels - 1)
  const room = (all[column]?.right ?? 0) - (all[first]?.left ?? 0) - (part.right - part.left)
  return { at, text: lineText(part), column, isShort: room > part.size * roomLeft }
}

/** Lines from `from` to `to` whose labels begin an item; a group's heading beside them begins none. */
function itemStarts(rows: readonly Row[], from: number, to: number, columns: Columns): number[] {
  const labels: Label[] = []
  for (let at = from; at <= to; at++) labels.push(...[labelIn(rows, at, columns)].flatMap((label) => label ?? []))
  const opening = labels.filter(({ text }) => opensItem.test(text))
  const column = Math.max(...opening.map((label) => label.column))
  return opening.filter((label) => label.column === column).map(({ at }) => at)
}

/** A line without figures whose words stand over the figures. */
const isHeading = (row: Row, columns: Columns) =>
  !holdsFigures(row, columns) && row.parts.some((part) => reach(part, columns.all).last >= columns.labels)

/** A figure in every column: digits wrapped in narrow cells leave gaps. */
const isFull = (row: Row, { all, labels }: Columns) => row.parts.filter(isFigure).length >= all.length - labels

/** Lines after `upper` and up to `lower` with which rows begin; the last one holds the figures of `lower`. */
function rowStarts(rows: readonly Row[], upper: number, lower: number, columns: Columns): number[] {
  const items = itemStarts(rows, upper + 1, lower, columns)
  const starts: number[] = []
  let isBroken = false
  let above = labelIn(rows, upper, columns)
  for (let at = upper + 1; at <= lower; at++) {
    const row = rows[at] as Row
    const label = labelIn(rows, at, columns)
    const isNew = label && above?.isShort && above.column === label.column
    if (isHeading(row, columns) || isBroken || isNew || items.includes(at)) starts.push(at)
    isBroken = isHeading(row, columns)
    above = label ?? above
  }
  if (starts.length > 0) return starts
  const areRows =
    lower === upper + 1 && [upper, lower].every((at) => isFull(rows[at] as Row, columns) && labelIn(rows, at, columns))
  return areRows || columns.labels === 0 ? [lower] : []
}

/** Above the first figures stand headings, one band a line, and perhaps lines of their own label. */
function firstStart(rows: readonly Row[], first: number, columns: Columns): number {
  for (let at = first; at >= Math.max(0, first - 4); at--) {
    if (isHeading(rows[at] as Row, columns)) break
    if (opensItem.test(labelIn(rows, at, columns)?.text ?? '')) return at
  }
  return first
}

/** Groups the lines of a table into its rows; a label may stand on more lines than its figures. */
export function bandsOf(rows: readonly Row[], columns: Columns): Row[][] {
  const figures = rows.flatMap((row, index) => (holdsFigures(row, columns) ? [index] : []))
  const [first] = figures
  if (first === undefined) return rows.map((row) => [row])
  const starts = [firstStart(rows, first, columns)]
  for (let at = 1; at < figures.length; at++) {
    starts.push(...rowStarts(rows, figures[at - 1] as number, figures[at] as number, columns))
  }
  const heading = rows.slice(0, starts[0]).map((row) => [row])
  return [...heading, ...starts.map((start, at) => rows.slice(start, starts[at + 1]))]
}

/** Whether digits were wrapped in the cells of a band: it has several lines of figures. */
export const isWrapped = (band: readonly Row[], columns: Columns): boolean =>
  columns.labels > 0 && band.filter((row) => holdsFigures(row, columns)).length > 1

/** Groups the lines of a table into the rows that drawn lines part. */
export function bandsBetween(rows: readonly Row[], rulings: readonly number[]): Row[][] {
  const bands = new Map<number, Row[]>()
  for (const row of rows) {
    const middle = row.line.base - row.line.size * 0.35
    const band = rulings.filter((at) => at < middle).length
    bands.set(band, [...(bands.get(band) ?? []), row])
  }
  return [...bands.keys()].sort((a, b) => a - b).map((band) => bands.get(band) as Row[])
}
