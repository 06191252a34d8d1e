import type { CellKey, FormCell, ReportForm, Row } from '../form.ts'
import { formCells } from '../form.ts'

const cellsByKey = new WeakMap<ReportForm, ReadonlyMap<CellKey, FormCell>>()

/** The form's cell of this key; undefined where the form has none. */
export function formCell(form: ReportForm, key: CellKey): FormCell | undefined {
  let map = cellsByKey.get(form)
  if (!map) {
    map = new Map(formCells(form).map((cell) => [cell.key, cell]))
    cellsByKey.set(form, map)
  }
  return map.get(key)
}

/** The printed row label without its explanatory tail, with the group's number before a numbered item: （三）不予公开1.属于国家秘密. */
export function rowName(row: Row): string {
  const label = row.label.replace(/（[^（）]{6,}）$/, '')
  const group = row.groups?.at(-1)
  return group && /^\d/.test(label) ? group + label : label
}

/** The row in the fewest words that are still its own: 本年新收. */
export function shortRowName(row: Row): string {
  const short = (row.anchors ?? []).filter((anchor) => anchor.length >= 4)
  return short.reduce<string>((best, anchor) => (anchor.length < best.length ? anchor : best), rowName(row))
}

/** Row and column as people say them: （二）部分公开·总计. A key that the form lacks stands for itself. */
export function cellName(form: ReportForm, key: CellKey): string {
  const cell = formCell(form, key)
  return cell ? `${rowName(cell.row)}·${cell.column.label}` : key
}

/** A number as reports print it, without digits that floating point adds. */
export function figure(value: number): string {
  return String(Number(value.toFixed(6)))
}
