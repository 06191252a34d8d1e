import type { CellKey, FormBlock, FormCell, FormTable, Row } from '../form.ts'
import { formCells, printedRows } from '../form.ts'
import type { Cells, Reading } from '../reading.ts'
import { cellName, figure, rowName } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** Counts and changes that are no whole numbers. */
export function integerHits({ reading, form }: CheckInput): readonly Hit[] {
  return numbers(reading.cells, formCells(form))
    .filter(({ cell, value }) => cell.column.number !== 'amount' && !Number.isInteger(value))
    .map(({ cell, value }) => ({
      cells: [cell.key],
      left: value,
      message: `${cellName(form, cell.key)}填 ${figure(value)}，应为整数`,
    }))
}

/** Numbers below nothing; only changes (增/减) may be negative. */
export function negativeHits({ reading, form }: CheckInput): readonly Hit[] {
  return numbers(reading.cells, formCells(form))
    .filter(({ cell, value }) => cell.column.number !== 'signed' && value < 0)
    .map(({ cell, value }) => ({
      cells: [cell.key],
      left: value,
      message: `${cellName(form, cell.key)}填 ${figure(value)}，不应为负数`,
    }))
}

/** Blank cells, told apart from 0: one hint for a blank table, one a blank column; of scattered ones one a row, or one in all. */
export function blankHits(input: CheckInput): readonly Hit[] {
  if (!Object.values(input.reading.cells).includes(null)) return []
  return input.form.tables.flatMap((table) => blankHitsOfTable(input, table))
}

/** Amounts without a unit, and amounts that look as if 元 and 万元 were confused. */
export function unitHits({ reading, form, previous, claims }: CheckInput): readonly Hit[] {
  return numbers(reading.cells, formCells(form))
    .filter(({ cell, value }) => cell.column.number === 'amount' && value !== 0)
    .flatMap(({ cell, value }) => {
      const name = cellName(form, cell.key)
      const hits: Hit[] = []
      if (reading.units[cell.key] === undefined && !/单位/.test(cell.column.label))
        hits.push({
          cells: [cell.key],
          left: value,
          message: `${name}填 ${figure(value)}，未注明是元还是万元`,
          key: 'none',
        })
      const before = previous?.form === reading.form ? previous.cells[cell.key] : undefined
      if (before && unitsApart(value, before))
        hits.push({
          cells: [cell.key],
          left: value,
          right: before,
          message: `${name}填 ${figure(value)}，上年报告填 ${figure(before)}，相差约一万倍，可能混用了元和万元`,
        })
      for (const claim of claims) {
        const tried = claim.verdict === 'mismatch' ? claim.tried?.find((one) => one.reading === cell.key) : undefined
        if (tried && unitsApart(tried.value, claim.value))
          hits.push({
            cells: [cell.key],
            left: tried.value,
            right: claim.value,
            places: [{ start: claim.start, end: claim.end, text: claim.text }],
            message: `${name}填 ${figure(value)}，正文写“${claim.text}”，相差约一万倍，可能混用了元和万元`,
          })
      }
      return hits
    })
}

/** Whether two amounts differ by about ten thousand times: 元 taken for 万元. */
function unitsApart(one: number, other: number): boolean {
  const ratio = Math.abs(one / other)
  return (ratio >= 2_000 && ratio <= 50_000) || (ratio >= 1 / 50_000 && ratio <= 1 / 2_000)
}

function numbers(cells: Cells, keys: readonly FormCell[]): readonly { cell: FormCell; value: number }[] {
  return keys.flatMap((cell) => {
    const value = cells[cell.key]
    return typeof value === 'number' ? [{ cell, value }] : []
  })
}

function blankHitsOfTable({ reading, form }: CheckInput, table: FormTable): readonly Hit[] {
  const { cells, sources } = reading
  const told = table.blocks.flatMap((block) => toldKeys(block, cells))
  const blank = told.filter((key) => cells[key] === null)
  if (blank.length === 0) return []
  if (blank.length === told.length)
    return [{ cells: blank, key: `table ${table.key}`, message: `${tableName(form, table)}整张表空白，没有填 0` }]
  const columns = table.blocks.flatMap((block) => blankColumns(block, cells))
  const inColumns = new Set(columns.flatMap((column) => column.cells))
  const rest = new Set(blank.filter((key) => !inColumns.has(key)))
  const rows = table.blocks.flatMap((block) => block.rows.flatMap((row) => blankInRow(block, row, rest, sources)))
  if (rows.length <= rowsTold) return [...columns, ...rows]
  const message = `${tableName(form, table)}${columns.length > 0 ? '另' : ''}有 ${rest.size} 格空白，分布在 ${rows.length} 行，没有填 0`
  return [...columns, { cells: [...rest], key: `cells ${table.key} ${rest.size}`, message }]
}

/** Rows with blank cells that are told one by one; more are told together. */
const rowsTold = 3

function blankInRow(
  block: FormBlock,
  row: Row,
  blank: ReadonlySet<CellKey>,
  sources: Reading['sources'],
): readonly Hit[] {
  const found = block.columns
    .map((column) => ({ key: `${row.key}/${column.key}`, label: column.label }))
    .filter(({ key }) => blank.has(key))
  if (found.length === 0) return []
  const printed = [...new Set(found.map(({ key }) => sources[key]?.text.trim() ?? ''))].filter((text) => text !== '')
  const how = printed.length > 0 ? `填“${printed.join('”“')}”` : '空白'
  return [
    {
      cells: found.map(({ key }) => key),
      message: `${rowName(row)}的${found.map(({ label }) => label).join('、')}${how}，不是 0`,
    },
  ]
}

function toldKeys(block: FormBlock, cells: Cells): readonly CellKey[] {
  const keys = printedRows(block, cells).flatMap((row) => block.columns.map((column) => `${row.key}/${column.key}`))
  return keys.filter((key) => key in cells)
}

/** Columns of several rows that are blank from top to bottom. */
function blankColumns(block: FormBlock, cells: Cells): readonly Hit[] {
  const rows = printedRows(block, cells)
  return block.columns.flatMap((column) => {
    const keys = rows.map((row) => `${row.key}/${column.key}`).filter((key) => key in cells)
    if (keys.length < 2 || keys.some((key) => cells[key] !== null)) return []
    return [{ cells: keys, key: `column ${column.key}`, message: `“${column.label}”一列整列空白，没有填 0` }]
  })
}

function tableName(form: CheckInput['form'], table: FormTable): string {
  return form.sections.find((section) => section.number === table.section)?.title ?? table.key
}
