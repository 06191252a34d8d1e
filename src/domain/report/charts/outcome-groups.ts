import { rowName } from '../checks/labels.ts'
import type { Row } from '../form.ts'
import type { Figure } from './chart.ts'
import { type ChartSheet, requestBlock, rowsWithRole, sumOf, totalFigure } from './figures.ts'

export interface OutcomeRow {
  readonly key: string
  readonly label: string
  readonly figure: Figure
}

/** One of （一）予以公开 to （六）其他处理. */
export interface OutcomeGroup extends OutcomeRow {
  /** The rows it consists of; none for a group that is a row itself. */
  readonly rows: readonly OutcomeRow[]
}

const groupKey = (row: Row) => row.key.split('.')[0] as string

/** Short words for rows whose statutory label is a sentence. */
function rowLabel(row: Row): string {
  const label = row.label.replace(/（[^（）]{6,}）$/, '')
  const anchor = row.anchors?.find((one) => one.length < label.length)
  const number = /^\d+\./.exec(label)?.[0]
  return label.length > 20 && anchor && number ? number + anchor : label
}

/** The statutory groups of outcomes in printed order, with their rows, over all applicants. */
export function outcomeGroups(sheet: ChartSheet): readonly OutcomeGroup[] {
  const block = requestBlock(sheet.form)
  if (!block) return []
  const rows = rowsWithRole(sheet, 'outcome')
  return [...new Set(rows.map(groupKey))].map((key) => {
    const own = rows.filter((row) => groupKey(row) === key)
    const figures = own.map((row) => ({ key, label: rowLabel(row), figure: totalFigure(sheet, block, row) }))
    const [first] = own as [Row, ...Row[]]
    const single = own.length === 1 && first.key === key
    return {
      key,
      label: own.flatMap((row) => row.groups?.[1] ?? [])[0] ?? rowName(first),
      figure: sumOf(figures.map(({ figure }) => figure)),
      rows: single ? [] : figures,
    }
  })
}
