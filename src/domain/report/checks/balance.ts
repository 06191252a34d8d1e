import type { CellKey, Column, FormBlock, FormTable, Identity, ReportForm, Row } from '../form.ts'
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

interface Sides {
  readonly left: readonly string[]
  readonly right: readonly string[]
}

/** Amounts are printed to the cent of 万元 at most; counts are exact. */
const amountTolerance = 0.005
const countTolerance = 1e-9

/**
 * Checks one identity of the form over every line of its table.
 *
 * Blocks that lack a named row or column, and identities over two years without last year's report, give nothing.
 */
export function balancesOf(identity: Identity, form: ReportForm, now: Reading, before?: Reading): readonly Balance[] {
  const table = form.tables.find((one) => one.key === identity.table)
  const needsPrevious = [...identity.left, ...identity.right].some((term) => parseTerm(term).previous)
  if (!table || (needsPrevious && !before)) return []
  const lines = linesOf(identity, table, now.cells, before?.cells ?? {})
  return lines.map((line) => ({
    ...line,
    identity,
    leftSum: sumOf(line.left),
    rightSum: sumOf(line.right),
    state: stateOf(line),
  }))
}

/** Sum of what is printed, blank counted as nothing. */
export function sumOf(operands: readonly Operand[]): number {
  return operands.reduce((sum, operand) => sum + operand.sign * (operand.value ?? 0), 0)
}

const isBlank = (operand: Operand) => operand.value === null

type Line = Pick<Balance, 'line' | 'left' | 'right'> & { readonly tolerance: number; readonly signed: boolean }

function linesOf(identity: Identity, table: FormTable, now: Cells, before: Cells): readonly Line[] {
  return table.blocks.flatMap((block) => {
    const rows = standingRows(block, now)
    return identity.per === 'column'
      ? block.columns.flatMap((column) => columnLine(identity, rows, column, now, before))
      : rows.flatMap((row) => rowLine(identity, block, row, now, before))
  })
}

/** Rows that count: where both the one row and the rows it may replace are printed, the one row is a subtotal. */
function standingRows(block: FormBlock, cells: Cells): readonly Row[] {
  const rows = printedRows(block, cells)
  return rows.filter((row) => !row.replaces?.some((key) => rows.some((other) => other.key === key)))
}

function columnLine(sides: Sides, rows: readonly Row[], column: Column, now: Cells, before: Cells): readonly Line[] {
  const side = (terms: readonly string[]) =>
    terms.map((term) => {
      const { name, role, sign, previous } = parseTerm(term)
      const cells = previous ? before : now
      return rows
        .filter((row) => (role ? row.role === role : row.key === name))
        .map((row) => {
          const key = `${row.key}/${column.key}`
          const label = role ? rowName(row) : shortRowName(row)
          return { key, label, sign, previous, value: cells[key] }
        })
    })
  return lineOf(side(sides.left), side(sides.right), { key: column.key, label: column.label }, [column])
}

function rowLine(sides: Sides, block: FormBlock, row: Row, now: Cells, before: Cells): readonly Line[] {
  const side = (terms: readonly string[]) =>
    terms.map((term) => {
      const { name, role, sign, previous } = parseTerm(term)
      const cells = previous ? before : now
      return block.columns
        .filter((column) => (role ? column.role === role : column.key === name))
        .map((column) => {
          const key = `${row.key}/${column.key}`
          return { key, label: column.label, sign, previous, value: cells[key] }
        })
    })
  return lineOf(side(sides.left), side(sides.right), { key: row.key, label: rowName(row) }, block.columns)
}

function lineOf(
  left: readonly (readonly Operand[])[],
  right: readonly (readonly Operand[])[],
  line: Balance['line'],
  columns: readonly Column[],
): readonly Line[] {
  if ([...left, ...right].some((term) => term.length === 0)) return []
  const tolerance = columns.some((column) => column.number === 'amount') ? amountTolerance : countTolerance
  const signed = columns.some((column) => column.number === 'signed')
  return [{ line, left: left.flat(), right: right.flat(), tolerance, signed }]
}

function stateOf(line: Line): BalanceState {
  const operands = [...line.left, ...line.right]
  if (operands.some((operand) => operand.value === undefined)) return 'unknown'
  if (line.left.every(isBlank) || line.right.every(isBlank)) return 'blank'
  const difference = sumOf(line.left) - sumOf(line.right)
  if (Math.abs(difference) <= line.tolerance) return 'holds'
  // What is not printed is at least nothing: it can only add to its own side.
  const fills = (side: readonly Operand[], sign: number) =>
    side.some((operand) => isBlank(operand) && (line.signed || operand.sign * sign > 0))
  const couldHold =
    difference > 0 ? fills(line.left, -1) || fills(line.right, 1) : fills(line.left, 1) || fills(line.right, -1)
  return couldHold ? 'open' : 'broken'
}

function parseTerm(term: string): { name: string; role: string | null; sign: 1 | -1; previous: boolean } {
  const sign = term.startsWith('-') ? -1 : 1
  const unsigned = term.replace(/^-/, '')
  const previous = unsigned.startsWith('previous:')
  const name = unsigned.replace(/^previous:/, '')
  return { name, role: name.startsWith('role:') ? name.slice('role:'.length) : null, sign, previous }
}
