import type { CellText } from '../paper-writer.ts'
import { joinText, lineText, segments, type TextLine } from './lines.ts'
import type { PageTable } from './ruled-tables.ts'

/** Gap between two columns, in heights of the writing. */
const columnGap = 1

interface Row {
  readonly line: TextLine
  readonly parts: readonly TextLine[]
}

interface Stretch {
  readonly first: number
  readonly last: number
}

interface Column {
  left: number
  right: number
}

const isTabular = (row: Row) => row.parts.length > 1
const isFigure = (part: TextLine) => /^[-－+]?[\d,，.]+$/.test(lineText(part))
const opensSection = (row: Row) => /^[一二三四五六七八九十]、/.test(lineText(row.line))

/** A line on its own between two rows: the rest of a label, or a heading of the next rows. */
function belongsInside(row: Row, above: Row, width: number): boolean {
  const { line } = row
  return (
    !opensSection(row) &&
    line.right - line.left < width * 0.5 &&
    line.base - above.line.base < line.size * 3 &&
    Math.abs(line.size - above.line.size) < line.size * 0.1
  )
}

function stretchFrom(rows: readonly Row[], first: number, width: number): Stretch {
  let last = first
  for (let next = first + 1; next < rows.length && next - last <= 3; next++) {
    const row = rows[next] as Row
    const above = rows[next - 1] as Row
    if (row.line.base - above.line.base > row.line.size * 5) break
    if (isTabular(row)) last = next
    else if (!belongsInside(row, above, width)) break
  }
  return { first, last }
}

/** Runs of at least two lines in columns, one of which holds a figure. */
function stretches(rows: readonly Row[], width: number): Stretch[] {
  const found: Stretch[] = []
  for (let at = 0; at < rows.length; at++) {
    if (!isTabular(rows[at] as Row)) continue
    const stretch = stretchFrom(rows, at, width)
    const inside = rows.slice(stretch.first, stretch.last + 1)
    if (inside.filter(isTabular).length > 1 && inside.some((row) => row.parts.some(isFigure))) found.push(stretch)
    at = stretch.last
  }
  return found
}

/** Columns are where the fullest rows have text. */
function columnsOf(rows: readonly Row[]): Column[] {
  const most = Math.max(...rows.map((row) => row.parts.length))
  const parts = rows.filter((row) => row.parts.length === most).flatMap((row) => row.parts)
  const columns: Column[] = []
  for (const { left, right } of parts.sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last && left < last.right) last.right = Math.max(last.right, right)
    else columns.push({ left, right })
  }
  return columns
}

/** The columns a part of a line stands over; where it meets none, the nearest. */
function reach(part: TextLine, columns: readonly Column[]): { first: number; last: number } {
  const met = columns.flatMap((column, index) => (part.left < column.right && part.right > column.left ? [index] : []))
  if (met.length > 0) return { first: met[0] as number, last: met.at(-1) as number }
  const centre = (part.left + part.right) / 2
  const far = columns.map((column) => Math.abs((column.left + column.right) / 2 - centre))
  const nearest = far.indexOf(Math.min(...far))
  return { first: nearest, last: nearest }
}

interface OpenRow {
  base: number
  readonly size: number
  readonly cells: Map<number, { last: number; text: string }>
}

function openRow(row: Row, columns: readonly Column[]): OpenRow {
  const cells: OpenRow['cells'] = new Map()
  for (const part of row.parts) {
    const { first, last } = reach(part, columns)
    const before = cells.get(first)
    cells.set(first, { last, text: before ? `${before.text} ${lineText(part)}` : lineText(part) })
  }
  return { base: row.line.base, size: row.line.size, cells }
}

const isLabelOnly = (row: OpenRow | undefined): row is OpenRow => row?.cells.size === 1 && row.cells.has(0)

function prepend(label: OpenRow, row: OpenRow): void {
  const upper = label.cells.get(0)?.text ?? ''
  const lower = row.cells.get(0)
  row.cells.set(0, { last: 0, text: lower ? joinText(upper, lower.text, ' ') : upper })
}

function append(row: OpenRow, label: OpenRow): void {
  const upper = row.cells.get(0)
  const lower = label.cells.get(0)?.text ?? ''
  row.cells.set(0, { last: 0, text: upper ? joinText(upper.text, lower, ' ') : lower })
  row.base = label.base
}

/** A row whose figures stand half-way between two lines of its label gets both. */
function joinLabels(rows: readonly OpenRow[]): OpenRow[] {
  const joined: OpenRow[] = []
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as OpenRow
    const next = rows[at + 1]
    const last = joined.at(-1)
    const isNear = (upper: OpenRow, lower: OpenRow) => lower.base - upper.base < row.size * 1.1
    if (isLabelOnly(row) && next && !next.cells.has(0) && isNear(row, next)) prepend(row, next)
    else if (isLabelOnly(row) && last && !isLabelOnly(last) && isNear(last, row)) append(last, row)
    else joined.push(row)
  }
  return joined
}

function toTable(rows: readonly Row[]): PageTable {
  const columns = columnsOf(rows)
  const open = joinLabels(rows.map((row) => openRow(row, columns)))
  const cells = open.map((row, index) => {
    const out: CellText[] = []
    for (let column = 0; column < columns.length; column++) {
      const cell = row.cells.get(column)
      const last = cell?.last ?? column
      out.push({ row: index, column, rowSpan: 1, columnSpan: last - column + 1, text: cell?.text ?? '' })
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

/**
 * Tables without drawn lines: stretches of lines whose text stands in columns.
 *
 * @returns the tables and the lines that are left
 */
export function openTables(
  lines: readonly TextLine[],
  width: number,
): { readonly tables: readonly PageTable[]; readonly rest: readonly TextLine[] } {
  const rows = lines.map((line) => ({ line, parts: segments(line, columnGap) }))
  const found = stretches(rows, width)
  const isTaken = (index: number) => found.some(({ first, last }) => index >= first && index <= last)
  return {
    tables: found.map(({ first, last }) => toTable(rows.slice(first, last + 1))),
    rest: lines.filter((_, index) => !isTaken(index)),
  }
}
