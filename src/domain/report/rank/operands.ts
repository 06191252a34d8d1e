import { type Operand, standingRows } from '../checks/balance.ts'
import { cellName } from '../checks/labels.ts'
import type { FormBlock, ReportForm, Row } from '../form.ts'
import type { Cells } from '../reading.ts'
import type { Term } from './measures.ts'

export interface Sheet {
  readonly form: ReportForm
  readonly cells: Cells
}

type Named = Pick<Operand, 'key' | 'label'>

/** Rows of a block that a term may mean, with the names of their cells in its column. */
interface Meant {
  readonly block: FormBlock
  readonly named: ReadonlyMap<Row, Named>
  /** Some of the rows may stand in for others: which do is told by the sheet. */
  readonly depends: boolean
}

const meantInForm = new WeakMap<ReportForm, Map<Term, readonly Meant[]>>()

/** Found once a form and term: a ranking asks for thousands of sheets. */
function meantBy(term: Term, form: ReportForm): readonly Meant[] {
  const known = meantInForm.get(form) ?? new Map<Term, readonly Meant[]>()
  const meant = known.get(term) ?? blocksMeant(term, form)
  if (!known.has(term)) meantInForm.set(form, known.set(term, meant))
  return meant
}

function blocksMeant({ row, column }: Term, form: ReportForm): readonly Meant[] {
  return form.tables
    .flatMap(({ blocks }) => blocks.filter((block) => block.columns.some(({ key }) => key === column)))
    .map((block) => {
      const rows = block.rows.filter(({ key }) => key === row || key.startsWith(`${row}.`))
      const nameOf = (found: Row) => ({
        key: `${found.key}/${column}`,
        label: cellName(form, `${found.key}/${column}`),
      })
      return {
        block: { ...block, rows },
        named: new Map(rows.map((found) => [found, nameOf(found)])),
        depends: rows.some(({ replaces }) => replaces !== undefined),
      }
    })
    .filter(({ block }) => block.rows.length > 0)
}

/** The cells that a term adds up in a sheet, rows as the sheet prints them; none where the form has no such row. */
export function operandsOf(term: Term, { form, cells }: Sheet): readonly Operand[] {
  const { sign, previous } = term
  const operands: Operand[] = []
  for (const { block, named, depends } of meantBy(term, form))
    for (const row of depends ? standingRows(block, cells) : block.rows) {
      const { key, label } = named.get(row) as Named
      operands.push({ key, label, sign, previous, value: cells[key] })
    }
  return operands
}

/** The sum; only for operands that all have a value. */
export function sumOf(operands: readonly Operand[]): number {
  return operands.reduce((sum, { sign, value }) => sum + sign * (value ?? 0), 0)
}
