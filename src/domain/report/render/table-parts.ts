import type { DocumentCell, DocumentTable } from './document.ts'

type Rows = DocumentTable['rows']

/** Whether figures stand in the row; the others hold headings only. */
export const hasFigures = (row: readonly DocumentCell[]) => row.some(({ cell }) => cell !== undefined)

/** Whether the cell is the row's own label, which stands next to its figures, and not the heading of a group of rows. */
export const isRowLabel = (cell: DocumentCell, row: readonly DocumentCell[]) =>
  hasFigures(row) && row.findLast(({ header }) => header) === cell

/** The rows below the headings on top; a line of one cell, as 第二十条第（一）项, begins a group of its own. */
export function rowGroups({ rows, headerRows }: DocumentTable): readonly Rows[] {
  const groups: Rows[] = []
  for (const row of rows.slice(headerRows)) {
    const last = groups.at(-1)
    if (last && row.length > 1) groups[groups.length - 1] = [...last, row]
    else groups.push([row])
  }
  return groups
}

/**
 * What a heading cell stands for (HTML §4.9.10).
 *
 * @param onTop the row is one of the headings on top of the table, where a wide cell stands over several columns
 */
export function scopeOf(cell: DocumentCell, row: readonly DocumentCell[], onTop: boolean) {
  if (hasFigures(row)) return isRowLabel(cell, row) ? 'row' : 'rowgroup'
  if (onTop) return cell.columnSpan > 1 ? 'colgroup' : 'col'
  return row.length === 1 ? 'rowgroup' : 'col'
}
