import type { CellKey, Column, FormBlock, Identity, ReportForm, Row } from '../form.ts'
import { printedRows } from '../form.ts'
import type { Cells, Reading } from '../reading.ts'
import { rowName, shortRowName } from './labels.ts'

/** One cell of an identity. */
export interface Operand {
  readonly key: CellKey
  readonly label: string
  readonly sign: 1 | -1
  /** Taken from last year's report. */
  readonly previous: boolean
  /** null: printed blank; undefined: not told by the reader. */
  readonly value: number | null | undefined
}

/**
 * holds and broken: over the cells that are there. open: broken, but a blank cell could make it hold.
 * blank: nothing is printed on one side, so there is nothing to compare. unknown: the reader could not tell an operand.
 */
export type BalanceState = 'holds' | 'broken' | 'open' | 'blank' | 'unknown'

/** One identity over one line (column or row) of its table. */
export interface Balance {
  readonly identity: Identity
  /** Row or column the identity is checked over. */
  readonly line: { readonly key: string; readonly label: string }
  readonly left: readonly Operand[]
  readonly right: readonly Operand[]
  readonly leftSum: number
  readonly rightSum: number
  readonly state: BalanceState
}

/** Amounts are printed to the cent of 万元 at most; counts are exact. */
const amountTolerance = 0.005
const countTolerance = 1e-9

/** How far two sums over these columns may be apart and still be the same. */
export const toleranceOf = (columns: readonly Column[]) =>
  columns.some((column) => column.number === 'amount') ? amountTolerance : countTolerance

/**
 * Checks one identity of the form over every line of its table.
 *
 * Blocks that lack a named row or column, and identities over two years without last year's report, give nothing.
 *
 * @param wanted states to give; lines in other states cost next to nothing
 */
export function balancesOf(
  identity: Identity,
  form: ReportForm,
  now: Reading,
  before: Reading | undefined,
  wanted: (state: BalanceState) => boolean,
): readonly Balance[] {
  return linesOf(identity, form, now.cells).flatMap((line) => {
    if (line.needsPrevious && !before) return []
    const read: Read = (term) => (term.previous ? before?.cells : now.cells)?.[term.key]
    const state = stateOf(line, read)
    if (!wanted(state)) return []
    const filled = (side: readonly LineTerm[]) => side.map((term) => ({ ...term, value: read(term) }))
    const { left, right } = line
    const sums = { leftSum: sumOf(left, read), rightSum: sumOf(right, read) }
    return [{ identity, line: line.line, left: filled(left), right: filled(right), ...sums, state }]
  })
}

type LineTerm = Omit<Operand, 'value'>
type Read = (term: LineTerm) => number | null | undefined

/** What is printed, blank counted as nothing. */
function sumOf(side: readonly LineTerm[], read: Read): number {
  let sum = 0
  for (const term of side) sum += term.sign * (read(term) ?? 0)
  return sum
}

interface Line {
  readonly line: Balance['line']
  readonly left: readonly LineTerm[]
  readonly right: readonly LineTerm[]
  readonly tolerance: number
  readonly signed: boolean
  readonly needsPrevious: boolean
}

const linesByIdentity = new WeakMap<Identity, Map<string, readonly Line[]>>()

/** The identity spelt out over the rows that this sheet prints; made once for each way of printing them. */
function linesOf(identity: Identity, form: ReportForm, cells: Cells): readonly Line[] {
  const table = form.tables.find((one) => one.key === identity.table)
  if (!table) return []
  const known = linesByIdentity.get(identity) ?? new Map<string, readonly Line[]>()
  linesByIdentity.set(identity, known)
  return table.blocks.flatMap((block) => {
    const rows = standingRows(block, cells)
    const way = rows.map((row) => row.key).join()
    let lines = known.get(way)
    if (!lines) {
      const sides = [identity.left, identity.right] as const
      lines =
        identity.per === 'column'
          ? block.columns.flatMap((column) => columnLine(sides, rows, column))
          : rows.flatMap((row) => rowLine(sides, block, row))
      known.set(way, lines)
    }
    return lines
  })
}

/** Rows that count: where both the one row and the rows it may replace are printed, the one row is a subtotal. */
export function standingRows(block: FormBlock, cells: Cells): readonly Row[] {
  const rows = printedRows(block, cells)
  return rows.filter((row) => !row.replaces?.some((key) => rows.some((other) => other.key === key)))
}

type Sides = readonly [left: readonly string[], right: readonly string[]]

function columnLine(sides: Sides, rows: readonly Row[], column: Column): readonly Line[] {
  const spelt = sides.map((terms) =>
    terms.map((term) => {
      const { name, role, sign, previous } = parseTerm(term)
      return rows
        .filter((row) => (role ? row.role === role : row.key === name))
        .map((row) => ({
          key: `${row.key}/${column.key}`,
          label: role ? rowName(row) : shortRowName(row),
          sign,
          previous,
        }))
    }),
  )
  return lineOf(spelt, { key: column.key, label: column.label }, [column])
}

function rowLine(sides: Sides, block: FormBlock, row: Row): readonly Line[] {
  const spelt = sides.map((terms) =>
    terms.map((term) => {
      const { name, role, sign, previous } = parseTerm(term)
      return block.columns
        .filter((column) => (role ? column.role === role : column.key === name))
        .map((column) => ({ key: `${row.key}/${column.key}`, label: column.label, sign, previous }))
    }),
  )
  return lineOf(spelt, { key: row.key, label: rowName(row) }, block.columns)
}

/** No line where the block lacks a row or column that a term names. */
function lineOf(
  [left = [], right = []]: readonly (readonly (readonly LineTerm[])[])[],
  line: Balance['line'],
  columns: readonly Column[],
): readonly Line[] {
  const terms = [...left, ...right]
  if (terms.some((term) => term.length === 0)) return []
  return [
    {
      line,
      left: left.flat(),
      right: right.flat(),
      tolerance: toleranceOf(columns),
      signed: columns.some((column) => column.number === 'signed'),
      needsPrevious: terms.flat().some((term) => term.previous),
    },
  ]
}

function stateOf(line: Line, read: Read): BalanceState {
  const { left, right, signed, tolerance } = line
  const untold = (term: LineTerm) => read(term) === undefined
  if (left.some(untold) || right.some(untold)) return 'unknown'
  const blank = (term: LineTerm) => read(term) === null
  if (left.every(blank) || right.every(blank)) return 'blank'
  const difference = sumOf(left, read) - sumOf(right, read)
  if (Math.abs(difference) <= tolerance) return 'holds'
  // What is not printed is at least nothing: it can only add to its own side.
  const fills = (side: readonly LineTerm[], sign: number) =>
    side.some((term) => blank(term) && (signed || term.sign * sign > 0))
  const could = difference > 0 ? fills(left, -1) || fills(right, 1) : fills(left, 1) || fills(right, -1)
  return could ? 'open' : 'broken'
}

function parseTerm(term: string): { name: string; role: string | null; sign: 1 | -1; previous: boolean } {
  const sign = term.startsWith('-') ? -1 : 1
  const unsigned = term.replace(/^-/, '')
  const previous = unsigned.startsWith('previous:')
  const name = unsigned.replace(/^previous:/, '')
  return { name, role: name.startsWith('role:') ? name.slice('role:'.length) : null, sign, previous }
}
