import type { EChartsCoreOption } from 'echarts/core'
import type { Chart } from '../../domain/report/charts/chart.ts'
import { barsHeight, barsOption } from './bars-option.ts'
import { flowHeight, flowOption } from './flow-option.ts'
import { type Look, lookOf, type Width } from './look.ts'
import { yearsHeight, yearsOption } from './years-option.ts'

export interface Picture {
  /** Pixels. */
  readonly height: number
  readonly option: EChartsCoreOption
}

/** What is drawn for the chart, or the sentence in its place. */
export function pictureOf(chart: Chart, look: Look): Picture {
  if (chart.empty !== undefined) return sentence(chart.empty, look)
  if (chart.kind === 'flow') return { height: flowHeight(chart, look), option: flowOption(chart, look) }
  if (chart.kind === 'bars') return { height: barsHeight(chart, look), option: barsOption(chart, look) }
  return { height: yearsHeight(chart, look), option: yearsOption(chart, look) }
}

/** Size of the picture in pixels, for the page to leave room before it is loaded. */
export function chartSize(chart: Chart, width: Width): { readonly width: number; readonly height: number } {
  const look = lookOf('light', width)
  return { width: look.width, height: pictureOf(chart, look).height }
}

function sentence(says: string, { colours, type, width, narrow }: Look): Picture {
  const font = { fontSize: type, lineHeight: type * 1.5, fontWeight: 'normal' }
  const textStyle = { color: colours.faint, ...font, width: width - 40, overflow: 'break' }
  const text = narrow ? says.replaceAll('，', '，\n') : says
  return { height: 96, option: { title: { text, left: 'center', top: 'center', textStyle } } }
}
