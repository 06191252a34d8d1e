import type { Column, Row } from '../form.ts'

/** A heading cell beside or above the figures. */
export interface Heading {
  readonly label: string
  /** How many rows (or columns) of figures it stands for. */
  readonly span: number
  /** How many levels of headings it fills. */
  readonly depth: number
}

/** Headings that begin at each row, outermost first; the row's own label last. */
export type RowHeadings = readonly (readonly Heading[])[]

const sharesGroups = (row: Row, other: Row | undefined, level: number) =>
  (other?.groups?.length ?? 0) > level &&
  (row.groups ?? []).slice(0, level + 1).every((group, index) => other?.groups?.[index] === group)

function spanFrom(rows: readonly Row[], start: number, level: number): number {
  const row = rows[start] as Row
  let end = start + 1
  while (end < rows.length && sharesGroups(row, rows[end], level)) end++
  return end - start
}

/** How deep the headings of the rows stand, their own labels included. */
export function headingDepth(rows: readonly Row[]): number {
  return 1 + Math.max(0, ...rows.map((row) => row.groups?.length ?? 0))
}

/** Merged headings to the left of the rows, as the form's `groups` say. */
export function rowHeadings(rows: readonly Row[], depth = headingDepth(rows)): RowHeadings {
  return rows.map((row, index) => {
    const groups = row.groups ?? []
    const begun = groups.flatMap((label, level) =>
      sharesGroups(row, rows[index - 1], level) ? [] : [{ label, span: spanFrom(rows, index, level), depth: 1 }],
    )
    return [...begun, { label: row.label, span: 1, depth: depth - groups.length }]
  })
}

/** Neighbouring columns under one heading; a column without group stands alone, without heading. */
export function columnGroups(
  columns: readonly Column[],
): readonly { readonly group?: string; readonly columns: readonly Column[] }[] {
  const runs: { group?: string; columns: Column[] }[] = []
  for (const column of columns) {
    const last = runs.at(-1)
    if (last && column.group !== undefined && last.group === column.group) last.columns.push(column)
    else runs.push({ ...(column.group !== undefined && { group: column.group }), columns: [column] })
  }
  return runs
}
