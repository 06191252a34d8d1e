import { standingRows } from '../checks/balance.ts'
import { cellName } from '../checks/labels.ts'
import type { CellKey, ReportForm } from '../form.ts'
import type { Cells } from '../reading.ts'
import type { Term } from './measures.ts'

export interface Sheet {
  readonly form: ReportForm
  readonly cells: Cells
}

/** One cell that goes into a figure. */
export interface Operand {
  readonly key: CellKey
  /** As people say it: （二）部分公开·总计. */
  readonly label: string
  readonly sign: 1 | -1
  readonly previous: boolean
  /** null: printed blank; undefined: not told by the reader. */
  readonly value: number | null | undefined
}

/** The cells that a term adds up in a sheet, rows as the sheet prints them; none where the form has no such row. */
export function operandsOf({ row, column, sign, previous }: Term, { form, cells }: Sheet): readonly Operand[] {
  return form.tables.flatMap(({ blocks }) =>
    blocks
      .filter((block) => block.columns.some(({ key }) => key === column))
      .flatMap((block) => standingRows(block, cells))
      .filter(({ key }) => key === row || key.startsWith(`${row}.`))
      .map((found) => {
        const key = `${found.key}/${column}`
        return { key, label: cellName(form, key), sign, previous, value: cells[key] }
      }),
  )
}

/** The sum; only for operands that all have a value. */
export function sumOf(operands: readonly Operand[]): number {
  return operands.reduce((sum, { sign, value }) => sum + sign * (value ?? 0), 0)
}
