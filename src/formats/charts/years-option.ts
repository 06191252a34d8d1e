import type { EChartsCoreOption } from 'echarts/core'
import type { Figure, YearSeries, YearsChart } from '../../domain/report/charts/chart.ts'
import { drawn, isAtLeast } from '../../domain/report/charts/figures.ts'
import { said } from '../../domain/report/charts/words.ts'
import { figure as digits } from '../../domain/report/checks/labels.ts'
import { colourOf, type Look } from './look.ts'

const edge = 10
const panelHeight = 170
const head = 46
const foot = 26

const across = ({ narrow }: Look) => (narrow ? 1 : 2)

export function yearsHeight({ series }: YearsChart, look: Look): number {
  return Math.ceil(series.length / across(look)) * panelHeight + edge
}

function gridOf(index: number, look: Look) {
  const width = (look.width - 2 * edge) / across(look)
  const left = edge + (index % across(look)) * width
  const top = Math.floor(index / across(look)) * panelHeight
  return { left, top: top + head, width: width - (look.narrow ? 0 : 20), height: panelHeight - head - foot }
}

/** Size of the figures over the columns, so that neighbours do not touch; below the smallest they stand upright. */
function figureType({ years, series }: YearsChart, look: Look): { readonly size: number; readonly upright: boolean } {
  const slot = gridOf(0, look).width / Math.max(1, years.length)
  const longest = Math.max(1, ...series.flatMap(({ figures }) => figures.map((figure) => columnLabel(figure).length)))
  const fits = Math.floor((slot - 4) / (longest * 0.56))
  return fits < smallest ? { size: smallest, upright: true } : { size: Math.min(look.type - 1, fits), upright: false }
}

const smallest = 11

/** What stands over a column; where there is none, why. */
function columnLabel(figure: Figure): string {
  const value = drawn(figure)
  if (value === undefined)
    return [...said(figure, '')]
      .slice(0, 4)
      .join('')
      .replace(/^(..)(..)$/, '$1\n$2')
  return `${isAtLeast(figure) ? '≥' : ''}${digits(value)}`
}

function columnItem(key: string, figure: Figure, look: Look, size: number) {
  const open = drawn(figure) === undefined
  return {
    value: drawn(figure) ?? 0,
    itemStyle: { color: colourOf(key, look) },
    label: {
      formatter: () => columnLabel(figure),
      color: open ? look.colours.faint : look.colours.ink,
      fontSize: open ? smallest : size,
    },
  }
}

function seriesOf({ key, figures }: YearSeries, index: number, look: Look, over: ReturnType<typeof figureType>) {
  const turned = over.upright ? { rotate: 90, align: 'left', verticalAlign: 'middle' } : {}
  return {
    type: 'bar',
    silent: true,
    xAxisIndex: index,
    yAxisIndex: index,
    barMaxWidth: 26,
    barCategoryGap: '45%',
    label: { show: true, position: 'top', distance: over.upright ? 6 : 3, ...turned },
    data: figures.map((figure) => columnItem(key, figure, look, over.size)),
  }
}

/** One small picture a measure, all to one scale from zero: no line leads over a year that is not told. */
export function yearsOption(chart: YearsChart, look: Look): EChartsCoreOption {
  const { colours, type, fonts } = look
  const grids = chart.series.map((_, index) => gridOf(index, look))
  const top = Math.max(1, ...chart.series.flatMap(({ figures }) => figures.map((figure) => drawn(figure) ?? 0)))
  const over = figureType(chart, look)
  const textStyle = { fontSize: type, fontWeight: 'bold', color: colours.ink, fontFamily: fonts }
  return {
    title: chart.series.map(({ label }, index) => ({
      text: label,
      left: grids[index]?.left,
      top: (grids[index]?.top ?? 0) - head + edge,
      padding: 0,
      textStyle,
    })),
    grid: grids,
    xAxis: grids.map((_, gridIndex) => ({
      type: 'category',
      gridIndex,
      data: chart.years.map(String),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.rule } },
      axisLabel: { interval: 0, color: colours.faint, fontSize: type - 2, hideOverlap: true },
    })),
    yAxis: grids.map((_, gridIndex) => ({
      type: 'value',
      gridIndex,
      show: false,
      min: 0,
      max: over.upright ? top * 1.6 : top,
    })),
    series: chart.series.map((series, index) => seriesOf(series, index, look, over)),
  }
}
