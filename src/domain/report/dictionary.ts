import {
  type CellKey,
  type Column,
  type FormCell,
  formCells,
  type ReportForm,
  type RowRole,
  type Unit,
} from './form.ts'

/** What a cell of a form means: a row of the data dictionary. */
export interface DictionaryEntry {
  /** Id of the form, as 2021. */
  readonly form: string
  /** Data years of the form, both inclusive; `yearTo` is null while the form is in force. */
  readonly yearFrom: number
  readonly yearTo: number | null
  /** The notice that prescribes the form. */
  readonly notice: string
  readonly cell: CellKey
  /** Number of the section that prints the cell, from 1, and its title. */
  readonly section: number
  readonly sectionTitle: string
  readonly table: string
  /** Heading line over the rows, as 第二十条第（一）项; null where the table has none. */
  readonly block: string | null
  readonly rowKey: string
  readonly row: string
  /** Headings over the row, outermost first, parted by ` / `; null where it stands alone. */
  readonly rowGroups: string | null
  readonly columnKey: string
  readonly column: string
  readonly columnGroup: string | null
  readonly unit: Unit
  /** count: whole number from 0; signed: whole number; amount: decimal in `unit`. */
  readonly number: Column['number']
  /** What the row is to the identities; null where it is nothing to them. */
  readonly rowRole: RowRole | null
  readonly columnRole: Column['role']
  /** Rows in whose place this one may stand, parted by a space; null for a row of its own. */
  readonly replaces: string | null
}

/** Columns of the dictionary, in the order of its CSV. */
export const dictionaryColumns = [
  'form',
  'yearFrom',
  'yearTo',
  'notice',
  'cell',
  'section',
  'sectionTitle',
  'table',
  'block',
  'rowKey',
  'row',
  'rowGroups',
  'columnKey',
  'column',
  'columnGroup',
  'unit',
  'number',
  'rowRole',
  'columnRole',
  'replaces',
] as const satisfies readonly (keyof DictionaryEntry)[]

const listed = (words: readonly string[] | undefined, mark: string) => (words?.length ? words.join(mark) : null)

function entryOf(form: ReportForm, { key, table, block, row, column }: FormCell): DictionaryEntry {
  return {
    form: form.id,
    yearFrom: form.years.from,
    yearTo: form.years.to,
    notice: form.notice,
    cell: key,
    section: table.section,
    sectionTitle: form.sections.find(({ number }) => number === table.section)?.title ?? '',
    table: table.key,
    block: block.title ?? null,
    rowKey: row.key,
    row: row.label,
    rowGroups: listed(row.groups, ' / '),
    columnKey: column.key,
    column: column.label,
    columnGroup: column.group ?? null,
    unit: column.unit,
    number: column.number,
    rowRole: row.role ?? null,
    columnRole: column.role,
    replaces: listed(row.replaces, ' '),
  }
}

/** The data dictionary of a form: every cell in printed order, rows that may stand in for others included. */
export function dictionaryOf(form: ReportForm): readonly DictionaryEntry[] {
  return formCells(form).map((cell) => entryOf(form, cell))
}
