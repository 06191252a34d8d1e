import type { Paper } from '../paper.ts'
import { flatten } from './flatten.ts'

/** How a unit is told from the next one: a cell of a grid, up to a bar, up to a tab, or up to the end of the line. */
export type UnitKind = 'cell' | 'bar' | 'tab' | 'line'

/** A piece of the document that may be a table cell. */
export interface Unit {
  readonly kind: UnitKind
  /** Offsets into the paper's text. */
  readonly start: number
  readonly end: number
  /** Range in the stream; empty where the unit is blank. */
  readonly from: number
  readonly to: number
  /** Number of the grid and of its row; -1 and the line number outside grids. */
  readonly grid: number
  readonly row: number
  readonly column: number
  readonly columnSpan: number
}

/**
 * The document as one run of words, without spaces, brackets, quotes and punctuation, so that a label is found however it
 * is broken, and the units it was cut into, so that cells are told apart.
 */
export interface Stream {
  readonly words: string
  /** For each character of `words` its offset in the paper. */
  readonly offsets: Int32Array
  /** For each character of `words` its unit. */
  readonly unitOf: Int32Array
  readonly units: readonly Unit[]
  /** The paper's text made plain, same length. */
  readonly flat: string
}

const isWord = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 48 && code <= 57) ||
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 46 ||
  code === 43 ||
  code === 45 ||
  code === 47 ||
  code === 37 ||
  code === 0xfffd ||
  (code >= 0x3400 && code < 0x4e00) ||
  (code >= 0xd800 && code <= 0xdfff)

const bar = 124
const tab = 9

/** Whether lines of cells begin with a bar as they end with one; else a bar only ends a cell. */
function isFramed(flat: string): boolean {
  let rows = 0
  let framed = 0
  for (let at = flat.indexOf('|'); at >= 0; ) {
    const start = flat.lastIndexOf('\n', at) + 1
    const found = flat.indexOf('\n', at)
    const end = found < 0 ? flat.length : found
    const cells = flat.slice(start, end).split('|')
    if (cells.filter((cell) => cell.trim() !== '').length > 1) {
      rows++
      if (cells[0]?.trim() === '') framed++
    }
    at = flat.indexOf('|', end)
  }
  return rows > 3 && framed > rows * 0.8
}

/** Cuts a paper into its stream. Linear in the length of the text. */
export function toStream(paper: Paper): Stream {
  const flat = flatten(paper.simplified)
  const codes = new Uint16Array(flat.length)
  const offsets = new Int32Array(flat.length)
  const unitOf = new Int32Array(flat.length)
  const units: Unit[] = []
  let length = 0
  let line = 0

  const add = (kind: UnitKind, start: number, end: number, grid: number, row: number, column: number, span: number) => {
    const from = length
    for (let at = start; at < end; at++) {
      const code = flat.charCodeAt(at)
      if (!isWord(code)) continue
      codes[length] = code
      offsets[length] = at
      unitOf[length] = units.length
      length++
    }
    units.push({ kind, start, end, from, to: length, grid, row, column, columnSpan: span })
  }

  const framed = isFramed(flat)
  const addLine = (start: number, end: number) => {
    line++
    let from = start
    let column = 0
    for (let at = start; at < end; at++) {
      const char = flat.charCodeAt(at)
      if (char !== bar && char !== tab) continue
      const frame = framed && column === 0 && char === bar && flat.slice(start, at).trim() === ''
      if (!frame) add(char === bar ? 'bar' : 'tab', from, at, -1, line, column, 1)
      column++
      from = at + 1
    }
    const rest = flat.slice(from, end).trim() !== ''
    if (rest || column === 0 || flat.charCodeAt(from - 1) === tab) add('line', from, end, -1, line, column, 1)
  }

  let grids = 0
  for (const block of paper.blocks) {
    if (block.kind === 'grid') {
      for (const cells of block.rows) {
        for (const cell of cells) add('cell', cell.start, cell.end, grids, cell.row, cell.column, cell.columnSpan)
      }
      grids++
      continue
    }
    let start = block.start
    for (let at = block.start; at <= block.end; at++) {
      if (at < block.end && flat.charCodeAt(at) !== 10) continue
      addLine(start, at)
      start = at + 1
    }
  }
  const words = new TextDecoder('utf-16le').decode(codes.subarray(0, length))
  return { words, offsets: offsets.subarray(0, length), unitOf: unitOf.subarray(0, length), units, flat }
}

/** Offset in the paper where the stream stands at `index`; the end of the text behind its last word. */
export function offsetAt(stream: Stream, index: number): number {
  return index < stream.offsets.length ? (stream.offsets[index] as number) : stream.flat.length
}

/** Index of the first entry that is not below `value`. */
export function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
