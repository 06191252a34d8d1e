import type { Comparison } from '../../domain/report/compare/compare-sheets.ts'
import type { PublicSheet } from '../../store/public-sheets.ts'

/** Columns of a comparison's CSV: for each report its figure, its state and the difference from the one it is compared with. */
export function comparisonColumns(sheets: readonly PublicSheet[]): readonly string[] {
  const own = sheets.flatMap(({ agencyName, year }) => {
    const name = `${agencyName} ${year}年`
    return [name, `${name} 状态`, `${name} 增减`]
  })
  return ['表', '项目', '栏', '单位', ...own]
}

/** A line a cell of the tables, in printed order. */
export function comparisonRows({ tables }: Comparison): readonly (readonly (string | number | undefined)[])[] {
  return tables.flatMap(({ title, rows }) =>
    rows.flatMap(({ label, cells }) =>
      cells.map(({ label: column, unit, sides }) => [
        title,
        label,
        column,
        unit,
        ...sides.flatMap(({ value, state, change }) => [
          value ?? undefined,
          state,
          change?.comparable ? change.difference : undefined,
        ]),
      ]),
    ),
  )
}
