import type { CellText, PaperWriter } from '../paper-writer.ts'
import { Refused } from '../refusal.ts'
import type { Area } from './cell-address.ts'
import type { SheetShape } from './sheet-xml.ts'

/** What the library reads from a cell. */
export type CellValue = string | number | boolean | Date | null

const spaces = /[\t\v\f]+/g

/** A value as the office program shows it; digits that floating point adds are not shown. */
function shown(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(Number(value.toPrecision(15)))
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n').replace(spaces, ' ').trim()
  return `${value.getUTCFullYear()}年${value.getUTCMonth() + 1}月${value.getUTCDate()}日`
}

type Square = CellText & { readonly framed: boolean }

/** Zero-based positions that are shown, in order. */
function visible(length: number, hidden: ReadonlySet<number>): readonly number[] {
  return Array.from({ length }, (_, at) => at).filter((at) => !hidden.has(at))
}

/** What each merged square belongs to; areas reach no farther than the sheet does. */
function coverOf(merges: readonly Area[], rows: number, columns: number): ReadonlyMap<string, Area> {
  const cover = new Map<string, Area>()
  for (const area of merges) {
    for (let row = area.row; row < Math.min(rows, area.row + area.rowSpan); row++) {
      for (let column = area.column; column < Math.min(columns, area.column + area.columnSpan); column++) {
        const square = `${row},${column}`
        if (cover.has(square)) throw new Refused('xlsx-damaged')
        cover.set(square, area)
      }
    }
  }
  return cover
}

/** The rows with the framed blank ones that follow the last value, which the library leaves out. */
function withFramedEnd(
  values: readonly (readonly CellValue[])[],
  framed: SheetShape['framed'],
): readonly (readonly CellValue[])[] {
  const framedRows = new Set([...framed].map((square) => Number.parseInt(square, 10)))
  const rows = [...values]
  while (framedRows.has(rows.length)) rows.push([])
  return rows
}

/** The rows that are shown, each with its cells; hidden rows and columns are not printed and so not read. */
function visibleRows(values: readonly (readonly CellValue[])[], shape: SheetShape): readonly (readonly Square[])[] {
  const width = values.reduce((most, row) => Math.max(most, row.length), 0)
  const rows = visible(values.length, shape.hiddenRows)
  const columns = visible(width, shape.hiddenColumns)
  const cover = coverOf(shape.merges, values.length, width)
  const within = (positions: readonly number[], from: number, span: number) =>
    positions.filter((at) => at >= from && at < from + span)
  return rows.map((row, at) =>
    columns.flatMap((column, place): Square | readonly [] => {
      const area = cover.get(`${row},${column}`)
      if (!area) {
        const text = shown(values[row]?.[column])
        return { row: at, column: place, rowSpan: 1, columnSpan: 1, text, framed: shape.framed.has(`${row},${column}`) }
      }
      const high = within(rows, area.row, area.rowSpan)
      const wide = within(columns, area.column, area.columnSpan)
      if (high[0] !== row || wide[0] !== column) return []
      const text = shown(values[area.row]?.[area.column])
      const framed = shape.framed.has(`${area.row},${area.column}`)
      return { row: at, column: place, rowSpan: high.length, columnSpan: wide.length, text, framed }
    }),
  )
}

/** Rows of a table hold two cells or more, empty ones with a border included, or belong to a merged label. */
function tableRows(rows: readonly (readonly Square[])[]): readonly boolean[] {
  const isTable = rows.map((row) => {
    const filled = row.filter(({ text }) => text !== '').length
    const blank = row.filter(({ text, framed }) => text === '' && framed).length
    return filled > 1 || filled + blank > 1
  })
  for (const [at, row] of rows.entries()) {
    for (const label of row.filter(({ rowSpan, text }) => rowSpan > 1 && text !== '')) {
      const beside = rows.slice(at, at + label.rowSpan).flat()
      if (beside.some((one) => one !== label && one.text !== '')) isTable.fill(true, at, at + label.rowSpan)
    }
  }
  return isTable
}

/** The cells of a table up to its last column; what lies right of it belongs to no cell. */
function gridOf(rows: readonly (readonly Square[])[]): readonly (readonly CellText[])[] {
  const used = rows.flat().filter(({ text, framed, columnSpan }) => text !== '' || framed || columnSpan > 1)
  const first = Math.min(...used.map(({ column }) => column))
  const last = Math.max(...used.map(({ column, columnSpan }) => column + columnSpan))
  return rows.map((row, at) =>
    row
      .filter(({ column }) => column >= first && column < last)
      .map((square) => ({
        ...square,
        row: at,
        column: square.column - first,
        rowSpan: Math.min(square.rowSpan, rows.length - at),
      })),
  )
}

/** Writes what a sheet shows: neighbouring rows of a table as one grid, lines with a single cell as paragraphs. */
export function writeSheet(writer: PaperWriter, values: readonly (readonly CellValue[])[], shape: SheetShape): void {
  const rows = visibleRows(withFramedEnd(values, shape.framed), shape)
  const isTable = tableRows(rows)
  for (let at = 0; at < rows.length; ) {
    let end = at
    while (isTable[end]) end++
    if (end > at) writer.grid(gridOf(rows.slice(at, end)))
    else for (const { text } of rows[end++] ?? []) writer.paragraph(text)
    at = end
  }
}
