import type { CellKey, FormBlock, FormTable, Row } from '../form.ts'
import { printedRows } from '../form.ts'
import type { Reading } from '../reading.ts'
import { rowName } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** Tables, rows and columns of the form that the report lacks, and one row printed in place of several. */
export function completenessHits({ reading, form }: CheckInput): readonly Hit[] {
  const doubted = doubtedCells(reading)
  return form.tables.flatMap((table) => {
    const title = form.sections.find((section) => section.number === table.section)?.title ?? table.key
    const keys = table.blocks.flatMap((block) => block.rows.filter((row) => !row.replaces).flatMap(keysOf(block)))
    if (!keys.some((key) => key in reading.cells))
      return [missing(keys, doubted, `没有见到“${title}”的表格`, `table ${table.key}`)]
    return table.blocks.flatMap((block) => blockHits(table, block, reading, doubted))
  })
}

/** Cells that the reader was unsure of: chosen among splits, or named by a problem. */
export function doubtedCells(reading: Reading): ReadonlySet<CellKey> {
  const named = reading.problems.flatMap((problem) => [
    ...(problem.cells ?? []),
    ...(problem.cell ? [problem.cell] : []),
  ])
  return new Set([...reading.chosen, ...named])
}

const keysOf = (block: FormBlock) => (row: Row) => block.columns.map((column) => `${row.key}/${column.key}`)

function blockHits(
  table: FormTable,
  block: FormBlock,
  { cells }: Reading,
  doubted: ReadonlySet<CellKey>,
): readonly Hit[] {
  const rows = printedRows(block, cells)
  const there = (key: CellKey) => key in cells
  const lost = rows.filter((row) => !keysOf(block)(row).some(there))
  const where = block.title ? `“${block.title}”` : ''
  if (lost.length === rows.length)
    return [
      missing(rows.flatMap(keysOf(block)), doubted, `没有见到${where}的各行`, `block ${table.key} ${block.title}`),
    ]
  const rowHits = lost.map((row) =>
    missing(keysOf(block)(row), doubted, `没有见到“${rowName(row)}”一行`, `row ${row.key}`),
  )
  const present = rows.filter((row) => !lost.includes(row))
  const columnHits = block.columns.flatMap((column) => {
    const keys = present.map((row) => `${row.key}/${column.key}`)
    if (keys.some(there)) return []
    return [missing(keys, doubted, `没有见到${where}“${column.label}”一列`, `column ${table.key}/${column.key}`)]
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

/** Where the reader itself names the cells as doubtful, the fault may lie in the reading. */
function missing(keys: readonly CellKey[], doubted: ReadonlySet<CellKey>, message: string, key: string): Hit {
  return { cells: keys, message, key, ...(keys.some((one) => doubted.has(one)) && { fault: 'reading' as const }) }
}
