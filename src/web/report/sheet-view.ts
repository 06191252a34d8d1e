import { type Decisions, standingFindings } from '../../domain/report/decisions.ts'
import type { CellKey, ReportForm } from '../../domain/report/form.ts'
import type { Reading } from '../../domain/report/reading.ts'
import type { StoredReport } from '../../store/reports.ts'

/** What the tables of a report are drawn from. */
export interface SheetView {
  readonly form: ReportForm
  readonly reading: Reading
  /** Cells that a broken rule of severity error speaks of. */
  readonly bad: ReadonlySet<CellKey>
  /** Cells that a warning or a doubt of the reader speaks of. */
  readonly unsure: ReadonlySet<CellKey>
  /** Where a cell's source is shown; undefined where it has none. */
  readonly hrefOf: (cell: CellKey) => string | undefined
  /** Figures as the reader read them, where people have corrected or confirmed some. */
  readonly read?: Reading['cells']
  readonly corrections?: Decisions['corrections']
  /** At the desk every cell can be chosen, also one without a figure; and one is. */
  readonly verifying?: { readonly chosen: CellKey | undefined }
}

export function sheetView(report: StoredReport, form: ReportForm, hrefOf: SheetView['hrefOf']): SheetView {
  const { reading, asRead, decisions } = report
  const findings = standingFindings(report.findings, decisions)
  const cellsOf = (severity: string) =>
    findings.filter((finding) => finding.severity === severity).flatMap(({ cells }) => cells)
  const doubted = reading.problems.flatMap(({ cell, cells, severity }) =>
    severity === 'hint' ? [] : [...(cell ? [cell] : []), ...(cells ?? [])],
  )
  return {
    form,
    reading,
    bad: new Set(cellsOf('error')),
    unsure: new Set([...cellsOf('warning'), ...reading.chosen, ...doubted]),
    hrefOf,
    read: asRead.cells,
    corrections: decisions.corrections,
  }
}
