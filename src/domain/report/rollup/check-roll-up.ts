import { checkFigures } from '../checks/reconcile.ts'
import type { Hit } from '../checks/rule.ts'
import type { Finding } from '../finding.ts'
import type { CellKey, FormBlock, ReportForm } from '../form.ts'
import { formCells } from '../form.ts'
import type { Cells, Reading } from '../reading.ts'
import type { RollUp } from './roll-up.ts'

/**
 * Checks the summed sheet against the rules that need figures alone; without any report in it there is nothing to check.
 *
 * Lines with an incomplete cell are not evaluated, as the reader's untold cells are not. Where bodies left a cell blank,
 * a broken identity is no error: the blank may hold the difference.
 */
export function checkRollUp(rollUp: RollUp): readonly Finding[] {
  if (rollUp.included.length === 0) return []
  const form = summedForm(rollUp.form, rollUp.cells)
  const adjust = (hit: Hit) => softened(hit, rollUp.partlyBlank)
  return checkFigures({ reading: readingOf(rollUp), form, claims: [] }, adjust)
}

/** In a sum the one row and the rows it stands for come from different bodies: each counts, none is a subtotal. */
function summedForm(form: ReportForm, cells: Cells): ReportForm {
  const both = (block: FormBlock) => {
    const has = (row: string) => block.columns.some(({ key }) => `${row}/${key}` in cells)
    return block.rows.some(({ key, replaces }) => replaces && has(key) && replaces.some(has))
  }
  if (!form.tables.some(({ blocks }) => blocks.some(both))) return form
  const apart = (block: FormBlock): FormBlock => ({
    ...block,
    rows: both(block) ? block.rows.map(({ replaces, ...row }) => row) : block.rows,
  })
  return { ...form, tables: form.tables.map((table) => ({ ...table, blocks: table.blocks.map(apart) })) }
}

/** The sum as the rules know a sheet; amounts are in the units of the form. */
function readingOf({ form, year, cells, incomplete }: RollUp): Reading {
  const told: Record<CellKey, number | null> = {}
  for (const [key, value] of Object.entries(cells)) if (!incomplete.has(key)) told[key] = value
  const untold = [...incomplete]
  return {
    title: null,
    agency: null,
    year,
    form: form.id,
    period: null,
    contact: {},
    cells: told,
    sources: {},
    remarks: {},
    chosen: [],
    units: Object.fromEntries(formCells(form).map(({ key, column }) => [key, column.unit])),
    preamble: [],
    sections: [],
    problems: untold.length > 0 ? [incompleteProblem(untold)] : [],
  }
}

const incompleteProblem = (cells: readonly CellKey[]): Reading['problems'][number] => ({
  code: 'rollup-incomplete',
  severity: 'warning',
  cells,
  message: `${cells.length} 格不是每个机关都有，没有核对`,
})

function softened(hit: Hit, partlyBlank: ReadonlySet<CellKey>): Hit {
  if (!hit.operands?.some((key) => partlyBlank.has(key))) return hit
  return { ...hit, severity: 'warning', message: `${hit.message}（有的机关有空白格，未计入）` }
}
