import { formCells } from '../form.ts'
import { figure, rowName } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** Values that the reader had to choose between splits that the text allows: one hint a row. */
export function doubtHits({ reading, form }: CheckInput): readonly Hit[] {
  const chosen = new Set(reading.chosen)
  const rows = new Map<string, { name: string; keys: string[]; values: string[] }>()
  for (const { key, row, column } of formCells(form)) {
    const value = reading.cells[key]
    if (!chosen.has(key) || value === undefined) continue
    const entry = rows.get(row.key) ?? { name: rowName(row), keys: [], values: [] }
    entry.keys.push(key)
    entry.values.push(`${column.label} ${value === null ? '空白' : figure(value)}`)
    rows.set(row.key, entry)
  }
  return [...rows.values()].map(({ name, keys, values }) => ({
    cells: keys,
    fault: 'reading',
    message: `“${name}”的数字在来源中连在一起，按勾稽关系断为：${values.join('、')}`,
  }))
}
