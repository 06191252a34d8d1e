import type { EChartsCoreOption } from 'echarts/core'
import type { FlowChart, FlowNode } from '../../domain/report/charts/chart.ts'
import { figure } from '../../domain/report/checks/labels.ts'
import { colourOf, hatchOf, type Look } from './look.ts'

const top = 34

/** Between two nodes, in pixels: at least the lines of a label. */
const gapOf = ({ narrow }: Look) => (narrow ? 42 : 26)

/** Height of a flow in pixels: room for a label beside every end. */
export function flowHeight({ nodes }: FlowChart, look: Look): number {
  const ends = nodes.filter(({ side }) => side === 'out').length
  return Math.max(240, 130 + ends * (gapOf(look) + 14)) + top
}

function labelOf({ label, value, atLeast, side }: FlowNode, { narrow }: Look): string {
  const space = side !== 'middle' && narrow ? '\n' : '  '
  return `${label}${space}{n|${atLeast ? '至少' : ''}${figure(value)}}`
}

const places = { in: 'left', middle: 'top', out: 'right' } as const

function nodeItem(node: FlowNode, look: Look) {
  const { colours, narrow, type } = look
  const within = narrow && node.side === 'in'
  const hatch = hatchOf(node.key, look)
  return {
    name: node.key,
    itemStyle: { color: colourOf(node.key, look), borderWidth: 0, ...(hatch && { decal: hatch }) },
    label: {
      position: within ? 'right' : places[node.side],
      formatter: () => labelOf(node, look),
      color: node.key.startsWith('difference') ? colours.seal : colours.ink,
      fontSize: type,
      lineHeight: type + 5,
      textBorderWidth: 0,
      rich: { n: { fontWeight: 'bold', fontSize: type, color: colours.ink } },
    },
  }
}

/** A Sankey diagram in the order of the form, top to bottom. */
export function flowOption(chart: FlowChart, look: Look): EChartsCoreOption {
  const { narrow } = look
  return {
    series: [
      {
        type: 'sankey',
        silent: true,
        left: narrow ? 6 : 150,
        right: narrow ? 118 : 210,
        top,
        bottom: 18,
        nodeWidth: narrow ? 8 : 12,
        nodeGap: gapOf(look),
        layoutIterations: 0,
        draggable: false,
        data: chart.nodes.map((node) => nodeItem(node, look)),
        links: chart.links.map(({ from, to, value }) => ({
          source: from,
          target: to,
          value,
          lineStyle: { color: colourOf(to === 'handled' ? from : to, look), opacity: 0.22, curveness: 0.5 },
        })),
      },
    ],
  }
}
