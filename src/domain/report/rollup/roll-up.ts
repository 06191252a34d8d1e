import { standingRows } from '../checks/balance.ts'
import { formCell } from '../checks/labels.ts'
import type { CellKey, FormCell, ReportForm, Row } from '../form.ts'
import { formCells } from '../form.ts'
import type { Cells } from '../reading.ts'
import { type BodyReport, type Coverage, coverageOf, type RollUpBody } from './coverage.ts'

/**
 * The reports of a region summed up (条例第四十九条: the government's report covers its region).
 *
 * A cell is the sum of what its bodies print; null where all who have it print it blank; not there where nobody has it.
 */
export interface RollUp extends Coverage {
  readonly year: number
  readonly form: ReportForm
  readonly cells: Cells
  /** Cells with a sum (or blank) that some bodies lack: what is there is summed. */
  readonly incomplete: ReadonlySet<CellKey>
  /** Cells with a sum that some bodies print blank. */
  readonly partlyBlank: ReadonlySet<CellKey>
}

/** Who stands behind one cell of a roll-up, in the order of the tree. */
export interface Contributions {
  readonly valued: readonly { readonly body: RollUpBody; readonly value: number }[]
  readonly blank: readonly RollUpBody[]
  readonly absent: readonly RollUpBody[]
  /** Print the cell's row in another shape: one row for several, or several for one. */
  readonly otherwisePrinted: readonly RollUpBody[]
}

/**
 * Sums the reports of the bodies below a government.
 *
 * @param form the year's; reports that follow another are named and not summed
 * @param government id of the body at the top, whose own report is not looked at
 * @param reports what each body has for the year, by its id; a body that is not in it has nothing
 */
export function rollUp(input: {
  readonly year: number
  readonly form: ReportForm
  readonly government: number
  readonly bodies: readonly RollUpBody[]
  readonly reports: ReadonlyMap<number, BodyReport>
}): RollUp {
  const { year, form, government, bodies, reports } = input
  const coverage = coverageOf(government, bodies, reports, form.id)
  return { year, form, ...coverage, ...sumOf(form, coverage) }
}

/** Who contributes what to one cell; computed when asked, for a roll-up has more contributions than anybody reads. */
export function contributionsOf({ form, included }: RollUp, cell: CellKey): Contributions {
  const found = formCell(form, cell)
  const shaped = found !== undefined && mayStandInAnotherShape(found)
  const valued: { body: RollUpBody; value: number }[] = []
  const blank: RollUpBody[] = []
  const absent: RollUpBody[] = []
  const otherwisePrinted: RollUpBody[] = []
  for (const { body, report } of found ? included : []) {
    const value = report.cells[cell]
    if (shaped && !standingRows(found.block, report.cells).includes(found.row)) otherwisePrinted.push(body)
    else if (value === undefined) absent.push(body)
    else if (value === null) blank.push(body)
    else valued.push({ body, value })
  }
  return { valued, blank, absent, otherwisePrinted }
}

const mayStandInAnotherShape = ({ block, row }: FormCell) =>
  block.rows.some((one) => one.replaces && (one === row || one.replaces.includes(row.key)))

function sumOf(form: ReportForm, { included }: Coverage): Pick<RollUp, 'cells' | 'incomplete' | 'partlyBlank'> {
  const all = formCells(form)
  const sums = new Float64Array(all.length)
  const valued = new Int32Array(all.length)
  const blank = new Int32Array(all.length)
  const absent = new Int32Array(all.length)
  const scales = all.map(scaleOf)
  for (const { report } of included) {
    const { cells } = report
    const hidden = hiddenRows(form, cells)
    for (let at = 0; at < all.length; at += 1) {
      const { key, row } = all[at] as FormCell
      const value = cells[key]
      if (hidden.has(row)) continue
      if (value === undefined) absent[at] = (absent[at] ?? 0) + 1
      else if (value === null) blank[at] = (blank[at] ?? 0) + 1
      else {
        valued[at] = (valued[at] ?? 0) + 1
        sums[at] = (sums[at] ?? 0) + Math.round(value * (scales[at] ?? 1))
      }
    }
  }
  const cells: Record<CellKey, number | null> = {}
  const incomplete = new Set<CellKey>()
  const partlyBlank = new Set<CellKey>()
  for (const [at, { key }] of all.entries()) {
    if (!valued[at] && !blank[at]) continue
    cells[key] = valued[at] ? (sums[at] ?? 0) / (scales[at] ?? 1) : null
    if (absent[at]) incomplete.add(key)
    if (valued[at] && blank[at]) partlyBlank.add(key)
  }
  return { cells, incomplete, partlyBlank }
}

/** Sums are taken in whole fen (元) or millionths, which are exact in any order. */
const scaleOf = ({ column }: FormCell) => (column.unit === '元' ? 100 : 1_000_000)

const nothing: ReadonlySet<Row> = new Set()

/**
 * Rows that this sheet prints in another shape: a stand-in that is not there or only a subtotal, or what it stands for.
 */
function hiddenRows(form: ReportForm, cells: Cells): ReadonlySet<Row> {
  let hidden: Set<Row> | undefined
  for (const { blocks } of form.tables)
    for (const block of blocks) {
      if (!block.rows.some((row) => row.replaces)) continue
      const standing = standingRows(block, cells)
      hidden ??= new Set()
      for (const row of block.rows) if (!standing.includes(row)) hidden.add(row)
    }
  return hidden ?? nothing
}
