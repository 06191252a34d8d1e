import { checkFigures } from '../checks/reconcile.ts'
import type { Finding } from '../finding.ts'
import { type CellKey, type FormCell, formCells, type ReportForm } from '../form.ts'
import type { Cells, Reading } from '../reading.ts'
import type { Counted, CountingRules, Ledger } from './ledger.ts'
import { disputeCell } from './place-dispute.ts'
import { cellsOf, placeOf } from './place-request.ts'

/** `under-way`: the year is not over, the figures are as they stand; `closed`: they do not change any more. */
export type YearState = 'under-way' | 'over' | 'closed'

/** Sections three and four of a body's report, counted. The cells of section two are not there: nobody counts them. */
export interface CompiledYear {
  readonly year: number
  readonly form: ReportForm
  readonly state: YearState
  readonly cells: Readonly<Record<CellKey, number>>
  /** What a cell counts, in the order of the ledger; of a total, that of its parts. Empty for other cells. */
  readonly counts: (cell: CellKey) => readonly Counted[]
  /** Broken identities; by construction there are none. */
  readonly findings: readonly Finding[]
}

/** Tables of sections three and four, with their identities. */
function countedTables(form: ReportForm): ReportForm {
  const tables = form.tables.filter(({ section }) => section === 3 || section === 4)
  const keys = tables.map(({ key }) => key)
  return { ...form, tables, identities: form.identities.filter(({ table }) => keys.includes(table)) }
}

const known = new WeakMap<ReportForm, ReportForm>()

function countedForm(form: ReportForm): ReportForm {
  const counted = known.get(form) ?? countedTables(form)
  known.set(form, counted)
  return counted
}

/** A cell of a total with the cells that it sums; of any other cell, itself. */
function partsOf({ row, column, block }: FormCell): readonly CellKey[] {
  const rows = row.role === 'settled' ? block.rows.filter((one) => one.role === 'outcome' && !one.replaces) : [row]
  const columns = column.role === 'total' ? block.columns.filter(({ role }) => role === 'part') : [column]
  return rows.flatMap((one) => columns.map((other) => `${one.key}/${other.key}`))
}

type Tally = ReadonlyMap<CellKey, readonly Counted[]>

function tally({ requests, disputes, closedThrough }: Ledger, year: number, rules: CountingRules): Tally {
  const counted = new Map<CellKey, Counted[]>()
  const add = (cell: CellKey, one: Counted) => {
    const others = counted.get(cell)
    if (others) others.push(one)
    else counted.set(cell, [one])
  }
  for (const request of requests) {
    const place = placeOf(request, closedThrough)
    if (place) for (const cell of cellsOf(place, year, rules)) add(cell, { requestId: request.id })
  }
  for (const dispute of disputes) {
    const cell = disputeCell(dispute, year, closedThrough, rules.disputeRules)
    if (cell !== undefined) add(cell, { requestId: dispute.requestId, item: dispute.item })
  }
  return counted
}

/** Compiled figures as the rules know a sheet. */
export function readingOf({
  year,
  form,
  cells,
}: Pick<CompiledYear, 'year' | 'form'> & { readonly cells: Cells }): Reading {
  return {
    title: null,
    agency: null,
    year,
    form: form.id,
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
    contact: {},
    cells,
    sources: {},
    remarks: {},
    chosen: [],
    units: {},
    preamble: [],
    sections: [],
    problems: [],
  }
}

/** Art. 50: counts a body's requests and disputes of a year into the form, zeros and totals included. */
export function compileYear(
  ledger: Ledger,
  { year, isOver }: { readonly year: number; readonly isOver: boolean },
  rules: CountingRules,
): CompiledYear {
  const form = countedForm(rules.form)
  const counted = tally(ledger, year, rules)
  const parts = new Map(
    formCells(form)
      .filter(({ row }) => !row.replaces)
      .map((cell) => [cell.key, partsOf(cell)]),
  )
  const counts = (cell: CellKey) => (parts.get(cell) ?? []).flatMap((part) => counted.get(part) ?? [])
  const sum = (keys: readonly CellKey[]) => keys.reduce((total, key) => total + (counted.get(key)?.length ?? 0), 0)
  const cells = Object.fromEntries([...parts].map(([key, summed]) => [key, sum(summed)]))
  const isClosed = ledger.closedThrough !== null && year <= ledger.closedThrough
  const about = { year, form: rules.form, cells }
  return {
    ...about,
    state: isClosed ? 'closed' : isOver ? 'over' : 'under-way',
    counts,
    findings: checkFigures({ reading: readingOf(about), form, claims: [] }, (hit) => hit),
  }
}
