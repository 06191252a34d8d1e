import { lineText, type TextLine } from './lines.ts'

/** A stretch across the page in which the cells of one column stand. */
export interface Column {
  left: number
  right: number
}

export const isFigure = (part: TextLine): boolean =>
  /^(?:[-－+]?[\d,，.]+|[-－—/]{1,2}|[\d,，.]+万?元)$/.test(lineText(part))

const overlaps = (column: Column, part: Column) => part.left < column.right && part.right > column.left

/** Narrow parts make columns, wider ones widen the one column they stand in; what stands over several is a heading. */
function columnsFrom(parts: readonly TextLine[]): Column[] {
  const columns: Column[] = []
  for (const part of [...parts].sort((a, b) => a.right - a.left - (b.right - b.left))) {
    const met = columns.filter((column) => overlaps(column, part))
    if (met.length === 0) columns.push({ left: part.left, right: part.right })
    const [only] = met
    if (!only || met.length > 1) continue
    const wider = { left: Math.min(only.left, part.left), right: Math.max(only.right, part.right) }
    if (columns.some((column) => column !== only && overlaps(column, wider))) continue
    Object.assign(only, wider)
  }
  return columns.sort((a, b) => a.left - b.left)
}

export interface Columns {
  readonly all: readonly Column[]
  /** How many of them hold labels. */
  readonly labels: number
}

/**
 * Columns of a table without upright lines: those of its figures, those of the words to their left, and headings beside
 * under which no row has a figure.
 */
export function columnsOf(rows: readonly (readonly TextLine[])[]): Columns {
  const parts = rows.flat()
  const figures = columnsFrom(parts.filter(isFigure))
  const first = figures[0]?.left ?? Number.POSITIVE_INFINITY
  const words = parts.filter((part) => !isFigure(part))
  const beside = rows.filter((row) => row.some(isFigure)).flat()
  const labels = columnsFrom(beside.filter((part) => !isFigure(part) && part.right <= first + part.size / 2))
  const headings = columnsFrom(words.filter((part) => part.left >= first))
  const bare = headings.filter((heading) => !figures.some((column) => overlaps(column, heading)))
  const isHeaded = figures.every((column) => parts.some((part) => !isFigure(part) && overlaps(column, part)))
  const all = [...labels, ...figures, ...(isHeaded ? bare : [])].sort((a, b) => a.left - b.left)
  return { all, labels: labels.length }
}

/** The columns a part of a line stands over; where it meets none, the nearest. */
export function reach(part: TextLine, columns: readonly Column[]): { first: number; last: number } {
  const met = columns.flatMap((column, index) => (overlaps(column, part) ? [index] : []))
  if (met.length > 0) return { first: met[0] as number, last: met.at(-1) as number }
  const centre = (part.left + part.right) / 2
  const far = columns.map((column) => Math.abs((column.left + column.right) / 2 - centre))
  const nearest = far.indexOf(Math.min(...far))
  return { first: nearest, last: nearest }
}
