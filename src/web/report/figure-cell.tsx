import { cellName, figure } from '../../domain/report/checks/labels.ts'
import type { CellKey, Column } from '../../domain/report/form.ts'
import { absentMark, unitBeside } from '../../domain/report/render/figure-text.ts'
import { anchors } from '../paths.ts'
import type { SheetView } from './sheet-view.ts'

function stateOf({ bad, unsure, reading }: SheetView, key: CellKey): { name: string; says?: string } {
  if (bad.has(key)) return { name: 'bad', says: '（有问题）' }
  if (unsure.has(key)) return { name: 'unsure', says: '（存疑）' }
  return { name: reading.cells[key] === 0 ? 'zero' : '' }
}

interface FigureCellProps {
  readonly view: SheetView
  readonly cell: CellKey
  readonly column: Column
  /** Columns of the grid. */
  readonly span: number
}

/** A figure with its way back: blank stays blank, and what could not be read says so. */
export function FigureCell({ view, cell, column, span }: FigureCellProps) {
  const value = view.reading.cells[cell]
  const state = stateOf(view, cell)
  const href = view.hrefOf(cell)
  const unit = unitBeside(column, cell, view.reading.problems)
  const remark = view.reading.remarks[cell]
  const name = cellName(view.form, cell)
  return (
    <td id={anchors.cell(cell)} class={state.name || undefined} colspan={span > 1 ? span : undefined}>
      {value === undefined && <span class="absent">{absentMark}</span>}
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
