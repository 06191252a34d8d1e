/** `row/column`, the same everywhere: JSON, database, API, CSV, tests. */
export type CellKey = string

export type Unit = '件' | '项' | '元' | '万元'

export interface Column {
  readonly key: string
  readonly label: string
  readonly unit: Unit
  /** count: whole number from 0; signed: whole number; amount: decimal in `unit`. */
  readonly number: 'count' | 'signed' | 'amount'
  readonly role: 'part' | 'total'
  /** Label of the heading that spans this column and its neighbours. */
  readonly group?: string
  /** Shorter words by which the reader still knows the label. */
  readonly anchors?: readonly string[]
}

export type RowRole = 'received' | 'carried-in' | 'outcome' | 'settled' | 'carried-out'

export interface Row {
  readonly key: string
  readonly label: string
  readonly role?: RowRole
  /** Labels of the headings to the left of (or above) this row, outermost first. */
  readonly groups?: readonly string[]
  readonly anchors?: readonly string[]
  /** Rows in whose place this one may stand; it is not part of the form otherwise. */
  readonly replaces?: readonly string[]
}

export interface FormBlock {
  /** Heading line of the block, as 第二十条第（一）项. */
  readonly title?: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

export interface FormTable {
  readonly key: string
  readonly section: number
  /** rows: one printed line a row; line: all rows side by side in one printed line. */
  readonly layout: 'rows' | 'line'
  /** Text of the upper left cell. */
  readonly corner?: string
  /** Heading over all columns. */
  readonly columnsTitle?: string
  readonly blocks: readonly FormBlock[]
}

export interface FormSection {
  readonly number: number
  readonly key: string
  readonly title: string
  readonly kind: 'prose' | 'tables'
  readonly aliases?: readonly string[]
}

/**
 * A linear relation: the sum of `left` equals the sum of `right`, once per column or once per row of the table.
 *
 * A term is a key of the other axis, `role:outcome` for all that have the role, with `-` before it to subtract and
 * `previous:` before it to take it from last year's report.
 */
export interface Identity {
  readonly id: string
  readonly severity: 'error' | 'warning'
  readonly table: string
  readonly per: 'column' | 'row'
  readonly says: string
  readonly left: readonly string[]
  readonly right: readonly string[]
}

/** The statutory form of the annual report for a range of data years, as `data/report-forms/*.json` holds it. */
export interface ReportForm {
  readonly id: string
  readonly title: string
  readonly notice: string
  /** Data years, both inclusive; `to` is null while the form is in force. */
  readonly years: { readonly from: number; readonly to: number | null }
  readonly sections: readonly FormSection[]
  readonly tables: readonly FormTable[]
  readonly identities: readonly Identity[]
  /** Printed words that only this form has. */
  readonly tellTale: readonly string[]
}

export interface FormCell {
  readonly key: CellKey
  readonly table: FormTable
  readonly block: FormBlock
  readonly row: Row
  readonly column: Column
}

const cellsOfForm = new WeakMap<ReportForm, readonly FormCell[]>()

/** All cells of the form in printed order, rows that stand in for others included. */
export function formCells(form: ReportForm): readonly FormCell[] {
  let cells = cellsOfForm.get(form)
  if (!cells) {
    cells = form.tables.flatMap((table) =>
      table.blocks.flatMap((block) =>
        block.rows.flatMap((row) =>
          block.columns.map((column) => ({ key: `${row.key}/${column.key}`, table, block, row, column })),
        ),
      ),
    )
    cellsOfForm.set(form, cells)
  }
  return cells
}

/** The form in force for a data year; before the first form and for gaps, none. */
export function formForYear(forms: readonly ReportForm[], year: number): ReportForm | undefined {
  return forms.find((form) => form.years.from <= year && (form.years.to === null || year <= form.years.to))
}

/**
 * The form that a stored report follows.
 *
 * @throws where data/report-forms lacks it
 */
export function getForm(forms: readonly ReportForm[], id: string): ReportForm {
  const form = forms.find((one) => one.id === id)
  if (!form) throw new Error(`A stored report follows the form ${id}, which data/report-forms lacks`)
  return form
}

/** Rows of the block as this sheet prints them: a row that replaces others stands only where it holds a cell. */
export function printedRows(block: FormBlock, cells: Readonly<Record<CellKey, unknown>>): readonly Row[] {
  const has = (row: Row) => block.columns.some((column) => `${row.key}/${column.key}` in cells)
  const standIns = block.rows.filter((row) => row.replaces && has(row))
  const replaced = new Set(
    standIns
      .flatMap((row) => row.replaces ?? [])
      .filter((key) => !has(block.rows.find((row) => row.key === key) as Row)),
  )
  return block.rows.filter((row) => (row.replaces ? standIns.includes(row) : !replaced.has(row.key)))
}
