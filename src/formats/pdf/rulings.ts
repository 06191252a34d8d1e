import type { Ruling } from './marks.ts'
import { apply, type Matrix } from './matrix.ts'

export interface RulingSink {
  readonly horizontal: Ruling[]
  readonly vertical: Ruling[]
}

/** Thickest bar, in points, that still is a line and not a box. */
const thickest = 3
/** Shortest line that can be the side of a cell. */
const shortest = 3

interface Point {
  readonly x: number
  readonly y: number
}

function addLine(sink: RulingSink, from: Point, to: Point): void {
  const width = Math.abs(from.x - to.x)
  const height = Math.abs(from.y - to.y)
  if (height <= 1 && width >= shortest) {
    sink.horizontal.push({ at: (from.y + to.y) / 2, from: Math.min(from.x, to.x), to: Math.max(from.x, to.x) })
  } else if (width <= 1 && height >= shortest) {
    sink.vertical.push({ at: (from.x + to.x) / 2, from: Math.min(from.y, to.y), to: Math.max(from.y, to.y) })
  }
}

/** A filled bar is a line through its middle; a filled area is not. */
function addBar(sink: RulingSink, points: readonly Point[]): void {
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (bottom - top <= thickest && right - left >= shortest) {
    sink.horizontal.push({ at: (top + bottom) / 2, from: left, to: right })
  } else if (right - left <= thickest && bottom - top >= shortest) {
    sink.vertical.push({ at: (left + right) / 2, from: top, to: bottom })
  }
}

/** Numbers that follow each drawing step of pdf.js: move, line, cubic curve, quadratic curve, close. */
const operands = [2, 2, 6, 4, 0]

/** The straight parts of a path, in the coordinates of the page; a part with curves is left out. */
function subpaths(path: ArrayLike<number>, matrix: Matrix): Point[][] {
  const parts: Point[][] = []
  let part: Point[] = []
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? 4
    if (step === 0) {
      part = []
      parts.push(part)
    }
    if (step === 4 && part[0]) part.push(part[0])
    if (step < 2) part.push(apply(matrix, path[at + 1] ?? 0, path[at + 2] ?? 0))
    if (step === 2 || step === 3) parts.pop()
    at += 1 + (operands[step] ?? 0)
  }
  return parts.filter((points) => points.length > 1 && points.length <= 64)
}

/** Collects the lines that a path draws when it is stroked or filled. */
export function collectRulings(
  sink: RulingSink,
  path: ArrayLike<number>,
  matrix: Matrix,
  paint: { readonly stroke: boolean; readonly fill: boolean },
): void {
  for (const points of subpaths(path, matrix)) {
    if (paint.stroke) {
      for (let i = 1; i < points.length; i++) addLine(sink, points[i - 1] as Point, points[i] as Point)
    } else if (paint.fill) addBar(sink, points)
  }
}

/** Lines on the same place joined to the longest, sorted by place and start. */
export function joinRulings(rulings: readonly Ruling[]): Ruling[] {
  const sorted = [...rulings].sort((a, b) => a.at - b.at)
  const joined: Ruling[] = []
  for (let first = 0; first < sorted.length; ) {
    let last = first
    while (last + 1 < sorted.length && (sorted[last + 1] as Ruling).at - (sorted[last] as Ruling).at <= 1.5) last++
    joined.push(...joinAlong(sorted.slice(first, last + 1)))
    first = last + 1
  }
  return joined
}

function joinAlong(rulings: readonly Ruling[]): Ruling[] {
  const at = rulings.reduce((sum, ruling) => sum + ruling.at, 0) / rulings.length
  const joined: { at: number; from: number; to: number }[] = []
  for (const { from, to } of [...rulings].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to + 3) last.to = Math.max(last.to, to)
    else joined.push({ at, from, to })
  }
  return joined
}
