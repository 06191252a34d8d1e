/** A part of a page from its upper left, in parts of its width and height: 0 to 1. */
export interface Region {
  /** From 1. */
  readonly page: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const rounded = (value: number) => Math.round(value * 1e5) / 1e5
const within = (value: number) => Math.min(Math.max(value, 0), 1)

/** The region as far as it lies on the page. */
export function onPage({ page, left, top, width, height }: Region): Region {
  const [from, above] = [within(left), within(top)]
  const [to, below] = [within(left + width), within(top + height)]
  return { page, left: rounded(from), top: rounded(above), width: rounded(to - from), height: rounded(below - above) }
}

/** What a hand drawing a box may miss, in parts of the page. */
const slack = 0.002

const isWithin = (inner: Region, outer: Region) =>
  inner.page === outer.page &&
  inner.left >= outer.left - slack &&
  inner.top >= outer.top - slack &&
  inner.left + inner.width <= outer.left + outer.width + slack &&
  inner.top + inner.height <= outer.top + outer.height + slack

/** Whether one of the others covers the region whole. */
export const isCovered = (region: Region, others: readonly Region[]): boolean =>
  others.some((other) => isWithin(region, other))
