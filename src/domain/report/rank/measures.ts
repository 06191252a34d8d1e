/** A figure of a measure: rows added up in one column. */
export interface Term {
  /** Key of a row, or of a group of rows: `refused` is all of `refused.*`. */
  readonly row: string
  readonly column: string
  readonly sign: 1 | -1
  /** Taken from the same body's report of the year before. */
  readonly previous: boolean
}

/** Something by which bodies are ranked: the numerator alone, or in proportion to the denominator. */
export interface Measure {
  readonly id: string
  readonly label: string
  /** What is divided by what, in a sentence for everybody. */
  readonly explanation: string
  /** count: the numerator itself. share: a part of the denominator. per-hundred: for each hundred of it. growth: may be negative. */
  readonly kind: 'count' | 'share' | 'per-hundred' | 'growth'
  readonly unit: '件' | '%' | '件/百件'
  readonly numerator: readonly Term[]
  /** Empty for a count. */
  readonly denominator: readonly Term[]
  /** Whether the highest stands first; where fewer is what every office aims at, the lowest does. */
  readonly higherIsMore: boolean
  /** With a smaller denominator a body is not ranked: one case more or less would move it across the whole list. */
  readonly smallest: number
}

/** What is needed of a denominator unless a measure says otherwise. */
const smallest = 20

const total = (row: string): Term => ({ row, column: 'total', sign: 1, previous: false })
const disputes = ['reconsideration', 'litigation-direct', 'litigation-after-reconsideration']
const ofDisputes = (...columns: readonly string[]): readonly Term[] =>
  disputes.flatMap((row) => columns.map((column): Term => ({ row, column, sign: 1, previous: false })))

const shareOfSettled = (id: string, label: string, explanation: string, ...rows: readonly string[]) =>
  ({
    id,
    label,
    explanation,
    kind: 'share',
    unit: '%',
    numerator: rows.map(total),
    denominator: [total('settled')],
    higherIsMore: true,
    smallest,
  }) as const satisfies Measure

/** All measures, in the order in which they are offered. */
export const measures = [
  {
    id: 'received',
    label: '本年新收申请',
    explanation: '本年新收政府信息公开申请数量。',
    kind: 'count',
    unit: '件',
    numerator: [total('received')],
    denominator: [],
    higherIsMore: true,
    smallest: 0,
  },
  {
    id: 'received-growth',
    label: '新收申请同比增长',
    explanation: '本年新收数量比上年报告的本年新收数量增长的百分比。',
    kind: 'growth',
    unit: '%',
    numerator: [total('received'), { ...total('received'), sign: -1, previous: true }],
    denominator: [{ ...total('received'), previous: true }],
    higherIsMore: true,
    smallest,
  },
  shareOfSettled(
    'granted-share',
    '公开率',
    '予以公开与部分公开之和，占办理结果总计的百分比。',
    'granted',
    'partly-granted',
  ),
  shareOfSettled('refused-share', '不予公开占比', '不予公开各项之和，占办理结果总计的百分比。', 'refused'),
  shareOfSettled('unavailable-share', '无法提供占比', '无法提供各项之和，占办理结果总计的百分比。', 'unavailable'),
  shareOfSettled('not-processed-share', '不予处理占比', '不予处理各项之和，占办理结果总计的百分比。', 'not-processed'),
  shareOfSettled('otherwise-share', '其他处理占比', '其他处理各项之和，占办理结果总计的百分比。', 'otherwise'),
  {
    id: 'carried-out-share',
    label: '结转占比',
    explanation: '结转下年度继续办理的数量，占本年新收与上年结转之和的百分比；少的在前。',
    kind: 'share',
    unit: '%',
    numerator: [total('carried-out')],
    denominator: [total('received'), total('carried-in')],
    higherIsMore: false,
    smallest,
  },
  {
    id: 'overturned-share',
    label: '复议诉讼纠正率',
    explanation:
      '行政复议、行政诉讼中结果纠正的数量，占已审结（维持、纠正和其他结果）的百分比；一件申请先复议后起诉的，两次都计入；低的在前。',
    kind: 'share',
    unit: '%',
    numerator: ofDisputes('overturned'),
    denominator: ofDisputes('upheld', 'overturned', 'other-result'),
    higherIsMore: false,
    smallest,
  },
  {
    id: 'disputes-per-hundred',
    label: '每百件申请的复议诉讼',
    explanation: '行政复议、行政诉讼总计除以本年新收申请数量，再乘以 100；其中有上年申请引起的；少的在前。',
    kind: 'per-hundred',
    unit: '件/百件',
    numerator: ofDisputes('total'),
    denominator: [total('received')],
    higherIsMore: false,
    smallest,
  },
] as const satisfies readonly Measure[]

export type MeasureId = (typeof measures)[number]['id']

/** The measure of this id; undefined for a word that is none. */
export function measureOf(id: string): Measure | undefined {
  return measures.find((measure) => measure.id === id)
}
