import type { CellKey, Column, FormTable, ReportForm, Row } from '../../../src/domain/report/form.ts'
import type { Random } from './random.ts'

export type Sheet = Readonly<Record<CellKey, number | null>>

export interface SheetOptions {
  /** How busy the body is: applications of the busiest applicant column, at most. */
  readonly most: number
  /** Share of the zeros that are left blank. */
  readonly blanks: number
  /** Whether 其他处理 stands in one row where the form has three. */
  readonly oneRowOtherwise?: boolean
}

/** Numbers for every printed cell of the form; the identities of tables three and four hold. */
export function randomSheet(form: ReportForm, random: Random, options: SheetOptions): Sheet {
  const cells: Record<CellKey, number> = {}
  for (const table of form.tables) {
    if (table.key === 'requests') fillRequests(cells, table, random, options)
    else if (table.key === 'disputes') fillDisputes(cells, table, random, options)
    else fillProactive(cells, table, random, options)
  }
  const left = Object.entries(cells).map(([key, value]) => {
    const blank = value === 0 && random.chance(options.blanks)
    return [key, blank ? null : value] as const
  })
  return Object.fromEntries(left)
}

function fillProactive(cells: Record<CellKey, number>, table: FormTable, random: Random, { most }: SheetOptions) {
  for (const block of table.blocks)
    for (const row of block.rows)
      for (const column of block.columns) cells[`${row.key}/${column.key}`] = proactiveNumber(column, random, most)
}

function proactiveNumber(column: Column, random: Random, most: number): number {
  if (random.chance(0.35)) return 0
  if (column.number === 'signed') return random.int(-9, 30)
  if (column.number === 'amount') return random.int(1, most * 9999) / random.pick([1, 10, 100])
  return random.int(1, random.pick([9, 99, most * 90]))
}

function fillRequests(cells: Record<CellKey, number>, table: FormTable, random: Random, options: SheetOptions) {
  const [block] = table.blocks
  if (!block) return
  const rows = requestRows(block.rows, options)
  const outcomes = rows.filter((row) => row.role === 'outcome')
  const totals: Record<string, number> = {}
  block.columns.forEach((column, place) => {
    if (column.role === 'total') return
    const all = applicationsOf(place, random, options.most)
    const carriedOut = random.chance(0.3) ? random.int(0, Math.floor(all / 10)) : 0
    const carriedIn = random.chance(0.4) ? random.int(0, Math.floor(all / 5)) : 0
    const shares = split(all - carriedOut, outcomes.length, random)
    const put = (row: string, value: number) => {
      cells[`${row}/${column.key}`] = value
      totals[row] = (totals[row] ?? 0) + value
    }
    put('received', all - carriedIn)
    put('carried-in', carriedIn)
    outcomes.forEach((row, index) => {
      put(row.key, shares[index] ?? 0)
    })
    put('settled', all - carriedOut)
    put('carried-out', carriedOut)
  })
  for (const [row, value] of Object.entries(totals)) cells[`${row}/total`] = value
}

/** Rows as they will be printed: those that are replaced, or the one that replaces them. */
function requestRows(rows: readonly Row[], { oneRowOtherwise }: SheetOptions): Row[] {
  const standIn = rows.find((row) => row.replaces)
  if (!standIn) return [...rows]
  if (!oneRowOtherwise) return rows.filter((row) => row !== standIn)
  return rows.filter((row) => !standIn.replaces?.includes(row.key))
}

/** Natural persons ask most, enterprises some, the others rarely. */
function applicationsOf(place: number, random: Random, most: number): number {
  if (place === 0) return random.int(0, most)
  if (place === 1) return random.chance(0.6) ? random.int(0, Math.ceil(most / 8)) : 0
  return random.chance(0.2) ? random.int(1, Math.ceil(most / 40) + 2) : 0
}

/** A sum dealt out over a few of many places, as outcomes are. */
function split(sum: number, places: number, random: Random): number[] {
  const shares = Array.from({ length: places }, () => 0)
  let left = sum
  while (left > 0) {
    const some = Math.min(left, random.int(1, Math.max(1, Math.ceil(sum / 3))))
    const place = random.chance(0.5) ? random.int(0, 1) : random.int(0, places - 1)
    shares[place] = (shares[place] ?? 0) + some
    left -= some
  }
  return shares
}

function fillDisputes(cells: Record<CellKey, number>, table: FormTable, random: Random, { most }: SheetOptions) {
  const [block] = table.blocks
  for (const row of block?.rows ?? []) {
    let total = 0
    for (const column of block?.columns ?? []) {
      const value = random.chance(0.4) ? random.int(1, Math.ceil(most / 20) + 2) : 0
      if (column.role === 'part') total += value
      cells[`${row.key}/${column.key}`] = column.role === 'part' ? value : total
    }
  }
}
