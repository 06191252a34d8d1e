import type { CellKey, Column, Row } from '../form.ts'
import type { Paper } from '../paper.ts'
import type { Place, Problem } from '../reading.ts'
import type { Placed } from './placements.ts'
import { offsetAt, type Stream } from './stream.ts'
import type { TableFound } from './table.ts'
import { unitFactor } from './values.ts'

export interface CellsRead {
  readonly cells: Record<CellKey, number | null>
  readonly sources: Record<CellKey, Place>
  readonly remarks: Record<CellKey, string>
  readonly units: Record<CellKey, string>
  readonly chosen: CellKey[]
  readonly problems: Problem[]
}

const money = /^(?:亿|万)?元$|^[万亿]$/

/** The unit of money that the headings of a block print, as in 采购总金额（单位：万元）. */
function headingUnit(flat: string, from: number, to: number): string | undefined {
  return /单位[:：]?\s*(?:人民币)?\s*(亿元|万元|元)|金额\s*[(（]\s*(亿元|万元|元)\s*[)）]/
    .exec(flat.slice(from, to))
    ?.slice(1)
    .find(Boolean)
}

const rounded = (value: number) => Number(value.toFixed(6))

interface Heading {
  readonly unit: string
  /** The heading and the cell stand in one table whose structure the source gives. */
  readonly certain: boolean
}

/** The amount in the form's unit, and the printed unit it was converted from; none where the unit is not certain. */
function amount(
  cell: Placed,
  column: Column,
  heading: Heading | undefined,
): { value: number; unit: string | undefined } {
  const value = cell.value as number
  const printed = money.test(cell.unit) ? cell.unit : heading?.unit
  if (!printed) return { value, unit: undefined }
  const certain = printed === column.unit || printed === cell.unit || heading?.certain === true
  if (!certain) return { value, unit: undefined }
  return { value: rounded((value * unitFactor(printed)) / unitFactor(column.unit)), unit: printed }
}

/** Flat text does not tie a heading to a cell: the number stays as printed, and the problem names the unit. */
function unitProblem(key: CellKey, row: Row, column: Column, place: Place, heading: Heading | undefined): Problem {
  const where = `“${row.label}”的“${column.label}”`
  const message = heading
    ? `${where}的单位只写在表头（${heading.unit}），而来源没有表格结构，不能确定它管到这一格；按所印数字 ${place.text} 读出，不作换算。`
    : `${where}没有写明单位，按所印数字 ${place.text} 读出，不作换算。`
  return { code: 'unit-unknown', severity: 'warning', cell: key, message, place }
}

function unclear(row: Row, columns: readonly Column[], remaining: number): Problem {
  const cells = columns.map((column) => `${row.key}/${column.key}`)
  if (remaining < 0) {
    const message = `没有找到“${row.label}”一行，该行各格未读出。`
    return { code: 'row-missing', severity: 'warning', cells, message }
  }
  const message =
    remaining > 1
      ? `“${row.label}”一行的数字连在一起或缺少分隔，有 ${remaining} 种读法，勾稽关系不能确定是哪一种，该行各格留空未读。`
      : `“${row.label}”一行的数字个数与表格列数对不上，该行各格未读出。`
  return { code: 'cells-unclear', severity: 'warning', cells, message }
}

function readRow(paper: Paper, found: TableFound['rows'][number], heading: Heading | undefined, into: CellsRead): void {
  const { block, row, placement } = found
  if (!placement) {
    into.problems.push(unclear(row, block.columns, found.remaining))
    return
  }
  block.columns.forEach((column, at) => {
    const key = `${row.key}/${column.key}`
    const cell = placement[at]
    if (!cell) {
      const message = `“${row.label}”的“${column.label}”一格印的不是能认定的数字，未读出。`
      into.problems.push({ code: 'cell-unclear', severity: 'warning', cell: key, message })
      return
    }
    const place = { start: cell.start, end: cell.end, text: paper.text.slice(cell.start, cell.end).trim() }
    into.sources[key] = place
    if (cell.remark) into.remarks[key] = cell.remark
    if (found.chosen) into.chosen.push(key)
    if (cell.value === null) {
      into.cells[key] = null
      return
    }
    if (column.number !== 'amount') {
      into.cells[key] = /^[万亿]$/.test(cell.unit) ? rounded(cell.value * unitFactor(cell.unit)) : cell.value
      return
    }
    const { value, unit } = amount(cell, column, heading)
    into.cells[key] = value
    if (unit) into.units[key] = unit
    else if (value !== 0 && column.unit === '元') into.problems.push(unitProblem(key, row, column, place, heading))
  })
}

/** Unit of money in the headings above a row, looked for at most this many characters before its first cell. */
const headingReach = 160

function headingOf(paper: Paper, stream: Stream, found: TableFound['rows'][number], from: number): Heading | undefined {
  const first = found.placement?.find((cell) => cell)
  if (!first || !found.block.columns.some((column) => column.number === 'amount')) return undefined
  const unit = headingUnit(stream.flat, Math.max(from, first.start - headingReach), first.start)
  return unit ? { unit, certain: paper.kind !== 'text' } : undefined
}

/** Turns the tables found into cells with their places; what could not be told for sure becomes a problem. */
export function cellsOf(paper: Paper, stream: Stream, tables: readonly TableFound[]): CellsRead {
  const into: CellsRead = { cells: {}, sources: {}, remarks: {}, units: {}, chosen: [], problems: [] }
  for (const table of tables) {
    const from = offsetAt(stream, table.from)
    for (const found of table.rows) readRow(paper, found, headingOf(paper, stream, found, from), into)
  }
  return into
}
