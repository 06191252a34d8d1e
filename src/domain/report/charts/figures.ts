import { cellName } from '../checks/labels.ts'
import type { CellKey, FormBlock, ReportForm, Row, RowRole } from '../form.ts'
import { printedRows } from '../form.ts'
import type { Cells } from '../reading.ts'
import type { Figure, Gap } from './chart.ts'

/** What a chart of one report is drawn from. */
export interface ChartSheet {
  readonly form: ReportForm
  readonly cells: Cells
}

/** What one cell prints. */
export function cellFigure({ form, cells }: ChartSheet, key: CellKey): Figure {
  const value = cells[key]
  const gap = (state: Gap['state']): Figure => ({ value, cells: [key], gaps: [{ name: cellName(form, key), state }] })
  if (value === undefined) return gap('absent')
  if (value === null) return gap('blank')
  return value < 0 ? gap('negative') : { value, cells: [key], gaps: [] }
}

/** The number to draw; undefined where there is none, or none that a stretch could have. */
export function drawn({ value }: Figure): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined
}

/** The sum of what can be drawn. A blank counts for nothing, and stays named. */
export function sumOf(figures: readonly Figure[]): Figure {
  const [only] = figures
  if (only && figures.length === 1) return only
  const told = figures.flatMap((figure) => drawn(figure) ?? [])
  const untold = figures.length > 0 && figures.every(({ value }) => value === null) ? null : undefined
  return {
    value: told.length > 0 ? rounded(told.reduce((sum, value) => sum + value, 0)) : untold,
    cells: figures.flatMap(({ cells }) => cells),
    gaps: figures.flatMap(({ gaps }) => gaps),
  }
}

/** Without the digits that floating point adds. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

/** Whether more may belong to the figure than it says: a part of it is blank or not told. */
export function isAtLeast({ value, gaps }: Figure): boolean {
  return typeof value === 'number' && value >= 0 && gaps.some(({ state }) => state !== 'derived')
}

/** Whether the figure is 0 for sure. */
export const isNought = (figure: Figure): boolean => figure.value === 0 && !isAtLeast(figure)

/** The block whose rows have the roles of the request table; undefined where the form has none. */
export function requestBlock(form: ReportForm): FormBlock | undefined {
  return form.tables
    .flatMap((table) => table.blocks)
    .find((block) => block.rows.some(({ role }) => role === 'received'))
}

/** The rows with the role, as this sheet prints them. */
export function rowsWithRole({ form, cells }: ChartSheet, role: RowRole): readonly Row[] {
  const block = requestBlock(form)
  return block ? printedRows(block, cells).filter((row) => row.role === role) : []
}

/** A row's printed total or, where that holds no number, the sum of the columns beside it, if all of them hold one. */
export function totalFigure(sheet: ChartSheet, block: FormBlock, row: Row): Figure {
  const total = block.columns.find(({ role }) => role === 'total')
  const parts = block.columns.filter(({ role }) => role === 'part').map(({ key }) => `${row.key}/${key}`)
  if (!total) return sumOf(parts.map((key) => cellFigure(sheet, key)))
  const printed = cellFigure(sheet, `${row.key}/${total.key}`)
  if (typeof printed.value === 'number') return printed
  const sum = sumOf(parts.map((key) => cellFigure(sheet, key)))
  if (parts.length === 0 || sum.gaps.length > 0) return printed
  return { ...sum, gaps: [{ name: cellName(sheet.form, printed.cells[0] ?? ''), state: 'derived' }] }
}

/** What the rows with the role have in all. */
export function roleFigure(sheet: ChartSheet, role: RowRole): Figure {
  const block = requestBlock(sheet.form)
  return sumOf(block ? rowsWithRole(sheet, role).map((row) => totalFigure(sheet, block, row)) : [])
}
