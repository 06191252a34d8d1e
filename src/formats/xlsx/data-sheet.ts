import { type CellRow, type CellState, cellRows } from '../../domain/report/cell-rows.ts'
import type { CellKey, ReportForm } from '../../domain/report/form.ts'
import type { Reading } from '../../domain/report/reading.ts'
import type { SheetCell } from './sheet-plan.ts'

/** A report's figures and where they come from. */
export interface ReportData {
  readonly form: ReportForm
  readonly cells: Reading['cells']
  /** Places in the text of the source; none where the source had no text. */
  readonly sources: Reading['sources']
  /** Cells whose figure a person has changed after the reading. */
  readonly corrected?: ReadonlySet<CellKey>
}

/** Headings of the sheet that lists all cells; by these it is known when the workbook is read back. */
export const dataColumns = [
  '单元格',
  '项目',
  '列',
  '单位',
  '数值',
  '状态',
  '原文起',
  '原文止',
  '原文',
  '人工更正',
] as const

export const dataColumnWidths = [34, 60, 28, 8, 14, 10, 10, 10, 24, 10] as const

const stateWords: Readonly<Record<CellState, string>> = { value: '数值', blank: '空白', absent: '未识别' }

function dataRow({ sources, corrected }: ReportData, row: CellRow): readonly SheetCell[] {
  const place = sources[row.key]
  const values = [
    row.key,
    row.row,
    row.column,
    row.unit,
    row.value,
    stateWords[row.state],
    place?.start ?? null,
    place?.end ?? null,
    place?.text ?? null,
    corrected?.has(row.key) ? '是' : '否',
  ]
  return values.map((value) => ({ value, look: 'data' }))
}

/** One row a cell of the form, with its state and its place in the source. */
export function dataRows(data: ReportData): readonly (readonly SheetCell[])[] {
  const head = dataColumns.map((value): SheetCell => ({ value, look: 'head' }))
  return [head, ...cellRows(data.form, data.cells).map((row) => dataRow(data, row))]
}
