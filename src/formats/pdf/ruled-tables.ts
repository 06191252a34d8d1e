import type { CellText } from '../paper-writer.ts'
import { cellText } from './lines.ts'
import { type Glyph, middle, type PageMarks, type Ruling } from './marks.ts'

/** A table found on a page, and where. */
export interface PageTable {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly rows: readonly (readonly CellText[])[]
}

/** Farthest, in points, that lines may miss each other and still meet. */
const slack = 3
/** Space between the borders of two cells, in points, where nothing could be printed. */
const slit = 6
/** More lines than a page of tables has: a drawing. */
const mostCrossings = 2_000_000

interface Mesh {
  readonly horizontal: Ruling[]
  readonly vertical: Ruling[]
}

const meets = (across: Ruling, upright: Ruling) =>
  upright.at >= across.from - slack &&
  upright.at <= across.to + slack &&
  across.at >= upright.from - slack &&
  across.at <= upright.to + slack

/** Lines that hang together, one mesh a table. */
function meshes({ horizontal, vertical }: PageMarks): Mesh[] {
  if (horizontal.length * vertical.length > mostCrossings) return []
  const unseen = new Set(vertical)
  const across = new Set(horizontal)
  const found: Mesh[] = []
  for (const first of vertical) {
    if (!unseen.delete(first)) continue
    const mesh: Mesh = { horizontal: [], vertical: [first] }
    for (let next = 0; next < mesh.vertical.length; next++) {
      for (const line of across) {
        if (!meets(line, mesh.vertical[next] as Ruling)) continue
        across.delete(line)
        mesh.horizontal.push(line)
        for (const upright of unseen) {
          if (!meets(line, upright)) continue
          unseen.delete(upright)
          mesh.vertical.push(upright)
        }
      }
    }
    if (mesh.horizontal.length >= 2) found.push(mesh)
  }
  return found
}

/** Places of lines, those closer than the slack taken as one. The outer ends count: a side may be open. */
function places(rulings: readonly Ruling[], ends: readonly Ruling[]): number[] {
  const all = [
    ...rulings.map(({ at }) => at),
    Math.min(...ends.map(({ from }) => from)),
    Math.max(...ends.map(({ to }) => to)),
  ].sort((a, b) => a - b)
  return all.filter((at, index) => index === 0 || at - (all[index - 1] as number) > slack)
}

/** Whether a line at this place parts two boxes that share the side from `from` to `to`. */
function parts(rulings: readonly Ruling[], at: number, from: number, to: number): boolean {
  const quarter = (to - from) / 4
  return rulings.some(
    (ruling) => Math.abs(ruling.at - at) <= slack * 1.5 && ruling.from <= from + quarter && ruling.to >= to - quarter,
  )
}

/** For each box of the finest grid the number of the cell it belongs to: boxes without a line between them are one. */
function mergeBoxes(mesh: Mesh, xs: readonly number[], ys: readonly number[]): number[] {
  const width = xs.length - 1
  const height = ys.length - 1
  const owner = Array.from({ length: width * height }, (_, box) => box)
  const find = (box: number): number => {
    let root = box
    while (owner[root] !== root) root = owner[root] as number
    owner[box] = root
    return root
  }
  const join = (a: number, b: number) => {
    const [low, high] = [find(a), find(b)].sort((p, q) => p - q) as [number, number]
    owner[high] = low
  }
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [left, right, top, bottom] = [xs[column], xs[column + 1], ys[row], ys[row + 1]] as [
        number,
        number,
        number,
        number,
      ]
      const box = row * width + column
      if (column + 1 < width && !parts(mesh.vertical, right, top, bottom)) join(box, box + 1)
      if (row + 1 < height && !parts(mesh.horizontal, bottom, left, right)) join(box, box + width)
    }
  }
  return owner.map((_, box) => find(box))
}

interface Cell {
  readonly row: number
  readonly column: number
  lastRow: number
  lastColumn: number
  readonly glyphs: Glyph[]
}

function cellsOf(owner: readonly number[], width: number): Map<number, Cell> {
  const cells = new Map<number, Cell>()
  owner.forEach((root, box) => {
    const row = Math.floor(box / width)
    const column = box % width
    const cell = cells.get(root)
    if (!cell) cells.set(root, { row, column, lastRow: row, lastColumn: column, glyphs: [] })
    else {
      cell.lastRow = Math.max(cell.lastRow, row)
      cell.lastColumn = Math.max(cell.lastColumn, column)
    }
  })
  return cells
}

/** Index of the stretch between two places that holds `at`; the outermost also hold what lies just outside. */
function indexOf(places: readonly number[], at: number): number {
  let index = 0
  while (index < places.length - 2 && at > (places[index + 1] as number)) index++
  return index
}

function readMesh(mesh: Mesh, glyphs: readonly Glyph[]): PageTable | undefined {
  const xs = places(mesh.vertical, mesh.horizontal)
  const ys = places(mesh.horizontal, mesh.vertical)
  if (xs.length < 2 || ys.length < 2) return undefined
  const owner = mergeBoxes(mesh, xs, ys)
  const width = xs.length - 1
  const cells = cellsOf(owner, width)
  const [left, right, top, bottom] = [xs[0], xs.at(-1), ys[0], ys.at(-1)] as [number, number, number, number]
  for (const glyph of glyphs) {
    const { x, y } = middle(glyph)
    if (x < left - slack || x > right + slack || y < top - slack || y > bottom + slack) continue
    cells.get(owner[indexOf(ys, y) * width + indexOf(xs, x)] as number)?.glyphs.push(glyph)
  }
  const rows: CellText[][] = ys.slice(1).map(() => [])
  for (const { row, column, lastRow, lastColumn, glyphs: inside } of cells.values()) {
    const isSlit = (xs[lastColumn + 1] as number) - (xs[column] as number) < slit
    if (inside.length === 0 && isSlit) continue
    const spans = { row, column, rowSpan: lastRow - row + 1, columnSpan: lastColumn - column + 1 }
    rows[row]?.push({ ...spans, text: cellText(inside) })
  }
  const isTable = rows.some((row) => row.length > 1) && cells.size > 1
  return isTable ? { left, right, top, bottom, rows } : undefined
}

/** Rebuilds the tables whose cells are parted by drawn lines. */
export function ruledTables(marks: PageMarks): PageTable[] {
  return meshes(marks).flatMap((mesh) => readMesh(mesh, marks.glyphs) ?? [])
}

/** Whether the glyph stands inside the table. */
export function isInside(table: PageTable, glyph: Glyph): boolean {
  const { x, y } = middle(glyph)
  return x >= table.left - slack && x <= table.right + slack && y >= table.top - slack && y <= table.bottom + slack
}
