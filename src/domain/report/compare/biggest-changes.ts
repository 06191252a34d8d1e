import type { ComparedCell, ComparedRow, ComparedTable, Comparison } from './compare-sheets.ts'

/** A figure that changed, with both sides. */
export interface BiggestChange {
  readonly table: ComparedTable
  readonly row: ComparedRow
  readonly cell: ComparedCell
  /** Places among the reports: whose figure, and whose it is compared with. */
  readonly side: number
  readonly against: number
  readonly now: number
  readonly before: number
  readonly difference: number
  readonly ratio: number | null
}

/** Added to both sides of a change, so that 1 becoming 3 does not stand before 100 becoming 200. */
const cushion = 10

/**
 * Which figures changed most, relative to their size, the strongest first.
 *
 * Only figures of 0 and more, and not what is a change itself (增/减); parts of a total that changed as strongly are left out, for they say the same again.
 */
export function biggestChanges({ tables, reports }: Comparison, most: number): readonly BiggestChange[] {
  const found = reports.flatMap((_, side) =>
    tables.flatMap((table) => table.rows.flatMap((row) => changesOfRow(table, row, side))),
  )
  return found.sort((a, b) => weight(b) - weight(a)).slice(0, most)
}

function changesOfRow(table: ComparedTable, row: ComparedRow, side: number): readonly BiggestChange[] {
  const changes = row.cells.flatMap((cell): readonly BiggestChange[] => {
    const change = cell.sides[side]?.change
    if (!change?.comparable || change.difference === 0 || cell.number === 'signed') return []
    const { against, difference, ratio } = change
    const now = cell.sides[side]?.value ?? 0
    const before = cell.sides[against]?.value ?? 0
    return now < 0 || before < 0 ? [] : [{ table, row, cell, side, against, now, before, difference, ratio }]
  })
  const total = changes.find(({ cell }) => cell.role === 'total')
  return total ? changes.filter((one) => one === total || weight(one) > weight(total)) : changes
}

const weight = ({ now, before }: BiggestChange) => Math.abs(Math.log((now + cushion) / (before + cushion)))
