import type { CellKey, FormBlock, FormTable, Row } from '../form.ts'
import { formCells, printedRows } from '../form.ts'
import type { Reading } from '../reading.ts'
import { rowName } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** Tables, rows and columns of the form that the report lacks, and one row printed in place of several. */
export function completenessHits({ reading, form }: CheckInput): readonly Hit[] {
  const { cells } = reading
  if (formCells(form).every(({ key, row }) => row.replaces !== undefined || key in cells)) return []
  const seen = seenCells(reading)
  return form.tables.flatMap((table) => {
    const title = form.sections.find((section) => section.number === table.section)?.title ?? table.key
    const keys = table.blocks.flatMap((block) => block.rows.flatMap(keysOf(block)))
    if (!keys.some((key) => seen.has(key))) return [missing(keys, `没有见到“${title}”的表格`, `table ${table.key}`)]
    return table.blocks.flatMap((block) => blockHits(table, block, reading, seen))
  })
}

/** Cells that the source holds: read, or seen but not told for sure, which is the reader's doubt and no gap. */
function seenCells({ cells, problems }: Reading): ReadonlySet<CellKey> {
  const unclear = problems.filter((problem) => !problem.code.endsWith('-missing'))
  return new Set([...Object.keys(cells), ...unclear.flatMap(cellsOfProblem)])
}

/** Cells that the reader was unsure of: chosen among splits, or named by a problem. */
export function doubtedCells(reading: Reading): ReadonlySet<CellKey> {
  return new Set([...reading.chosen, ...reading.problems.flatMap(cellsOfProblem)])
}

const cellsOfProblem = ({ cell, cells = [] }: Reading['problems'][number]) => (cell ? [cell, ...cells] : cells)

const keysOf = (block: FormBlock) => (row: Row) => block.columns.map((column) => `${row.key}/${column.key}`)

function blockHits(table: FormTable, block: FormBlock, { cells }: Reading, seen: ReadonlySet<CellKey>): readonly Hit[] {
  const rows = printedRows(block, cells)
  const lost = rows.filter((row) => !keysOf(block)(row).some((key) => seen.has(key)))
  const where = block.title ? `“${block.title}”` : ''
  if (lost.length === rows.length)
    return [missing(rows.flatMap(keysOf(block)), `没有见到${where}的各行`, `block ${table.key} ${block.title}`)]
  const rowHits = lost.map((row) => missing(keysOf(block)(row), `没有见到“${rowName(row)}”一行`, `row ${row.key}`))
  const present = rows.filter((row) => !lost.includes(row))
  const columnHits = block.columns.flatMap((column) => {
    const keys = present.map((row) => `${row.key}/${column.key}`)
    if (keys.some((key) => seen.has(key))) return []
    return [missing(keys, `没有见到${where}“${column.label}”一列`, `column ${table.key}/${column.key}`)]
  })
  return [...rowHits, ...columnHits, ...standInHits(block, rows, cells)]
}

/** One row where the form has several is a deviation people may want to know, not a lost row. */
function standInHits(block: FormBlock, rows: readonly Row[], cells: Reading['cells']): readonly Hit[] {
  return rows
    .filter((row) => row.replaces && !rows.some((other) => row.replaces?.includes(other.key)))
    .map((row) => ({
      cells: keysOf(block)(row).filter((key) => key in cells),
      severity: 'hint' as const,
      key: `stand-in ${row.key}`,
      message: `“${row.label}”只印了一行，现行格式分为 ${row.replaces?.length} 行；按一行核对，不算漏行`,
    }))
}

/** The reader says of these, too, that they are not there: the fault is the report's, not the reading's. */
function missing(cells: readonly CellKey[], message: string, key: string): Hit {
  return { cells, message, key, fault: 'report' }
}
