import { replaceRadicals } from '../radicals.ts'
import { withoutFootnoteMarks } from './footnotes.ts'
import type { Glyph, PageMarks } from './marks.ts'
import { apply, compose, identity, type Matrix, toMatrix } from './matrix.ts'
import { collectRulings, joinRulings, type RulingSink } from './rulings.ts'

/** One page as a list of drawing operators, numbered as in `ops`. */
export interface OperatorList {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly (readonly unknown[] | null)[]
}

/** What the page draws with, told by a font's name. */
export interface FontShape {
  readonly vertical?: boolean
  readonly fontMatrix?: readonly number[]
}

export interface PageSource {
  readonly operators: OperatorList
  readonly ops: Readonly<Record<string, number>>
  readonly width: number
  readonly height: number
  /** From the page's own space to points from its upper left. */
  readonly matrix: Matrix
  readonly fontOf: (name: string) => FontShape | undefined
}

interface DrawnGlyph {
  readonly unicode?: string
  readonly width?: number
  readonly isSpace?: boolean
}

interface State {
  matrix: Matrix
  unit: number
  vertical: boolean
  size: number
  characterSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
}

interface Pen {
  readonly sink: RulingSink
  readonly glyphs: Glyph[]
  readonly saved: State[]
  readonly fontOf: PageSource['fontOf']
  /** Glyphs that run to the right, down, to the left and up. */
  readonly directions: [number, number, number, number]
  state: State
  line: Matrix
  text: Matrix
}

function setFont(pen: Pen, name: unknown, size: unknown): void {
  const font = pen.fontOf(String(name))
  pen.state.unit = font?.fontMatrix?.[0] || 0.001
  pen.state.vertical = font?.vertical === true
  pen.state.size = Number(size) || 0
}

function moveText(pen: Pen, x: number, y: number): void {
  pen.line = compose(pen.line, [1, 0, 0, 1, x, y])
  pen.text = pen.line
}

/** Quarter turns, clockwise, of the line of writing. */
function directionOf([a, b, c, d]: Matrix, vertical: boolean): 0 | 1 | 2 | 3 {
  const [across, down] = vertical ? [d, -c] : [a, b]
  if (Math.abs(across) >= Math.abs(down)) return across >= 0 === !vertical ? 0 : 2
  return down > 0 === !vertical ? 1 : 3
}

/** @param matrix from the text's own space to the page @param at distance along the line of writing */
function addGlyph(pen: Pen, matrix: Matrix, text: string, at: number, advance: number): void {
  const { state } = pen
  const { vertical, rise } = state
  pen.directions[directionOf(matrix, vertical)]++
  const size = state.size * Math.hypot(matrix[2], matrix[3])
  const start = vertical ? apply(matrix, 0, at) : apply(matrix, at, rise)
  if (vertical) {
    pen.glyphs.push({ text, left: start.x - size / 2, right: start.x + size / 2, base: start.y + size * 0.85, size })
    return
  }
  const across = matrix[0] * advance
  const down = matrix[1] * advance
  // Writing that runs askew is a watermark.
  if (Math.min(Math.abs(across), Math.abs(down)) > size * 0.2) return
  if (Math.abs(down) > Math.abs(across)) {
    const centre = start.x - size * Math.sign(down) * 0.35
    pen.glyphs.push({
      text,
      left: centre - size / 2,
      right: centre + size / 2,
      base: Math.max(start.y, start.y + down),
      size,
    })
  } else {
    const left = Math.min(start.x, start.x + across)
    pen.glyphs.push({ text, left, right: left + Math.abs(across), base: start.y, size })
  }
}

function showText(pen: Pen, shown: readonly (DrawnGlyph | number | null)[]): void {
  const { state } = pen
  const { vertical, size, scale } = state
  const matrix = compose(state.matrix, pen.text)
  let at = 0
  for (const glyph of shown) {
    if (glyph === null) continue
    if (typeof glyph === 'number') {
      at -= (glyph / 1000) * size * (vertical ? 1 : scale)
      continue
    }
    const width = (glyph.width ?? 0) * state.unit * size
    const spacing = state.characterSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    const text = replaceRadicals(glyph.unicode ?? '')
    if (text.trim() !== '') addGlyph(pen, matrix, text, at, width * scale)
    at += vertical ? -size - spacing : (width + spacing) * scale
  }
  pen.text = compose(pen.text, vertical ? [1, 0, 0, 1, 0, at] : [1, 0, 0, 1, at, 0])
}

function setGraphicsState(pen: Pen, entries: unknown): void {
  if (!Array.isArray(entries)) return
  for (const [key, value] of entries) if (key === 'Font' && Array.isArray(value)) setFont(pen, value[0], value[1])
}

type Step = (pen: Pen, args: readonly unknown[]) => void

function steps(ops: PageSource['ops']): ReadonlyMap<number, Step> {
  const save: Step = (pen) => pen.saved.push({ ...pen.state })
  const restore: Step = (pen) => {
    pen.state = pen.saved.pop() ?? pen.state
  }
  const transform: Step = (pen, args) => {
    pen.state.matrix = compose(pen.state.matrix, toMatrix(args))
  }
  const set = (key: 'characterSpacing' | 'wordSpacing' | 'rise'): Step => {
    return (pen, args) => {
      pen.state[key] = Number(args[0]) || 0
    }
  }
  const named: Record<string, Step> = {
    save,
    restore,
    transform,
    paintFormXObjectBegin: (pen, args) => {
      save(pen, args)
      if (args[0]) transform(pen, args[0] as number[])
    },
    paintFormXObjectEnd: restore,
    setGState: (pen, args) => setGraphicsState(pen, args[0]),
    beginText: (pen) => {
      pen.line = pen.text = identity
    },
    setCharSpacing: set('characterSpacing'),
    setWordSpacing: set('wordSpacing'),
    setTextRise: set('rise'),
    setHScale: (pen, args) => {
      pen.state.scale = Number(args[0]) / 100 || 1
    },
    setLeading: (pen, args) => {
      pen.state.leading = -Number(args[0]) || 0
    },
    setFont: (pen, args) => setFont(pen, args[0], args[1]),
    moveText: (pen, args) => moveText(pen, Number(args[0]), Number(args[1])),
    setLeadingMoveText: (pen, args) => {
      pen.state.leading = Number(args[1])
      moveText(pen, Number(args[0]), Number(args[1]))
    },
    setTextMatrix: (pen, args) => {
      pen.line = pen.text = toMatrix(typeof args[0] === 'object' ? (args[0] as ArrayLike<unknown>) : args)
    },
    nextLine: (pen) => moveText(pen, 0, pen.state.leading),
    showText: (pen, args) => Array.isArray(args[0]) && showText(pen, args[0]),
    constructPath: (pen, args) => constructPath(pen, args, ops),
  }
  return new Map(Object.entries(named).map(([name, step]) => [ops[name] ?? -1, step]))
}

function constructPath(pen: Pen, args: readonly unknown[], ops: PageSource['ops']): void {
  const path = (args[1] as readonly unknown[] | undefined)?.[0]
  if (!ArrayBuffer.isView(path)) return
  const isOneOf = (...names: string[]) => names.some((name) => ops[name] === args[0])
  collectRulings(pen.sink, path as Float32Array, pen.state.matrix, {
    stroke: isOneOf('stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'),
    fill: isOneOf('fill', 'eoFill'),
  })
}

function turnOf(directions: readonly number[]): PageMarks['turned'] {
  const most = directions.findIndex((count) => count * 2 > directions.reduce((sum, one) => sum + one, 0))
  return ([0, 90, 180, 270] as const)[most] ?? 0
}

/** Follows the operators of a page: where each glyph stands and which straight lines are drawn. */
export function readMarks(source: PageSource): PageMarks {
  const pen: Pen = {
    sink: { horizontal: [], vertical: [] },
    glyphs: [],
    saved: [],
    fontOf: source.fontOf,
    directions: [0, 0, 0, 0],
    state: {
      matrix: source.matrix,
      unit: 0.001,
      vertical: false,
      size: 0,
      characterSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
    },
    line: identity,
    text: identity,
  }
  const stepOf = steps(source.ops)
  const { fnArray, argsArray } = source.operators
  for (let i = 0; i < fnArray.length; i++) stepOf.get(fnArray[i] ?? -1)?.(pen, argsArray[i] ?? [])
  return {
    width: source.width,
    height: source.height,
    glyphs: withoutFootnoteMarks(pen.glyphs),
    horizontal: joinRulings(pen.sink.horizontal),
    vertical: joinRulings(pen.sink.vertical),
    turned: turnOf(pen.directions),
  }
}
