import { cellName, figure } from '../../domain/report/checks/labels.ts'
import { cellState } from '../../domain/report/decisions.ts'
import type { CellKey, ReportForm } from '../../domain/report/form.ts'
import { absentMark } from '../../domain/report/render/figure-text.ts'
import type { CellState } from '../../domain/report/trail.ts'
import type { StoredReport } from '../../store/reports.ts'
import { anchors } from '../paths.ts'
import { chineseDay } from './numerals.ts'
import type { SheetView } from './sheet-view.ts'

/** What a cell holds, in words. */
export function stateWords(state: CellState): string {
  if (state === 'absent') return absentMark
  return state === null ? '空白' : figure(state)
}

/** Beside a figure that a person has corrected; at the desk also beside one that a person has found rightly read. */
export function CorrectionMark({ view, cell }: { readonly view: SheetView; readonly cell: CellKey }) {
  const correction = view.corrections?.get(cell)
  if (!correction) return null
  const read = cellState(view.read ?? {}, cell)
  if (read === correction.to) return view.verifying ? <small class="checked">已核</small> : null
  const says = `读取为${stateWords(read)}，核对后更正为${stateWords(correction.to)}`
  return (
    <small class="corrected" title={says}>
      更正<span class="sr-only">（{says}）</span>
    </small>
  )
}

/** The figures that people have corrected, for everybody who reads them. */
export function Corrections({ report, form }: { readonly report: StoredReport; readonly form: ReportForm }) {
  const changed = [...report.decisions.corrections.values()].filter(
    ({ cell, to }) => cellState(report.asRead.cells, cell) !== to,
  )
  if (changed.length === 0) return null
  return (
    <details>
      <summary>人工更正 {changed.length} 处</summary>
      <ul>
        {changed.map(({ cell, to, at }) => (
          <li>
            <a href={`#${anchors.cell(cell)}`}>{cellName(form, cell)}</a>：读取为
            {stateWords(cellState(report.asRead.cells, cell))}，核对后更正为{stateWords(to)}（{chineseDay(at)}）
          </li>
        ))}
      </ul>
    </details>
  )
}
