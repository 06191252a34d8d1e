import { type CellRow, cellRows } from '../../../domain/report/cell-rows.ts'
import type { RollUpBody } from '../../../domain/report/rollup/coverage.ts'
import { contributionsOf } from '../../../domain/report/rollup/roll-up.ts'
import { writeTableCsv } from '../../../formats/csv/write-table.ts'
import type { Region } from './region.ts'

const columns = ['cell', 'row', 'column', 'unit', 'sum', 'state', 'bodies', 'blank', 'absent'] as const

/** How many bodies stand behind a summed cell. */
function countsOf({ rollUp }: Region, { key }: CellRow) {
  const { valued, blank, absent } = contributionsOf(rollUp, key)
  return { bodies: valued.length, blank: blank.length, absent: absent.length }
}

/** The sum as a table for spreadsheet programs: a line a cell, with how many bodies have a value, a blank or nothing. */
export function rollUpCsv(region: Region): string {
  const { form, cells } = region.rollUp
  const rows = cellRows(form, cells).map((cell) => {
    const { key, row, column, unit, value, state } = cell
    const { bodies, blank, absent } = countsOf(region, cell)
    return [key, row, column, unit, value ?? '', state, bodies, blank, absent]
  })
  return writeTableCsv(columns, rows)
}

/** The sum with the bodies in it and beside it, as data. */
export function rollUpJson({ agency, year, rollUp }: Region): string {
  const { form, cells, incomplete, partlyBlank, included, nil, missing, otherForm } = rollUp
  const named = ({ agencyId, name }: RollUpBody) => ({ id: agencyId, name })
  return JSON.stringify({
    agency: agency.name,
    year,
    form: form.id,
    cells,
    incomplete: [...incomplete],
    partlyBlank: [...partlyBlank],
    included: included.map(({ body, report }) => ({ ...named(body), status: report.state })),
    nil: nil.map(named),
    missing: missing.map(({ body, state }) => ({ ...named(body), state })),
    otherForm: otherForm.map(({ body, report }) => ({ ...named(body), form: report.form })),
  })
}
