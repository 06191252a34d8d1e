import type { FormBlock, Row } from '../form.ts'
import type { Lead, Placed, Placement, Placements } from './placements.ts'

export interface RowPlacements extends Placements {
  readonly row: Row
}

export interface ChosenRow {
  readonly row: Row
  readonly placement: Placement | undefined
  /** The values were chosen among several cuts the text allows; blanks that pad a row are no such doubt. */
  readonly chosen: boolean
  /** Number of ways that remained when none could be chosen. */
  readonly remaining: number
}

const value = (cell: Placed | undefined) => cell?.value ?? undefined

/** Whether the row's total is there and equals the sum of its parts; undefined where that cannot be told. */
export function balanced(block: FormBlock, placement: Placement): boolean | undefined {
  const total = block.columns.findIndex((column) => column.role === 'total')
  if (total < 0) return undefined
  const printed = value(placement[total])
  const parts = placement.filter((_, at) => at !== total)
  if (printed === undefined || parts.every((part) => value(part) === undefined)) return undefined
  return printed === parts.reduce((sum, part) => sum + (value(part) ?? 0), 0)
}

/** Equations over rows, per column: signed row keys that sum to zero. */
export type ColumnEquations = readonly (readonly { readonly row: string; readonly sign: 1 | -1 }[])[]

function holds(equations: ColumnEquations, rows: ReadonlyMap<string, Placement>, columns: number): boolean {
  return equations.every((terms) => {
    const present = terms.filter((term) => rows.has(term.row))
    if (present.length < terms.length) return true
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (const term of present) sum += term.sign * (value(rows.get(term.row)?.[column]) ?? 0)
      if (sum !== 0) return false
    }
    return true
  })
}

const mostCombinations = 20_000

/** All ways to pick one placement for each open row that satisfy the column equations; at most two are needed. */
function combinations(
  open: readonly (RowPlacements & { ways: readonly Placement[] })[],
  fixed: ReadonlyMap<string, Placement>,
  equations: ColumnEquations,
  columns: number,
): Map<string, Placement>[] | undefined {
  const size = open.reduce((product, row) => product * row.ways.length, 1)
  if (size > mostCombinations) return undefined
  const found: Map<string, Placement>[] = []
  const pick = (at: number, sofar: Map<string, Placement>): void => {
    if (found.length > 1) return
    const row = open[at]
    if (!row) {
      if (holds(equations, sofar, columns)) found.push(sofar)
      return
    }
    for (const way of row.ways) pick(at + 1, new Map(sofar).set(row.row.key, way))
  }
  pick(0, new Map(fixed))
  return found
}

/** Drops the ways whose total does not fit; the rows of one table begin alike. */
function narrow(block: FormBlock, row: RowPlacements, begins: Beginning | undefined): RowPlacements {
  if (row.ways.length <= 1 && row.by !== 'extra') return row
  const usual = begins && row.leads ? row.leads.findIndex(begins) : -1
  if (usual >= 0) return { ...row, ways: [row.ways[usual] as Placement] }
  const verdicts = row.ways.map((way) => balanced(block, way))
  const fitting = distinct(row.ways.filter((_, at) => verdicts[at] === true))
  if (fitting.length > 0) return { ...row, ways: row.leads && fitting.every(isNothing) ? distinct(row.ways) : fitting }
  return { ...row, ways: row.by === 'extra' ? [] : distinct(row.ways.filter((_, at) => verdicts[at] === undefined)) }
}

/** A row of zeros is closed by any of its zeros. */
const isNothing = (way: Placement) => way.every((cell) => !cell?.value)

type Beginning = (lead: Lead) => boolean

/** How the rows begin: right behind the label, or all in one column; the only way that fewest totals speak against. */
function usualBeginning(block: FormBlock, rows: readonly RowPlacements[]): Beginning | undefined {
  const led = rows.filter((row) => row.leads !== undefined)
  const columns = new Set(led.flatMap((row) => (row.leads ?? []).map((lead) => lead.column)))
  const beginnings: Beginning[] = [
    (lead) => lead.blanks === 0,
    ...[...columns].map(
      (column): Beginning =>
        (lead) =>
          lead.column === column && lead.column >= 0,
    ),
  ]
  const scored = beginnings.map((begins) => {
    const against = led.filter((row) => {
      const way = row.ways[(row.leads ?? []).findIndex(begins)]
      return way === undefined || balanced(block, way) === false
    })
    return { begins, against: against.length, picks: led.map((row) => (row.leads ?? []).findIndex(begins)).join() }
  })
  scored.sort((a, b) => a.against - b.against)
  const [best, ...others] = scored
  if (!best || best.against > led.length / 2) return undefined
  return others.some((other) => other.against === best.against && other.picks !== best.picks) ? undefined : best.begins
}

/**
 * Chooses among the ways in which the text allows each row to be read. The identities only choose between those ways:
 * where more than one satisfies them, or none does, the row stays unread.
 */
export function chooseRows(block: FormBlock, rows: readonly RowPlacements[], equations: ColumnEquations): ChosenRow[] {
  const begins = usualBeginning(block, rows)
  const narrowed = rows.map((row) => narrow(block, row, begins))
  const fixed = new Map<string, Placement>()
  for (const row of narrowed) if (row.ways.length === 1) fixed.set(row.row.key, row.ways[0] as Placement)
  const open = narrowed.filter((row) => row.ways.length > 1)
  const found = open.length > 0 ? combinations(open, fixed, equations, block.columns.length) : undefined
  const only = found?.length === 1 ? found[0] : undefined
  return rows.map((row, at) => {
    const left = narrowed[at] as RowPlacements
    const placement = left.ways.length === 1 ? left.ways[0] : only?.get(row.row.key)
    const allowed = row.allowed ?? row.ways.length
    return {
      row: row.row,
      placement,
      chosen: placement !== undefined && allowed > 1 && row.by !== 'window',
      remaining: allowed,
    }
  })
}

/** Ways that differ in a value; two that differ only in which blank they took are one. */
function distinct(ways: readonly Placement[]): Placement[] {
  const seen = new Map<string, Placement>()
  for (const way of ways) {
    const key = way.map((cell) => (cell === undefined ? '?' : cell.value)).join(',')
    if (!seen.has(key)) seen.set(key, way)
  }
  return [...seen.values()]
}
