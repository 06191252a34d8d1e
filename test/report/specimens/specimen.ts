import type { CellKey, ReportForm } from '../../../src/domain/report/form.ts'

/** A cell as it is printed. Values carry their key and what a careful human reads there. */
export interface PrintedCell {
  readonly text: string
  readonly columnSpan: number
  readonly rowSpan: number
  /** label: a row's own label; group: left of several rows; header: over columns; note: anything else. */
  readonly role: 'label' | 'group' | 'header' | 'value' | 'note'
  readonly key?: CellKey
  readonly value?: number | null
}

export interface PrintedRow {
  readonly cells: readonly PrintedCell[]
}

export interface PrintedTable {
  readonly kind: 'table'
  /** Key of the form's table, or `foreign` for a table that is no part of the report. */
  readonly table: string
  /** Columns of the grid. */
  readonly width: number
  readonly rows: readonly PrintedRow[]
}

export interface PrintedText {
  readonly kind: 'text'
  readonly role: 'title' | 'preamble' | 'heading' | 'prose' | 'junk'
  readonly text: string
}

export type Part = PrintedText | PrintedTable

/** An annual report written by us, before it is printed in one file format or another. */
export interface Specimen {
  readonly form: ReportForm
  readonly agency: string
  readonly year: number
  readonly parts: readonly Part[]
}

export const cell = (role: PrintedCell['role'], text: string, columnSpan = 1, rowSpan = 1): PrintedCell => ({
  role,
  text,
  columnSpan,
  rowSpan,
})

export const isTable = (part: Part): part is PrintedTable => part.kind === 'table'

/** The specimen with every table of this key (or every table of the report) changed. */
export function mapTables(
  specimen: Specimen,
  change: (table: PrintedTable) => PrintedTable | readonly Part[],
  key?: string,
): Specimen {
  const touched = (part: Part): part is PrintedTable =>
    isTable(part) && (key === undefined ? part.table !== 'foreign' : part.table === key)
  return { ...specimen, parts: specimen.parts.flatMap((part) => (touched(part) ? change(part) : [part])) }
}

/** The specimen with every cell of the report's tables changed. */
export function mapCells(
  specimen: Specimen,
  change: (cell: PrintedCell, row: PrintedRow, table: PrintedTable) => PrintedCell,
  key?: string,
): Specimen {
  const inTable = (table: PrintedTable): PrintedTable => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((one) => change(one, row, table)) })),
  })
  return mapTables(specimen, inTable, key)
}

/** The specimen with the text of every label (row, group and column) changed. */
export function mapLabels(specimen: Specimen, change: (text: string, cell: PrintedCell) => string): Specimen {
  return mapCells(specimen, (one) =>
    one.role === 'value' || one.role === 'note' ? one : { ...one, text: change(one.text, one) },
  )
}

/** The specimen with all its words changed: titles, prose and labels, but no value. */
export function mapWords(specimen: Specimen, change: (text: string) => string): Specimen {
  const labels = mapLabels(specimen, change)
  return {
    ...labels,
    parts: labels.parts.map((part) => (part.kind === 'text' ? { ...part, text: change(part.text) } : part)),
  }
}

/** What a careful human reads from the printed cells: a number, or null where nothing is printed. */
export function expectedCells(specimen: Specimen): Record<CellKey, number | null> {
  const cells: Record<CellKey, number | null> = {}
  for (const part of specimen.parts) {
    if (!isTable(part)) continue
    for (const row of part.rows) for (const one of row.cells) if (one.key) cells[one.key] = one.value ?? null
  }
  return cells
}

/** Keys that stand in a printed row together with a blank cell. */
export function keysBesideBlanks(specimen: Specimen): Set<CellKey> {
  const rows = specimen.parts.filter(isTable).flatMap((table) => table.rows)
  const values = rows.map((row) => row.cells.filter((one) => one.key !== undefined))
  const holed = values.filter((row) => row.some((one) => one.value === null))
  return new Set(holed.flatMap((row) => row.map((one) => one.key as CellKey)))
}
