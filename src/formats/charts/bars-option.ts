import type { EChartsCoreOption } from 'echarts/core'
import type { Bar, BarsChart, Panel } from '../../domain/report/charts/chart.ts'
import { drawn } from '../../domain/report/charts/figures.ts'
import { said } from '../../domain/report/charts/words.ts'
import { colourOf, hatchOf, type Look } from './look.ts'

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const edge = 10

/** Height of one bar with its label: narrow pictures have the label above the bar. */
const step = ({ narrow }: Look) => (narrow ? 42 : 28)
const headOf = ({ label }: Panel) => (label === undefined ? 8 : 38)

/** Panels stand side by side where they are short and there is room. */
const beside = ({ panels }: BarsChart, { narrow }: Look) => !narrow && panels.length > 1

export function barsHeight(chart: BarsChart, look: Look): number {
  return Math.max(...boxesOf(chart, look).map(({ top, height }) => top + height)) + edge
}

function boxesOf(chart: BarsChart, look: Look): readonly Box[] {
  const across = beside(chart, look)
  const width = across ? (look.width - 2 * edge) / chart.panels.length : look.width - 2 * edge
  let down = edge
  return chart.panels.map((panel, index) => {
    const top = (across ? edge : down) + headOf(panel)
    const height = panel.bars.length * step(look)
    down = top + height + edge
    return { left: edge + (across ? index * width : 0), top, width, height }
  })
}

const longest = (chart: BarsChart) =>
  Math.max(0, ...chart.panels.flatMap(({ bars }) => bars.map(({ figure }) => drawn(figure) ?? 0)))

/** Room for the longest label beside the bars, in pixels; one for all panels, which share a scale. */
function labelWidth({ panels }: BarsChart, { narrow, type }: Look): number {
  if (narrow) return 0
  const bars = panels.flatMap((panel) => panel.bars)
  return Math.max(0, ...bars.map(({ label, level }) => label.length * type + level * indent)) + 10
}

const indent = 16
/** Lifts a label over its bar. */
const above = [0, 0, 10, 0]
const figureRoom = 76

function gridOf(box: Box, labels: number) {
  return { left: box.left + labels, top: box.top, width: box.width - labels - figureRoom, height: box.height }
}

function barItem(bar: Bar, look: Look) {
  const hatch = hatchOf(bar.key, look)
  const open = drawn(bar.figure) === undefined
  return {
    value: drawn(bar.figure) ?? 0,
    itemStyle: { color: colourOf(bar.key, look), opacity: bar.level === 1 ? 0.65 : 1, ...(hatch && { decal: hatch }) },
    label: {
      opacity: 1,
      formatter: () => said(bar.figure, ''),
      color: open ? look.colours.faint : look.colours.ink,
      fontWeight: bar.level === 0 && !open ? 'bold' : 'normal',
    },
  }
}

function seriesOf(panel: Panel, index: number, look: Look) {
  return {
    type: 'bar',
    silent: true,
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: look.narrow ? 12 : 14,
    ...(look.narrow && { barCategoryGap: 0 }),
    label: { show: true, position: 'right', fontSize: look.type },
    data: panel.bars.map((bar) => barItem(bar, look)),
  }
}

function labelsOf(panel: Panel, look: Look, width: number) {
  const { colours, narrow, type } = look
  const level = (index: number) => panel.bars[index]?.level ?? 0
  return {
    interval: 0,
    formatter: (_: string, index: number) => `{l${level(index)}|${panel.bars[index]?.label ?? ''}}`,
    color: colours.ink,
    fontSize: type,
    ...(narrow ? { inside: true, margin: 0, verticalAlign: 'bottom' } : { margin: width }),
    align: 'left',
    rich: {
      l0: { fontSize: type, color: colours.ink, padding: narrow ? above : 0 },
      l1: { fontSize: type - 1, color: colours.faint, padding: narrow ? above : [0, 0, 0, indent] },
    },
  }
}

function titleOf(panel: Panel, box: Box, { colours, type, fonts }: Look) {
  if (panel.label === undefined) return []
  const total = panel.total ? `  ${said(panel.total, '')}` : ''
  const textStyle = { fontSize: type, fontWeight: 'bold', color: colours.ink, fontFamily: fonts }
  return [{ text: panel.label + total, left: box.left, top: box.top - 32, padding: 0, textStyle }]
}

/** Bars to one scale from zero, labelled with what they are and how much. */
export function barsOption(chart: BarsChart, look: Look): EChartsCoreOption {
  const boxes = boxesOf(chart, look).map((box, index) => ({ box, panel: chart.panels[index] as Panel }))
  const top = longest(chart) || 1
  const labels = labelWidth(chart, look)
  const line = { show: !look.narrow, lineStyle: { color: look.colours.rule, width: 1 } }
  return {
    title: boxes.flatMap(({ box, panel }) => titleOf(panel, box, look)),
    grid: boxes.map(({ box }) => gridOf(box, labels)),
    xAxis: boxes.map((_, gridIndex) => ({ type: 'value', gridIndex, show: false, min: 0, max: top })),
    yAxis: boxes.map(({ panel }, gridIndex) => ({
      type: 'category',
      gridIndex,
      inverse: true,
      data: panel.bars.map((_, index) => String(index)),
      axisTick: { show: false },
      axisLine: line,
      axisLabel: labelsOf(panel, look, labels),
    })),
    series: boxes.map(({ panel }, index) => seriesOf(panel, index, look)),
  }
}
