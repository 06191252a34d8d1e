import { stringify } from 'csv-stringify/sync'
import { texts } from './grid.ts'
import { isTable, type Specimen } from './specimen.ts'

/** The report as one sheet that a spreadsheet program saved as CSV: all rows as wide as the widest table. */
export function printCsv(specimen: Specimen): string {
  const rows = specimen.parts.flatMap((part) => (isTable(part) ? texts(part) : [[part.text]]))
  const width = Math.max(...rows.map((row) => row.length))
  return stringify(rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]))
}
