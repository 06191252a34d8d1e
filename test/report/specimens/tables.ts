import { type Column, type FormBlock, type FormTable, printedRows, type Row } from '../../../src/domain/report/form.ts'
import type { Sheet } from './sheets.ts'
import { cell, type PrintedCell, type PrintedRow, type PrintedTable } from './specimen.ts'

/** The number as a plain publisher prints it; nothing for a blank. */
export const plainNumber = (value: number | null) => (value === null ? '' : String(value))

function valueCell(sheet: Sheet, row: Row, column: Column, columnSpan = 1): PrintedCell {
  const key = `${row.key}/${column.key}`
  const value = sheet[key] ?? null
  return { ...cell('value', plainNumber(value), columnSpan), key, value }
}

/** The statutory layout of one table of the form, with merged headings. */
export function layOut(table: FormTable, sheet: Sheet): PrintedTable {
  if (table.layout === 'line') return disputesTable(table, sheet)
  return table.columnsTitle ? requestsTable(table, sheet) : proactiveTable(table, sheet)
}

function proactiveTable(table: FormTable, sheet: Sheet): PrintedTable {
  const width = 1 + Math.max(...table.blocks.map((block) => block.columns.length))
  const rows = table.blocks.flatMap((block): PrintedRow[] => {
    const spans = spread(width - 1, block.columns.length)
    const header = block.columns.map((column, place) => cell('header', column.label, spans[place]))
    return [
      { cells: [cell('header', block.title ?? '', width)] },
      { cells: [cell('header', table.corner ?? ''), ...header] },
      ...block.rows.map((row) => ({
        cells: [
          cell('label', row.label),
          ...block.columns.map((column, place) => valueCell(sheet, row, column, spans[place])),
        ],
      })),
    ]
  })
  return { kind: 'table', table: table.key, width, rows }
}

/** Columns of a grid dealt out over fewer cells; the first ones get the rest. */
function spread(columns: number, cells: number): number[] {
  const each = Math.floor(columns / cells)
  return Array.from({ length: cells }, (_, place) => each + (place < columns % cells ? 1 : 0))
}

const labelColumns = 3

function requestsTable(table: FormTable, sheet: Sheet): PrintedTable {
  const [block] = table.blocks
  if (!block) throw new Error('the table has no block')
  const rows = printedRows(block, sheet)
  const body = rows.map((row, place): PrintedRow => {
    const labels = (row.groups ?? []).flatMap((group, level) => {
      const same = (other: Row | undefined) => other?.groups?.[level] === group
      if (same(rows[place - 1])) return []
      const after = rows.slice(place).findIndex((other) => !same(other))
      return [cell('group', group, 1, after < 0 ? rows.length - place : after)]
    })
    const label = cell('label', row.label, labelColumns - (row.groups?.length ?? 0))
    return { cells: [...labels, label, ...block.columns.map((column) => valueCell(sheet, row, column))] }
  })
  const width = labelColumns + block.columns.length
  return { kind: 'table', table: table.key, width, rows: [...requestsHeader(table, block), ...body] }
}

function requestsHeader(table: FormTable, block: FormBlock): PrintedRow[] {
  const group = block.columns.find((column) => column.group)?.group
  const grouped = block.columns.filter((column) => column.group === group)
  const second = block.columns.flatMap((column) => {
    if (column.group !== group) return [cell('header', column.label, 1, 2)]
    return column === grouped[0] ? [cell('header', group ?? '', grouped.length)] : []
  })
  return [
    {
      cells: [
        cell('header', table.corner ?? '', labelColumns, 3),
        cell('header', table.columnsTitle ?? '', block.columns.length),
      ],
    },
    { cells: second },
    { cells: grouped.map((column) => cell('header', column.label)) },
  ]
}

function disputesTable(table: FormTable, sheet: Sheet): PrintedTable {
  const [block] = table.blocks
  if (!block) throw new Error('the table has no block')
  const [first, ...others] = block.rows
  if (!first) throw new Error('the table has no row')
  const count = block.columns.length
  const columns = () => block.columns.map((column) => cell('header', column.label))
  return {
    kind: 'table',
    table: table.key,
    width: count * block.rows.length,
    rows: [
      { cells: [cell('header', first.label, count), cell('header', others[0]?.groups?.[0] ?? '', count * 2)] },
      {
        cells: [
          ...columns().map((one) => ({ ...one, rowSpan: 2 })),
          ...others.map((row) => cell('header', row.label, count)),
        ],
      },
      { cells: others.flatMap(columns) },
      { cells: block.rows.flatMap((row) => block.columns.map((column) => valueCell(sheet, row, column))) },
    ],
  }
}
