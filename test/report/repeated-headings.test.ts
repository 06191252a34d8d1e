import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { forms } from './specimens/forms.ts'
import { printHtml } from './specimens/print-html.ts'
import { sample } from './specimens/samples.ts'
import { isTable, mapTables, type PrintedTable, type Specimen } from './specimens/specimen.ts'
import { splitAt } from './specimens/split-table.ts'

async function cellsOf(specimen: Specimen) {
  const outcome = await readReport(new TextEncoder().encode(printHtml(specimen)), forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  return outcome.report.reading.cells
}

/** The table of requests cut before a row, its headings printed again over what follows. */
function cutBefore(specimen: Specimen, row: number): Specimen {
  const cut = (table: PrintedTable) => {
    const { header, before, after } = splitAt(table, row)
    return { ...table, rows: [...before, ...header, ...after] }
  }
  return mapTables(specimen, cut, 'requests')
}

describe('A table that goes on after the end of a page, with its headings again', () => {
  test.each([1, 3, 4])('reads the same wherever the page ends (specimen %i)', async (seed) => {
    const whole = sample(seed)
    const cells = await cellsOf(whole)
    const lines = whole.parts.filter(isTable).find(({ table }) => table === 'requests')?.rows.length ?? 0
    expect(lines).toBeGreaterThan(20)
    for (let row = 4; row < lines; row++) expect(await cellsOf(cutBefore(whole, row)), `row ${row}`).toEqual(cells)
  })
})
