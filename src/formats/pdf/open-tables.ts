import type { CellText } from '../paper-writer.ts'
import { bandsBetween, bandsOf, isWrapped, opensItem, type Row } from './bands.ts'
import { columnsOf, isFigure, reach } from './columns.ts'
import { joinText, lineText, segments, type TextLine } from './lines.ts'
import type { Ruling } from './marks.ts'
import type { PageTable } from './ruled-tables.ts'

/** Gap between two columns, in heights of the writing. */
const columnGap = 0.5
/** Gap that makes a line look like a row of a table. */
const wideGap = 1

interface Stretch {
  readonly first: number
  readonly last: number
  /** Heights of the drawn lines that part its rows. */
  readonly rulings?: readonly number[]
}

/** A heading of the report, which reaches over the figures of the table above; the label of a row does not. */
function opensSection(row: Row, above: readonly Row[]): boolean {
  const text = lineText(row.line)
  if (row.parts.some(isFigure) || !/^[一二三四五六七八九十]、/.test(text)) return false
  if (/(?:情况|事项)$/.test(text)) return true
  const figures = above.findLast(({ parts }) => parts.some(isFigure))?.parts.filter(isFigure) ?? []
  return row.line.right > Math.min(...figures.map(({ left }) => left))
}

const isTabular = ({ line }: Row) => segments(line, wideGap).length > 1
/** Lines of a label that may stand between two lines of figures. */
const mostLabelLines = 8

/** A line on its own between two rows: the rest of a label, or a heading of the next rows. */
function belongsInside(row: Row, above: Row, width: number): boolean {
  const { line } = row
  return (
    line.right - line.left < width * 0.5 &&
    line.base - above.line.base < line.size * 3 &&
    Math.abs(line.size - above.line.size) < line.size * 0.1
  )
}

function stretchFrom(rows: readonly Row[], first: number, width: number): Stretch {
  let last = first
  for (let next = first + 1; next < rows.length && next - last <= mostLabelLines; next++) {
    const row = rows[next] as Row
    const above = rows[next - 1] as Row
    if (row.line.base - above.line.base > row.line.size * 5) break
    if (isTabular(row)) last = next
    else if (opensSection(row, rows.slice(first, next)) || !belongsInside(row, above, width)) break
  }
  return { first, last }
}

/** Takes the lines of the first and the last row's label into the stretch that stand above and below its figures. */
function withLabels(rows: readonly Row[], { first, last }: Stretch, width: number): Stretch {
  const figures = rows.slice(first, last + 1).flatMap(({ parts }) => parts.slice(1).filter(isFigure))
  const edge = Math.min(...figures.map(({ left }) => left))
  const isLabel = (at: number) => {
    const row = rows[at]
    return row !== undefined && row.line.right < edge && !opensSection(row, rows.slice(first, last + 1))
  }
  let end = last
  while (isLabel(end + 1) && !opensItem.test(lineText((rows[end + 1] as Row).line))) {
    if (!belongsInside(rows[end + 1] as Row, rows[end] as Row, width)) break
    end++
  }
  for (let at = first - 1; at >= first - mostLabelLines && isLabel(at); at--) {
    if (!belongsInside(rows[at] as Row, rows[at + 1] as Row, width)) break
    if (opensItem.test(lineText((rows[at] as Row).line))) return { first: at, last: end }
  }
  return { first, last: end }
}

/** Runs of at least two lines in columns, one of which holds a figure. */
function stretches(rows: readonly Row[], width: number): Stretch[] {
  const found: Stretch[] = []
  for (let at = 0; at < rows.length; at++) {
    if (!isTabular(rows[at] as Row)) continue
    const stretch = stretchFrom(rows, at, width)
    const inside = rows.slice(stretch.first, stretch.last + 1)
    if (inside.filter(isTabular).length > 1 && inside.some((row) => row.parts.some(isFigure)))
      found.push(withLabels(rows, stretch, width))
    at = stretch.last
  }
  return found
}

/** Farthest, in points, that drawn lines of one table may end apart. */
const slack = 4
/** Fewer lines underline a heading or frame a page. */
const leastRulings = 4

/** Stacks of drawn lines that end at the same place on the right, each the rows of one table. */
function ruledStretches(rows: readonly Row[], rulings: readonly Ruling[], width: number): Stretch[] {
  const stacks: Ruling[][] = []
  const headings = rows.filter((row, at) => opensSection(row, rows.slice(0, at))).map(({ line }) => line.base)
  for (const ruling of [...rulings].sort((a, b) => a.at - b.at)) {
    const last = stacks.at(-1)?.at(-1)
    const isParted = headings.some((base) => last && base > last.at && base < ruling.at)
    const goesOn = last && !isParted && Math.abs(last.to - ruling.to) < slack && ruling.at - last.at < width * 0.35
    if (goesOn) stacks.at(-1)?.push(ruling)
    else if (ruling.to - ruling.from > width * 0.1) stacks.push([ruling])
  }
  return stacks.flatMap((stack) => {
    const heights = stack.map(({ at }) => at)
    const [top, bottom] = [heights[0] as number, heights.at(-1) as number]
    const inside = rows.flatMap(({ line }, index) => (line.base > top && line.base < bottom ? [index] : []))
    const [first, last] = [inside[0], inside.at(-1)]
    if (stack.length < leastRulings || first === undefined || last === undefined) return []
    const figures = inside.some((index) => rows[index]?.parts.some(isFigure))
    return figures ? [{ first, last, rulings: heights }] : []
  })
}

interface OpenCell {
  last: number
  lines: string[]
}

function cellsOf(band: readonly Row[], columns: ReturnType<typeof columnsOf>): Map<number, OpenCell> {
  const cells = new Map<number, OpenCell>()
  for (const { parts } of band) {
    const onLine = new Map<number, string>()
    for (const part of parts) {
      const { first, last } = reach(part, columns.all)
      const before = onLine.get(first)
      onLine.set(first, before === undefined ? lineText(part) : `${before} ${lineText(part)}`)
      const cell = cells.get(first)
      if (cell) cell.last = Math.max(cell.last, last)
      else cells.set(first, { last, lines: [] })
    }
    for (const [column, text] of onLine) cells.get(column)?.lines.push(text)
  }
  return cells
}

/** Stands for digits on several lines: without drawn lines they may be the row's above or below. */
const torn = '\ufffd'

function toTable(rows: readonly Row[], rulings: readonly number[] | undefined): PageTable {
  const columns = columnsOf(rows.map(({ parts }) => parts))
  const bands = rulings ? bandsBetween(rows, rulings) : bandsOf(rows, columns)
  const wrapped = bands.map((band) => !rulings && isWrapped(band, columns))
  const cells = bands.map((band, index) => {
    const isTorn = wrapped[index] || wrapped[index - 1]
    const open = cellsOf(band, columns)
    const out: CellText[] = []
    for (let column = 0; column < columns.all.length; column++) {
      const cell = open.get(column)
      let last = cell?.last ?? column
      while (last > column && [...open.keys()].some((other) => other > column && other <= last)) last--
      const text = (cell?.lines ?? []).reduce((all, line) => (all === '' ? line : joinText(all, line, '\n')), '')
      const shown = isTorn && column >= columns.labels && text !== '' ? torn : text
      out.push({ row: index, column, rowSpan: 1, columnSpan: last - column + 1, text: shown })
      column = last
    }
    return out
  })
  const lines = rows.map((row) => row.line)
  return {
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
    top: Math.min(...lines.map((line) => line.base - line.size)),
    bottom: Math.max(...lines.map((line) => line.base)),
    rows: cells,
  }
}

/** Nearer lines than this, in heights of the writing, stand beside each other: figures and words of two fonts. */
const besideStep = 0.8

/** Lines that stand beside each other made one. */
function besides(rows: readonly Row[], rulings: readonly Ruling[]): Row[] {
  const joined: Row[] = []
  for (const row of rows) {
    const above = joined.at(-1)
    const near = above && row.line.base - above.line.base < Math.min(row.line.size, above.line.size) * besideStep
    const meets = (one: TextLine) =>
      one.glyphs.length > 1 && row.parts.some((other) => other.left < one.right && other.right > one.left)
    const isFigures = (one: Row) => one.parts.some(isFigure)
    const isParted = (above: Row) => rulings.some(({ at }) => at > heightOf(above) && at < heightOf(row))
    if (!near || isParted(above) || above.parts.some(meets) || isFigures(row) === isFigures(above)) joined.push(row)
    else
      joined[joined.length - 1] = {
        line: spanning(above.line, row.line),
        parts: sorted([...above.parts, ...row.parts]),
      }
  }
  return joined
}

const heightOf = ({ line }: Row) => line.base - line.size * 0.35
const sorted = (parts: readonly TextLine[]) => [...parts].sort((a, b) => a.left - b.left)

function spanning(one: TextLine, other: TextLine): TextLine {
  const glyphs = [...one.glyphs, ...other.glyphs].sort((a, b) => a.left - b.left)
  const [left, right] = [Math.min(one.left, other.left), Math.max(one.right, other.right)]
  return { ...other, glyphs, left, right }
}

/**
 * Tables without upright lines: rows between drawn lines, or stretches of lines whose text stands in columns.
 *
 * @param rulings drawn lines across the page that belong to no other table
 * @returns the tables and the lines that are left
 */
export function openTables(
  lines: readonly TextLine[],
  width: number,
  rulings: readonly Ruling[],
): { readonly tables: readonly PageTable[]; readonly rest: readonly TextLine[] } {
  const rows = besides(
    lines.map((line) => ({ line, parts: segments(line, columnGap) })),
    rulings,
  )
  const ruled = ruledStretches(rows, rulings, width)
  const found = [...ruled, ...stretches(rows, width)].filter(
    (one, index, all) => !all.slice(0, index).some((other) => one.first <= other.last && one.last >= other.first),
  )
  const isTaken = (index: number) => found.some(({ first, last }) => index >= first && index <= last)
  return {
    tables: found.map((one) => toTable(rows.slice(one.first, one.last + 1), one.rulings)),
    rest: rows.filter((_, index) => !isTaken(index)).map(({ line }) => line),
  }
}
