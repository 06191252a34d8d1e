import type { CellKey, Unit } from '../form.ts'

/**
 * Why a figure is not simply what one cell prints.
 *
 * blank: printed without a number · absent: not told by the source, or not for sure · negative: no count, so not drawn ·
 * derived: a total without a number, added up from the columns beside it · no-report: a year without report.
 */
export type GapState = 'blank' | 'absent' | 'negative' | 'derived' | 'no-report'

export interface Gap {
  /** What it is called: row and column of the form, or the year. */
  readonly name: string
  readonly state: GapState
}

/** A number with its way back. null where all its cells are blank, undefined where it is not told. */
export interface Figure {
  readonly value: number | null | undefined
  /** The cells it is the sum of; one for a printed figure. */
  readonly cells: readonly CellKey[]
  readonly gaps: readonly Gap[]
  /** Data year whose report holds the cells, in a chart of several years. */
  readonly year?: number
}

export interface ChartRow {
  readonly label: string
  /** 0 for a group or a row of its own, 1 for a row within the group above it. */
  readonly level: 0 | 1
  /** One a column. */
  readonly figures: readonly Figure[]
}

/** The chart in figures, for all who do not see it, or do not believe it. */
export interface ChartTable {
  /** Heading of the labels. */
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly ChartRow[]
}

interface ChartBase {
  readonly title: string
  readonly unit: Unit
  /** What the picture shows, in one sentence. */
  readonly gist: string
  readonly table: ChartTable
  /** Sentences on figures that are blank, absent or not drawn. */
  readonly missing: readonly string[]
  /** Sentences on figures that do not add up. */
  readonly imbalances: readonly string[]
  /** Said in place of the picture where there is nothing to draw. */
  readonly empty?: string
}

/**
 * A stretch that the figures leave open. difference: both sides are told and do not agree · untold: the shorter side has
 * cells that are blank or absent.
 */
export type Stretch = 'difference' | 'untold'

export interface FlowNode {
  /** Role or group of the rows: received, carried-in, handled, granted, refused …, carried-out, or a stretch. */
  readonly key: string
  readonly label: string
  readonly side: 'in' | 'middle' | 'out'
  /** Above 0. */
  readonly value: number
  /** The value is less than the whole: some of its cells are not told. */
  readonly atLeast: boolean
}

export interface FlowLink {
  readonly from: string
  readonly to: string
  readonly value: number
}

/** Where requests come from and where they go; both sides of the middle are equally high, open stretches included. */
export interface FlowChart extends ChartBase {
  readonly kind: 'flow'
  readonly nodes: readonly FlowNode[]
  readonly links: readonly FlowLink[]
}

export interface Bar {
  /** As of a flow's node; a column's key among applicants and disputes. */
  readonly key: string
  readonly label: string
  readonly level: 0 | 1
  readonly figure: Figure
}

export interface Panel {
  readonly label?: string
  readonly total?: Figure
  readonly bars: readonly Bar[]
}

/** Bars from one zero; panels are drawn to one scale. */
export interface BarsChart extends ChartBase {
  readonly kind: 'bars'
  readonly panels: readonly Panel[]
}

export interface YearSeries {
  readonly key: string
  readonly label: string
  /** One a year. */
  readonly figures: readonly Figure[]
}

/** One body over the years, from the first to the last without a leap. */
export interface YearsChart extends ChartBase {
  readonly kind: 'years'
  readonly years: readonly number[]
  readonly series: readonly YearSeries[]
}

export type Chart = FlowChart | BarsChart | YearsChart
