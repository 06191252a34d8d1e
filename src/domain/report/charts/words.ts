import { figure as digits } from '../checks/labels.ts'
import type { Unit } from '../form.ts'
import type { Figure, Gap, GapState } from './chart.ts'
import { isAtLeast } from './figures.ts'

const sayings: Readonly<Record<GapState, string>> = {
  'no-report': '没有年度报告，图中留空',
  absent: '未能从报告中识别，图中没有计入',
  blank: '报告中为空白，不当作 0',
  negative: '报告中填的是负数，图中没有画出',
  derived: '报告中没有总计数，图中按各类申请人相加',
}

const mostNames = 8

function names(all: readonly string[]): string {
  return all.length > mostNames ? `${all.slice(0, mostNames).join('、')}等 ${all.length} 项` : all.join('、')
}

/** One sentence for each kind of gap, in the order of the sayings. */
export function missingSentences(gaps: readonly Gap[]): readonly string[] {
  const states = Object.keys(sayings) as GapState[]
  return states.flatMap((state) => {
    const found = [...new Set(gaps.filter((gap) => gap.state === state).map(({ name }) => name))]
    return found.length > 0 ? [`${names(found)}：${sayings[state]}。`] : []
  })
}

/** A figure as people read it: 16件, 至少7件, 不详 (nothing is told but 0 and gaps), 空白, 未能识别. */
export function said(figure: Figure, unit: Unit | ''): string {
  const { value } = figure
  if (value === null) return '空白'
  if (value === undefined) return figure.gaps.some(({ state }) => state === 'no-report') ? '无报告' : '未能识别'
  if (value === 0 && isAtLeast(figure)) return '不详'
  return `${isAtLeast(figure) ? '至少' : ''}${digits(value)}${unit}`
}

/** Both sides of a sum that does not add up, with the difference. */
export function imbalance(left: string, one: number, right: string, other: number, unit: Unit): string {
  return `${left}${digits(one)}${unit}，${right}${digits(other)}${unit}，相差${digits(Math.abs(one - other))}${unit}。`
}

/** A group's or row's label without the number before it: 予以公开. */
export function plainLabel(label: string): string {
  return label.replace(/^（[一二三四五六七八九十]+）|^\d+\./, '')
}
