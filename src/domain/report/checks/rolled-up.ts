import { clean } from '../claims/numbers.ts'
import type { CellKey, Column, FormBlock, Row } from '../form.ts'
import type { Cells } from '../reading.ts'
import { contributionsOf, type RollUp } from '../rollup/roll-up.ts'
import { reportStatuses } from '../status.ts'
import { standingRows, toleranceOf } from './balance.ts'
import { figure, rowName } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** The government's own figures against the sum of the reports below it; what cannot be told is not compared. */
export function rollUpSumHits({ reading, form, rollUp }: CheckInput): readonly Hit[] {
  if (!rollUp || rollUp.included.length === 0) return []
  if (reading.form !== rollUp.form.id) return [otherFormHit(reading.form, rollUp)]
  const blocks = form.tables.flatMap((table) => table.blocks)
  return blocks.flatMap((block) =>
    linesOf(block, reading.cells, rollUp.cells).flatMap((line) =>
      block.columns.flatMap((column) => sumHit(line, column, reading.cells, rollUp)),
    ),
  )
}

/** Bodies that ought to be in the sum and are not, each by name. */
export function rollUpMissingHits({ rollUp }: CheckInput): readonly Hit[] {
  if (!rollUp) return []
  const missing = rollUp.missing.map(({ body, state }) =>
    missingHit(
      body.name,
      state === 'none' ? '没有报送报告，也没有零报告' : `的报告${reportStatuses[state]}，还没有接收`,
    ),
  )
  const other = rollUp.otherForm.map(({ body, report }) =>
    missingHit(body.name, `的报告用的不是本年度的格式（${report.form}）`),
  )
  return [...missing, ...other]
}

const missingHit = (name: string, why: string): Hit => ({
  cells: [],
  key: name,
  message: `${name}${why}，没有计入汇总`,
})

const otherFormHit = (form: string, rollUp: RollUp): Hit => ({
  cells: [],
  key: 'form',
  severity: 'warning',
  left: rollUp.form.id,
  right: form,
  message: `各机关的报告按 ${rollUp.form.id} 年格式汇总，本报告用的是 ${form} 年格式，没有逐格核对`,
})

/** Rows that are compared with each other; several where one side prints one row for what the other prints in several. */
interface Line {
  readonly label: string
  readonly own: readonly Row[]
  readonly summed: readonly Row[]
}

function linesOf(block: FormBlock, own: Cells, summed: Cells): readonly Line[] {
  const rows = standingRows(block, own)
  const shapes = block.rows.filter((row) => row.replaces).map((row) => groupOf(block, row, rows, summed))
  const grouped = new Set(shapes.flatMap((line) => (line ? line.own : [])))
  const plain = rows
    .filter((row) => !grouped.has(row))
    .map((row) => ({ label: rowName(row), own: [row], summed: [row] }))
  return [...plain, ...shapes.filter((line) => line !== null)]
}

/** A stand-in with the rows that it stands for, where the two sides print them in different shapes. */
function groupOf(block: FormBlock, standIn: Row, rows: readonly Row[], summed: Cells): Line | null {
  const parts = block.rows.filter((row) => standIn.replaces?.includes(row.key))
  const has = (row: Row) => block.columns.some(({ key }) => `${row.key}/${key}` in summed)
  const there = [...(parts.some(has) ? parts : []), ...(has(standIn) ? [standIn] : [])]
  const here = rows.filter((row) => row === standIn || parts.includes(row))
  const same = here.length === there.length && here.every((row) => there.includes(row))
  return same || there.length === 0 ? null : { label: rowName(standIn), own: here, summed: there }
}

function sumHit({ label, own, summed }: Line, column: Column, cells: Cells, rollUp: RollUp): readonly Hit[] {
  const keys = keysIn(own, column)
  const summedKeys = keysIn(summed, column)
  const printed = totalOf(keys, cells)
  const sum = totalOf(summedKeys, rollUp.cells)
  if (printed === undefined || sum === undefined) return []
  const difference = clean((printed ?? 0) - (sum ?? 0))
  if (Math.abs(difference) <= toleranceOf([column])) return []
  const why = doubts(rollUp, summedKeys, difference)
  const blank = keys.some((key) => cells[key] === null)
  const fill = printed === null ? '本报告未填' : `本报告填 ${figure(printed)}`
  const apart = printed === null ? '' : `，相差 ${figure(Math.abs(difference))}`
  return [
    {
      cells: keys,
      operands: keys,
      left: sum ?? 0,
      ...(printed !== null && { right: printed }),
      severity: why.length > 0 || blank ? 'warning' : 'error',
      message: `${label}·${column.label}：各机关之和 ${sum === null ? '空白' : figure(sum)}，${fill}${apart}${why.length > 0 ? `（${why.join('；')}）` : ''}`,
    },
  ]
}

const keysIn = (rows: readonly Row[], column: Column) => rows.map((row) => `${row.key}/${column.key}`)

/** null: all blank; undefined: something is not told. */
function totalOf(keys: readonly CellKey[], cells: Cells): number | null | undefined {
  let sum: number | null = null
  for (const key of keys) {
    const value = cells[key]
    if (value === undefined) return undefined
    if (value !== null) sum = (sum ?? 0) + value
  }
  return sum
}

/** What may hold the difference other than a mistake: bodies that are missing, lack the cell or left it blank. */
function doubts(rollUp: RollUp, keys: readonly CellKey[], difference: number): readonly string[] {
  const missing = [...rollUp.missing, ...rollUp.otherForm].map(({ body }) => body.name)
  const lacking = keys.filter((key) => rollUp.incomplete.has(key))
  const blank = keys.filter((key) => rollUp.partlyBlank.has(key) || rollUp.cells[key] === null)
  const absent = lacking.flatMap((key) => contributionsOf(rollUp, key).absent.map(({ name }) => name))
  const unfilled =
    difference > 0 ? blank.flatMap((key) => contributionsOf(rollUp, key).blank.map(({ name }) => name)) : []
  return [
    ...(missing.length > 0 ? [`${namesOf(missing)}没有计入`] : []),
    ...(absent.length > 0 ? [`${namesOf(absent)}没有这一格`] : []),
    ...(unfilled.length > 0 ? [`${namesOf(unfilled)}这一格空白`] : []),
  ]
}

/** At most this many bodies are named in one message; rollup.missing names them all. */
const named = 3

function namesOf(all: readonly string[]): string {
  const names = [...new Set(all)]
  return names.length <= named ? names.join('、') : `${names.slice(0, named).join('、')}等 ${names.length} 个机关`
}
