import { BarChart, SankeyChart } from 'echarts/charts'
import { GridComponent, TitleComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Chart } from '../../domain/report/charts/chart.ts'
import { type Look, lookOf, type Scheme, type Width } from './look.ts'
import { pictureOf } from './picture.ts'

use([BarChart, SankeyChart, GridComponent, TitleComponent, SVGRenderer])

export interface Drawing {
  readonly scheme: Scheme
  readonly width: Width
}

/** The chart as one SVG document without script, outside fonts or motion; the same chart gives the same bytes. */
export function drawChart(chart: Chart, { scheme, width }: Drawing): string {
  const look = lookOf(scheme, width)
  const { height, option } = pictureOf(chart, look)
  return described(render(option, look, height), chart)
}

function render(option: EChartsCoreOption, { colours, width, fonts }: Look, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    const textStyle = { fontFamily: fonts }
    chart.setOption({ animation: false, backgroundColor: colours.sheet, textStyle, ...option })
    return chart.renderToSVGString()
  } finally {
    // An instance that is not disposed of keeps the process awake.
    chart.dispose()
  }
}

/** Names the picture for those who do not see it, and takes out what differs from one drawing to the next. */
function described(svg: string, { title, unit, gist }: Chart): string {
  const steady = svg
    .replace(/<style ?>[\s\S]*?<\/style>/g, '')
    .replace(/ (ecmeta_\w+|class)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, 'z-')
  const words = `<title>${escaped(title)}（单位：${escaped(unit)}）</title><desc>${escaped(gist)}</desc>`
  const opening = steady.indexOf('>') + 1
  const named = steady.slice(0, opening).replace('<svg', '<svg role="img" style="font-variant-numeric:tabular-nums"')
  return allowed(named + words + steady.slice(opening))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? '')
}

/** Without what XML does not allow even escaped. */
const allowed = (xml: string): string => xml.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '')
