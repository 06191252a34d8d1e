import type { Bar, BarsChart } from './chart.ts'
import {
  type ChartSheet,
  cellFigure,
  drawn,
  isNought,
  requestBlock,
  roleFigure,
  rowsWithRole,
  sumOf,
} from './figures.ts'
import { differenceOf } from './outcomes.ts'
import { missingSentences, said } from './words.ts'

const unit = '件'

/** Who asked: requests received from natural persons and from the kinds of organisations (section three, first row). */
export function applicantsChart(sheet: ChartSheet): BarsChart {
  const total = roleFigure(sheet, 'received')
  const bars = applicantBars(sheet)
  const off = differenceOf(total, bars, ['本年新收的总计填', '各类申请人之和为'])
  const told = bars.filter(({ figure }) => !isNought(figure))
  const parts = told.map(({ label, figure }) => `${label}${said(figure, unit)}`)
  return {
    kind: 'bars',
    title: '谁在申请：本年新收，按申请人',
    unit,
    gist: `本年新收${said(total, unit)}申请，${parts.length > 0 ? `其中${parts.join('、')}` : '各类申请人均为0'}。`,
    panels: [{ bars: [...bars, ...off.bars] }],
    table: {
      corner: '申请人',
      columns: ['本年新收'],
      rows: [...bars, { label: '总计', figure: total }].map(({ label, figure }) => ({
        label,
        level: 0,
        figures: [figure],
      })),
    },
    missing: missingSentences([...bars.map(({ figure }) => figure), total].flatMap(({ gaps }) => gaps)),
    imbalances: off.says,
    ...(bars.every(({ figure }) => drawn(figure) === undefined) && {
      empty: '没有读到各类申请人的数字，没有可画的内容。',
    }),
  }
}

function applicantBars(sheet: ChartSheet): readonly Bar[] {
  const rows = rowsWithRole(sheet, 'received')
  const columns = requestBlock(sheet.form)?.columns.filter(({ role }) => role === 'part') ?? []
  return columns.map(({ key, label, group }) => ({
    key: group === undefined ? 'person' : 'organisation',
    label,
    level: 0,
    figure: sumOf(rows.map((row) => cellFigure(sheet, `${row.key}/${key}`))),
  }))
}
