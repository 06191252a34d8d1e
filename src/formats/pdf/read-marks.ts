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

/** Radicals stand for the character they look like, compatibility forms for the plain one. */
function plain(text: string): string {
  return /[\u2e80-\u2fdf\uf900-\ufaff]/.test(text) ? text.normalize('NFKC') : text
}

function addGlyph(pen: Pen, glyph: DrawnGlyph, advance: number): void {
  const text = plain(glyph.unicode ?? '')
  if (text.trim() === '') return
  const { state } = pen
  const matrix = compose(state.matrix, pen.text)
  const start = apply(matrix, 0, state.rise)
  const end = state.vertical ? start : apply(matrix, advance, state.rise)
  const size = state.size * Math.hypot(matrix[2], matrix[3])
  const [across, down] = [Math.abs(end.x - start.x), Math.abs(end.y - start.y)]
  // Writing that runs askew is a watermark.
  if (Math.min(across, down) > size * 0.2) return
  if (state.vertical || down > across) {
    const centre = state.vertical ? start.x : start.x - size * Math.sign(end.y - start.y) * 0.35
    const base = state.vertical ? start.y + size * 0.85 : Math.max(start.y, end.y)
    pen.glyphs.push({ text, left: centre - size / 2, right: centre + size / 2, base, size })
  } else pen.glyphs.push({ text, left: Math.min(start.x, end.x), right: Math.max(start.x, end.x), base: start.y, size })
}

function showText(pen: Pen, shown: readonly (DrawnGlyph | number | null)[]): void {
  const { state } = pen
  for (const glyph of shown) {
    if (glyph === null) continue
    if (typeof glyph === 'number') {
      advanceBy(pen, (-glyph / 1000) * state.size)
      continue
    }
    const width = (glyph.width ?? 0) * state.unit * state.size
    const spacing = state.characterSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    addGlyph(pen, glyph, width * state.scale)
    advanceBy(pen, (state.vertical ? -state.size : width) + (state.vertical ? -spacing : spacing))
  }
}

function advanceBy(pen: Pen, distance: number): void {
  const { vertical, scale } = pen.state
  pen.text = compose(pen.text, vertical ? [1, 0, 0, 1, 0, distance] : [1, 0, 0, 1, distance * scale, 0])
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

/** Follows the operators of a page: where each glyph stands and which straight lines are drawn. */
export function readMarks(source: PageSource): PageMarks {
  const pen: Pen = {
    sink: { horizontal: [], vertical: [] },
    glyphs: [],
    saved: [],
    fontOf: source.fontOf,
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
    glyphs: pen.glyphs,
    horizontal: joinRulings(pen.sink.horizontal),
    vertical: joinRulings(pen.sink.vertical),
  }
}
