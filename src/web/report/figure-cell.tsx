import { cellName, figure } from '../../domain/report/checks/labels.ts'
import type { CellKey, Column } from '../../domain/report/form.ts'
import { absentMark, unitBeside } from '../../domain/report/render/figure-text.ts'
import { anchors } from '../paths.ts'
import { CorrectionMark } from './corrections.tsx'
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

function Content({ view, cell }: Pick<FigureCellProps, 'view' | 'cell'>) {
  const value = view.reading.cells[cell]
  const href = view.hrefOf(cell)
  const linked = href !== undefined && (typeof value === 'number' || view.verifying !== undefined)
  const shown =
    value === undefined ? (
      <span class="absent">{absentMark}</span>
    ) : value === null ? (
      <span class={linked ? 'absent' : 'sr-only'}>空白</span>
    ) : (
      figure(value)
    )
  if (!linked) return shown
  return (
    <a href={href} title={cellName(view.form, cell)}>
      {shown}
    </a>
  )
}

/** A figure with its way back: blank stays blank, and what could not be read says so. */
export function FigureCell({ view, cell, column, span }: FigureCellProps) {
  const value = view.reading.cells[cell]
  const state = stateOf(view, cell)
  const unit = unitBeside(column, cell, view.reading.problems)
  const remark = view.reading.remarks[cell]
  const chosen = view.verifying?.chosen === cell
  const looks = [state.name, ...(chosen ? ['chosen'] : [])].filter((look) => look !== '').join(' ')
  return (
    <td id={anchors.cell(cell)} class={looks || undefined} colspan={span > 1 ? span : undefined}>
      <Content view={view} cell={cell} />
      {typeof value === 'number' && unit && ` ${unit}`}
      {state.says && <span class="sr-only">{state.says}</span>}
      <CorrectionMark view={view} cell={cell} />
      {remark && <small>{remark}</small>}
    </td>
  )
}
