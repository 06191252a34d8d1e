import type { Bar, BarsChart, Figure } from './chart.ts'
import { type ChartSheet, drawn, isNought, roleFigure, rounded } from './figures.ts'
import { type OutcomeGroup, type OutcomeRow, outcomeGroups } from './outcome-groups.ts'
import { imbalance, missingSentences, plainLabel, said } from './words.ts'

const unit = '件'

/** What became of the requests: the statutory groups of outcomes and their rows (section three). Rows of 0 are left to the table. */
export function outcomesChart(sheet: ChartSheet): BarsChart {
  const groups = outcomeGroups(sheet)
  const settled = roleFigure(sheet, 'settled')
  const off = differenceOf(settled, groups)
  return {
    kind: 'bars',
    title: '办理结果',
    unit,
    gist: gistOf(groups, settled),
    panels: [{ bars: [...groups.flatMap(barsOf), ...off.bars] }],
    table: {
      corner: '办理结果',
      columns: ['件数'],
      rows: [
        ...groups.flatMap((group) => [
          { label: group.label, level: 0 as const, figures: [group.figure] },
          ...group.rows.map(({ label, figure }) => ({ label, level: 1 as const, figures: [figure] })),
        ]),
        { label: '（七）总计', level: 0, figures: [settled] },
      ],
    },
    missing: missingSentences([...groups.map(({ figure }) => figure), settled].flatMap(({ gaps }) => gaps)),
    imbalances: off.says,
    ...(groups.every(({ figure }) => drawn(figure) === undefined) && {
      empty: '没有读到办理结果的数字，没有可画的内容。',
    }),
  }
}

function barsOf(group: OutcomeGroup): readonly Bar[] {
  const bar = (level: 0 | 1, { label, figure }: OutcomeRow): Bar => ({ key: group.key, label, level, figure })
  return [bar(0, group), ...group.rows.filter(({ figure }) => !isNought(figure)).map((row) => bar(1, row))]
}

/** The bar and the sentence of a total that is not the sum of its parts; none where a part is not told. */
export function differenceOf(
  total: Figure,
  parts: readonly { readonly figure: Figure }[],
  names: readonly [string, string] = ['（七）总计填', '各项办理结果之和为'],
): { readonly bars: readonly Bar[]; readonly says: readonly string[] } {
  const values = parts.map(({ figure }) => drawn(figure))
  const whole = drawn(total)
  const open = parts.some(({ figure }) => figure.gaps.some(({ state }) => state !== 'derived'))
  const sum = rounded(values.reduce<number>((all, value) => all + (value ?? 0), 0))
  if (whole === undefined || open || parts.length === 0 || whole === sum) return { bars: [], says: [] }
  const figure: Figure = { value: rounded(Math.abs(whole - sum)), cells: [], gaps: [] }
  const label = whole > sum ? '总计多出' : '总计少了'
  return {
    bars: [{ key: 'difference', label, level: 0, figure }],
    says: [imbalance(names[0], whole, names[1], sum, unit)],
  }
}

function gistOf(groups: readonly OutcomeGroup[], settled: Figure): string {
  const told = groups.filter(({ figure }) => !isNought(figure))
  const ends = told.map(({ label, figure }) => `${plainLabel(label)}${said(figure, unit)}`)
  const head = `办理结果总计${said(settled, unit)}`
  return ends.length === 0 ? `${head}，各项均为0。` : `${head}，其中${ends.join('、')}。`
}
