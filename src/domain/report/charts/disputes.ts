import type { FormBlock, Row } from '../form.ts'
import type { BarsChart, Panel } from './chart.ts'
import { type ChartSheet, cellFigure, drawn, isNought, totalFigure } from './figures.ts'
import { differenceOf } from './outcomes.ts'
import { missingSentences, said } from './words.ts'

const unit = '件'

/** Reconsideration and litigation with their results (section four). The three are never added up or compared. */
export function disputesChart(sheet: ChartSheet): BarsChart {
  const block = sheet.form.tables.find(({ key }) => key === 'disputes')?.blocks[0]
  const drawnRows = block?.rows.map((row) => ({ row, ...panelOf(sheet, block, row) })) ?? []
  const figures = drawnRows.flatMap(({ parts, total }) => [...parts.map(({ figure }) => figure), total])
  return {
    kind: 'bars',
    title: '行政复议、行政诉讼',
    unit,
    gist:
      figures.length > 0 && figures.every(isNought)
        ? '没有因政府信息公开引起的行政复议和行政诉讼。'
        : `${drawnRows.map(({ row, parts, total }) => sayRow(row, parts, said(total, unit))).join('；') || '没有这张表'}。`,
    panels: drawnRows.map(({ panel }) => panel),
    table: {
      corner: '结果',
      columns: drawnRows.map(({ row }) => row.label),
      rows: (block?.columns ?? []).map((column) => ({
        label: column.label,
        level: 0,
        figures: drawnRows.map(({ row }) => cellFigure(sheet, `${row.key}/${column.key}`)),
      })),
    },
    missing: missingSentences(figures.flatMap(({ gaps }) => gaps)),
    imbalances: drawnRows.flatMap(({ says }) => says),
    ...(figures.every((figure) => drawn(figure) === undefined) && {
      empty: '没有读到行政复议、行政诉讼的数字，没有可画的内容。',
    }),
  }
}

function panelOf(sheet: ChartSheet, block: FormBlock, row: Row) {
  const parts = block.columns
    .filter(({ role }) => role === 'part')
    .map(({ key, label }) => ({ key, label, level: 0 as const, figure: cellFigure(sheet, `${row.key}/${key}`) }))
  const total = totalFigure(sheet, block, row)
  const off = differenceOf(total, parts, [`${row.label}的总计填`, '各项结果之和为'])
  const panel: Panel = { label: row.label, total, bars: [...parts, ...off.bars] }
  return { parts, total, panel, says: off.says }
}

function sayRow(row: Row, parts: Panel['bars'], total: string): string {
  const told = parts
    .filter(({ figure }) => !isNought(figure))
    .map(({ label, figure }) => `${label}${said(figure, unit)}`)
  return `${row.label}${total}${told.length > 0 ? `（${told.join('、')}）` : ''}`
}
