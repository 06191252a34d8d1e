import type { BarsChart, Figure } from '../report/charts/chart.ts'
import { type ApplicantType, type ChannelId, channels } from './channels.ts'
import { type OutcomeId, outcomeGroups, outcomes } from './outcomes.ts'

/** Counts of one body in one year; nobody is in them. */
export interface YearCounts {
  readonly received: number
  readonly carriedIn: number
  readonly carriedOut: number
  /** Settled in the year, by what they are counted as. */
  readonly settled: readonly { readonly outcome: OutcomeId; readonly count: number }[]
  readonly byChannel: Readonly<Partial<Record<ChannelId, number>>>
  readonly byType: Readonly<Partial<Record<ApplicantType, number>>>
  /** First replies of the year that still stand, and how many of them were in time. */
  readonly replied: number
  readonly inTime: number
  /** Workdays from receipt to the first reply that lie in the middle; undefined where there was none. */
  readonly medianWorkdays?: number
  /** Some of it is made up for the demonstration. */
  readonly demonstration: boolean
}

export type OutcomeGroup = keyof typeof outcomeGroups

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

export const settledTotal = ({ settled }: YearCounts): number => sum(settled.map(({ count }) => count))

/** How many ended in each of the statutory groups, in their order. */
export const byGroup = ({ settled }: YearCounts): readonly { readonly group: OutcomeGroup; readonly count: number }[] =>
  (Object.keys(outcomeGroups) as OutcomeGroup[]).map((group) => ({
    group,
    count: sum(settled.filter(({ outcome }) => outcomes[outcome].group === group).map(({ count }) => count)),
  }))

/** Channels that were used, in the order of the law. */
export const channelsUsed = ({ byChannel }: YearCounts): readonly (readonly [ChannelId, number])[] =>
  (Object.keys(channels) as ChannelId[]).flatMap((id) => {
    const count = byChannel[id] ?? 0
    return count > 0 ? [[id, count] as const] : []
  })

/** Percentage of first replies in time, with one decimal; undefined where there was none. */
export const inTimeShare = ({ replied, inTime }: YearCounts): number | undefined =>
  replied === 0 ? undefined : Math.round((inTime / replied) * 1000) / 10

/** The number in the middle, or half-way between the two there; undefined of nothing. */
export function medianOf(counted: readonly { readonly value: number; readonly count: number }[]): number | undefined {
  const sorted = counted.toSorted((a, b) => a.value - b.value)
  const total = sum(sorted.map(({ count }) => count))
  const at = (place: number) => {
    let passed = 0
    return sorted.find(({ count }) => {
      passed += count
      return passed > place
    })?.value
  }
  const [low, high] = [at(Math.floor((total - 1) / 2)), at(Math.floor(total / 2))]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/** Below this a number could point to somebody. */
export const fewest = 5

/** A number as everybody may read it: itself, fewer than five, or hidden so that those few do not follow from the sum. */
export type Guarded = number | 'few' | 'hidden'

/** How a guarded number is written. */
export const guardedWords = (guarded: Guarded): string =>
  guarded === 'few' ? `不足${fewest}` : guarded === 'hidden' ? '隐去' : String(guarded)

const isFew = (count: number) => count > 0 && count < fewest

/** Whether the few follow from the sum and the others: one alone does, and so do those that are all ones, or all fours. */
function follows(few: readonly number[]): boolean {
  const total = sum(few)
  return few.length > 0 && (few.length === 1 || total === few.length || total === few.length * (fewest - 1))
}

/** Numbers that add up to a public sum, with the small ones guarded (个人信息保护法第五十一条). */
export function guardedCounts<Key extends string>(
  counts: Readonly<Partial<Record<Key, number>>>,
): Readonly<Partial<Record<Key, Guarded>>> {
  const entries = Object.entries(counts) as [Key, number][]
  const few = entries.filter(([, count]) => isFew(count)).map(([, count]) => count)
  const others = entries.filter(([, count]) => count >= fewest).sort(([, a], [, b]) => a - b)
  const hidden = follows(few) ? others[0]?.[0] : undefined
  const guard = ([key, count]: [Key, number]): Guarded => (isFew(count) ? 'few' : key === hidden ? 'hidden' : count)
  return Object.fromEntries(entries.map((entry) => [entry[0], guard(entry)])) as Partial<Record<Key, Guarded>>
}

const figure = (value: number): Figure => ({ value, cells: [], gaps: [] })

/** What became of the requests of a year, by the statutory groups. */
export function outcomesOfYear(counts: YearCounts, year: number): BarsChart {
  const groups = byGroup(counts)
  const total = settledTotal(counts)
  const told = groups.filter(({ count }) => count > 0).map(({ group, count }) => `${outcomeGroups[group]} ${count} 件`)
  return {
    kind: 'bars',
    title: `${year}年办理结果`,
    unit: '件',
    gist: total === 0 ? `${year}年没有办结的申请。` : `${year}年办结 ${total} 件：${told.join('，')}。`,
    panels: [
      {
        bars: groups.map(({ group, count }) => ({
          key: group,
          label: outcomeGroups[group],
          level: 0,
          figure: figure(count),
        })),
      },
    ],
    table: {
      corner: '办理结果',
      columns: ['件数'],
      rows: [
        ...groups.map(({ group, count }) => ({
          label: outcomeGroups[group],
          level: 0 as const,
          figures: [figure(count)],
        })),
        { label: '总计', level: 0, figures: [figure(total)] },
      ],
    },
    missing: [],
    imbalances: [],
    ...(total === 0 && { empty: `${year}年没有办结的申请，没有可画的内容。` }),
  }
}
