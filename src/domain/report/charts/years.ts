import type { ReportForm, RowRole } from '../form.ts'
import type { Cells } from '../reading.ts'
import type { Figure, YearSeries, YearsChart } from './chart.ts'
import { type ChartSheet, drawn, requestBlock, roleFigure, rowsWithRole, sumOf, totalFigure } from './figures.ts'
import { missingSentences, said } from './words.ts'

/** One body's report of one data year. */
export interface YearSheet extends ChartSheet {
  readonly year: number
  readonly form: ReportForm
  readonly cells: Cells
}

const unit = '件'

const role = (name: RowRole) => (sheet: ChartSheet) => roleFigure(sheet, name)

/** （一）予以公开 and （二）部分公开 together. */
function granted(sheet: ChartSheet): Figure {
  const block = requestBlock(sheet.form)
  const rows = rowsWithRole(sheet, 'outcome').filter(({ key }) => key === 'granted' || key === 'partly-granted')
  return sumOf(block ? rows.map((row) => totalFigure(sheet, block, row)) : [])
}

const measures = [
  { key: 'received', label: '本年新收', of: role('received') },
  { key: 'settled', label: '办理结果总计', of: role('settled') },
  { key: 'disclosed', label: '予以公开和部分公开', of: granted },
  { key: 'carried-out', label: '结转下年度', of: role('carried-out') },
] as const

/**
 * The requests of one body over the years (section three).
 *
 * @param sheets in any order, at most one a year; a year between them without a sheet is a gap, never 0
 */
export function yearsChart(sheets: readonly YearSheet[]): YearsChart {
  const years = spanOf(sheets.map(({ year }) => year))
  const byYear = new Map(sheets.map((sheet) => [sheet.year, sheet]))
  const series = measures.map(({ key, label, of }) => ({
    key,
    label,
    figures: years.map((year) => figureOfYear(year, byYear.get(year), of)),
  }))
  const figures = series.flatMap((one) => one.figures)
  return {
    kind: 'years',
    title: '历年申请',
    unit,
    gist: series.length > 0 && years.length > 0 ? gistOf(years, series) : '没有年度报告。',
    years,
    series,
    table: {
      corner: '年度',
      columns: series.map(({ label }) => label),
      rows: years.map((year, index) => ({
        label: `${year}年`,
        level: 0,
        figures: series.map((one) => one.figures[index] as Figure),
      })),
    },
    missing: missingSentences(figures.flatMap(({ gaps }) => gaps)),
    imbalances: [],
    ...(figures.every((figure) => drawn(figure) === undefined) && {
      empty: '没有读到历年申请的数字，没有可画的内容。',
    }),
  }
}

function spanOf(years: readonly number[]): readonly number[] {
  if (years.length === 0) return []
  const first = Math.min(...years)
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index)
}

function figureOfYear(year: number, sheet: YearSheet | undefined, of: (sheet: ChartSheet) => Figure): Figure {
  if (!sheet) return { value: undefined, cells: [], gaps: [{ name: `${year}年`, state: 'no-report' }], year }
  const figure = of(sheet)
  return { ...figure, gaps: figure.gaps.map((gap) => ({ ...gap, name: `${year}年${gap.name}` })), year }
}

function gistOf(years: readonly number[], series: readonly YearSeries[]): string {
  const told = series.map(({ label, figures }) => {
    const [first, last] = [figures[0], figures.at(-1)] as [Figure, Figure]
    return years.length === 1 ? `${label}${said(first, unit)}` : `${label}由${said(first, unit)}到${said(last, unit)}`
  })
  return `${years.length === 1 ? `${years[0]}年` : `${years[0]}年至${years.at(-1)}年`}，${told.join('，')}。`
}
