import { figure } from '../checks/labels.ts'
import type { CellKey, Column } from '../form.ts'
import type { Reading } from '../reading.ts'
import { printable } from './printable.ts'

/**
 * Stands where a cell is absent, so that it is taken neither for 0 nor for blank; our own reader finds words there that
 * are no number and leaves the cell absent again.
 */
export const absentMark = '未能识别'

/** What the cells of a table are printed from. */
export type Figures = Pick<Reading, 'cells' | 'remarks' | 'problems'>

/** Unit of an amount that the column's own label does not say, unless the source leaves it open. */
export function unitBeside(column: Column, key: CellKey, problems: Figures['problems']): string | undefined {
  if (column.number !== 'amount' || column.label.includes(column.unit)) return undefined
  return problems.some(({ cell, code }) => cell === key && code === 'unit-unknown') ? undefined : column.unit
}

/** A remark in one pair of brackets, whether or not it brings its own. */
const bracketed = (remark: string) => `（${printable(remark).replace(/[()（）]/g, '')}）`

/** A cell as it is printed: the figure with its unit and remark, nothing for a blank, a mark where it is absent. */
export function figureText({ cells, remarks, problems }: Figures, key: CellKey, column: Column): string {
  const value = cells[key]
  if (value === undefined) return absentMark
  if (value === null) return ''
  const remark = remarks[key]
  return `${figure(value)}${unitBeside(column, key, problems) ?? ''}${remark ? bracketed(remark) : ''}`
}
