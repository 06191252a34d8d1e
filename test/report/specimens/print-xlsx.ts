import { makeWorkbook, rowsOf } from '../../formats/make-workbook.ts'
import { place } from './grid.ts'
import { isTable, type PrintedTable, type Specimen } from './specimen.ts'

const letters = (column: number) => String.fromCharCode(65 + column)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function cellAt(at: string, text: string): string {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return `<c r="${at}" s="1"><v>${text}</v></c>`
  return `<c r="${at}" s="1" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
}

/** Cells of a table from a row of the sheet on, and the areas that are merged. */
function tableAt(table: PrintedTable, first: number) {
  const placed = place(table)
  const rows = table.rows.map((_, at): readonly [number, string] => {
    const here = placed.filter(({ row }) => row === at)
    return [first + at, here.map(({ cell, column }) => cellAt(`${letters(column)}${first + at}`, cell.text)).join('')]
  })
  const merges = placed
    .filter(({ cell }) => cell.columnSpan > 1 || cell.rowSpan > 1)
    .map(({ cell, row, column }) => {
      const last = `${letters(column + cell.columnSpan - 1)}${first + row + cell.rowSpan - 1}`
      return `<mergeCell ref="${letters(column)}${first + row}:${last}"/>`
    })
  return { rows, merges }
}

/** The report on one sheet of a workbook, its labels merged as they are printed. */
export function printXlsx(specimen: Specimen): Uint8Array {
  const rows: (readonly [number, string])[] = []
  const merges: string[] = []
  for (const part of specimen.parts) {
    const next = (rows.at(-1)?.[0] ?? 0) + 1
    if (isTable(part)) {
      const table = tableAt(part, next)
      rows.push(...table.rows)
      merges.push(...table.merges)
    } else rows.push([next, `<c r="A${next}" t="inlineStr"><is><t>${escaped(part.text)}</t></is></c>`])
  }
  return makeWorkbook({ name: '年度报告', xml: `${rowsOf(...rows)}<mergeCells>${merges.join('')}</mergeCells>` })
}
