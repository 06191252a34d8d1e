import { cellName, figure } from '../../domain/report/checks/labels.ts'
import type { CellKey, Column } from '../../domain/report/form.ts'
import { anchors } from '../paths.ts'
import type { SheetView } from './sheet-view.ts'

/** Unit that the column's own label does not say already. */
function unitOf({ reading }: SheetView, key: CellKey, column: Column): string | undefined {
  if (column.number !== 'amount' || column.label.includes(column.unit)) return undefined
  return reading.problems.some((problem) => problem.cell === key && problem.code === 'unit-unknown')
    ? undefined
    : column.unit
}

function stateOf({ bad, unsure, reading }: SheetView, key: CellKey): { name: string; says?: string } {
  if (bad.has(key)) return { name: 'bad', says: '（有问题）' }
  if (unsure.has(key)) return { name: 'unsure', says: '（存疑）' }
  return { name: reading.cells[key] === 0 ? 'zero' : '' }
}

interface FigureCellProps {
  readonly view: SheetView
  readonly cell: CellKey
  readonly column: Column
  readonly span?: number
}

/** A figure with its way back: blank stays blank, and what could not be read says so. */
export function FigureCell({ view, cell, column, span }: FigureCellProps) {
  const value = view.reading.cells[cell]
  const state = stateOf(view, cell)
  const href = view.hrefOf(cell)
  const unit = unitOf(view, cell, column)
  const remark = view.reading.remarks[cell]
  const name = cellName(view.form, cell)
  return (
    <td id={anchors.cell(cell)} class={state.name || undefined} colspan={span}>
      {value === undefined && <span class="absent">未能识别</span>}
      {value === null && <span class="sr-only">空白</span>}
      {typeof value === 'number' &&
        (href ? (
          <a href={href} title={name}>
            {figure(value)}
          </a>
        ) : (
          figure(value)
        ))}
      {typeof value === 'number' && unit && ` ${unit}`}
      {state.says && <span class="sr-only">{state.says}</span>}
      {remark && <small>{remark}</small>}
    </td>
  )
}
