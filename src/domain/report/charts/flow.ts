import type { Figure, FlowChart, FlowLink, FlowNode } from './chart.ts'
import { type ChartSheet, drawn, isAtLeast, isNought, roleFigure, rounded, sumOf } from './figures.ts'
import { type OutcomeGroup, outcomeGroups } from './outcome-groups.ts'
import { imbalance, missingSentences, plainLabel, said } from './words.ts'

interface Stream {
  readonly key: string
  readonly label: string
  readonly figure: Figure
}

const unit = '件'

/**
 * From received and carried-in through the statutory outcomes to carried-out (section three). Sides that differ are made
 * equally high by a stretch of its own, named as what it is.
 */
export function flowChart(sheet: ChartSheet): FlowChart {
  const came: readonly Stream[] = [
    { key: 'received', label: '本年新收', figure: roleFigure(sheet, 'received') },
    { key: 'carried-in', label: '上年结转', figure: roleFigure(sheet, 'carried-in') },
  ]
  const groups = outcomeGroups(sheet)
  const left: Stream = { key: 'carried-out', label: '结转下年度', figure: roleFigure(sheet, 'carried-out') }
  const went = [...groups, left]
  const settled = roleFigure(sheet, 'settled')
  const { nodes, links } = drawFlow(came, went)
  const none = emptiness(came, went)
  return {
    kind: 'flow',
    title: '申请的来源与去向',
    unit,
    gist: gistOf(came, went),
    nodes,
    links,
    table: tableOf(came, groups, settled, left),
    missing: missingSentences([...came, ...went, { figure: settled }].flatMap(({ figure }) => figure.gaps)),
    imbalances: imbalances(came, groups, settled, left),
    ...(none && { empty: none }),
  }
}

const streamsOf = (streams: readonly Stream[]) => streams.filter(({ figure }) => (drawn(figure) ?? 0) > 0)
const heightOf = (streams: readonly Stream[]) =>
  rounded(streams.reduce((sum, { figure }) => sum + (drawn(figure) ?? 0), 0))
const isOpen = ({ figure }: Stream) =>
  drawn(figure) === undefined || figure.gaps.some(({ state }) => state !== 'derived')

/** What one side lacks to be as high as the other. */
function stretch(side: 'in' | 'out', streams: readonly Stream[], value: number): readonly FlowNode[] {
  if (value <= 0) return []
  const untold = streams.length === 0 || streams.some(isOpen)
  const label = untold ? '未读到或空白' : side === 'in' ? '不平：无来源' : '不平：无去向'
  return [{ key: `${untold ? 'untold' : 'difference'}-${side}`, label, side, value, atLeast: false }]
}

function drawFlow(came: readonly Stream[], went: readonly Stream[]): Pick<FlowChart, 'nodes' | 'links'> {
  const height = Math.max(heightOf(came), heightOf(went))
  if (height === 0) return { nodes: [], links: [] }
  const nodesOf = (side: 'in' | 'out', streams: readonly Stream[]): readonly FlowNode[] => [
    ...streamsOf(streams).map(({ key, label, figure }) => ({
      key,
      label,
      side,
      value: drawn(figure) as number,
      atLeast: isAtLeast(figure),
    })),
    ...stretch(side, streams, rounded(height - heightOf(streams))),
  ]
  const sources = nodesOf('in', came)
  const targets = nodesOf('out', went)
  const middle = middleOf(came, went, height)
  const links: readonly FlowLink[] = [
    ...sources.map(({ key, value }) => ({ from: key, to: middle.key, value })),
    ...targets.map(({ key, value }) => ({ from: middle.key, to: key, value })),
  ]
  return { nodes: [...sources, middle, ...targets], links }
}

/** What both sides meet in: what came or, where more went than came, what went. */
function middleOf(came: readonly Stream[], went: readonly Stream[], height: number): FlowNode {
  const [label, streams] = heightOf(came) === height ? (['应办理', came] as const) : (['办结与结转共', went] as const)
  return {
    key: 'handled',
    label,
    side: 'middle',
    value: height,
    atLeast: streams.some(({ figure }) => isAtLeast(figure)),
  }
}

function emptiness(came: readonly Stream[], went: readonly Stream[]): string | undefined {
  const all = [...came, ...went]
  if (heightOf(all) > 0) return undefined
  if (all.every(({ figure }) => isNought(figure))) return '本年度没有收到，也没有结转政府信息公开申请。'
  if (all.every(({ figure }) => figure.value === null)) return '报告中这些数字全部为空白，没有可画的内容。'
  return all.every(({ figure }) => drawn(figure) === undefined)
    ? '没有从报告中读到申请的数字，没有可画的内容。'
    : '读到的数字都是 0，其余的空白或没有读到，没有可画的内容。'
}

function gistOf(came: readonly Stream[], went: readonly Stream[]): string {
  const [received, carriedIn] = came
  const sources = `本年新收${said(received?.figure ?? sumOf([]), unit)}、上年结转${said(carriedIn?.figure ?? sumOf([]), unit)}`
  const told = went.filter(({ figure }) => !isNought(figure))
  const ends = told.map(({ label, figure }) => `${plainLabel(label)}${said(figure, unit)}`)
  return ends.length === 0 ? `${sources}，各项办理结果均为0。` : `${sources}的申请中，${ends.join('、')}。`
}

function tableOf(
  came: readonly Stream[],
  groups: readonly OutcomeGroup[],
  settled: Figure,
  left: Stream,
): FlowChart['table'] {
  const row = ({ label, figure }: Stream, level: 0 | 1 = 0) => ({ label, level, figures: [figure] })
  return {
    corner: '环节',
    columns: ['件数'],
    rows: [
      ...came.map((one) => row(one)),
      ...groups.flatMap((group) => [row(group), ...group.rows.map((one) => row(one, 1))]),
      { label: '（七）总计', level: 0, figures: [settled] },
      row(left),
    ],
  }
}

/** Only sums all of whose figures are told can be said not to hold. */
function imbalances(
  came: readonly Stream[],
  groups: readonly Stream[],
  settled: Figure,
  left: Stream,
): readonly string[] {
  const outcomes = heightOf(groups)
  const handled = rounded(outcomes + (drawn(left.figure) ?? 0))
  const total = drawn(settled)
  const sides = ![...came, ...groups, left].some(isOpen) && heightOf(came) !== handled
  const sums = total !== undefined && !groups.some(isOpen) && total !== outcomes
  return [
    ...(sides ? [imbalance('新收与上年结转共', heightOf(came), '办理结果与结转下年度共', handled, unit)] : []),
    ...(sums ? [imbalance('（七）总计填', total, '各项办理结果之和为', outcomes, unit)] : []),
  ]
}
