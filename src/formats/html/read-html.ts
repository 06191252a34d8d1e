import type { Paper, PaperKind } from '../../domain/report/paper.ts'
import { createPaperWriter, type PaperWriter } from '../paper-writer.ts'
import { type DeclaredCell, type DeclaredRow, layOutGrid } from './grid-layout.ts'
import { layoutTables } from './layout-tables.ts'
import { createLine, type Line } from './line.ts'
import { isPicture } from './roles.ts'
import { type HtmlNode, parseTree } from './tree.ts'

interface OpenGrid {
  readonly table: HtmlNode
  readonly rows: { cells: DeclaredCell[]; group: number }[]
  group: number
  cell: HtmlNode | null
  /** The open cell shows a picture. */
  pictured: boolean
}

interface Walk {
  readonly writer: PaperWriter
  readonly line: Line
  readonly layouts: ReadonlySet<HtmlNode>
  grid: OpenGrid | null
  preformatted: number
  title: string
}

const headingOf = (node: HtmlNode | null): number | undefined =>
  node && /^h[1-6]$/.test(node.name) ? Number(node.name[1]) : undefined

/** Ends what stands on the line: a paragraph in the page, a line inside a cell. */
function endLine(walk: Walk, node: HtmlNode | null): void {
  if (walk.grid) walk.line.breakBlock()
  else walk.writer.paragraph(walk.line.take(), headingOf(node))
}

function openGrid(walk: Walk, table: HtmlNode): void {
  endLine(walk, null)
  walk.grid = { table, rows: [], group: 0, cell: null, pictured: false }
}

function closeGrid(walk: Walk, grid: OpenGrid): void {
  walk.line.take()
  walk.grid = null
  const rows: readonly DeclaredRow[] = grid.rows
  if (rows.some((row) => row.cells.length > 0)) walk.writer.grid(layOutGrid(rows))
}

/** Stands in a cell that holds a picture only: something is printed there, and no one can tell what. */
const unread = '\ufffd'

function closeCell(walk: Walk, grid: OpenGrid, cell: HtmlNode): void {
  const text = walk.line.take()
  const shown = grid.pictured && text.trim() === '' ? unread : text
  grid.rows.at(-1)?.cells.push({ text: shown, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan })
  grid.cell = null
  grid.pictured = false
}

function enterTablePart(walk: Walk, node: HtmlNode): void {
  const { grid } = walk
  if (!grid && node.role === 'table' && !walk.layouts.has(node)) openGrid(walk, node)
  else if (!grid || grid.cell) endLine(walk, null)
  else if (node.role === 'rows') grid.group++
  else if (node.role === 'row') grid.rows.push({ cells: [], group: grid.group })
  else if (node.role === 'cell') {
    walk.line.take()
    grid.cell = node
  }
}

function leaveTablePart(walk: Walk, node: HtmlNode): void {
  const { grid } = walk
  if (grid?.table === node) closeGrid(walk, grid)
  else if (grid?.cell === node) closeCell(walk, grid, node)
  else if (!grid || grid.cell) endLine(walk, null)
}

/** The caption stands before the grid it names. */
function enterCaption(walk: Walk): void {
  if (walk.grid && walk.grid.rows.length > 0) walk.grid.rows.push({ cells: [], group: walk.grid.group })
}

function leaveCaption(walk: Walk, node: HtmlNode): void {
  const { grid } = walk
  if (!grid || grid.cell) endLine(walk, node)
  else if (grid.rows.length === 0) walk.writer.paragraph(walk.line.take())
  else grid.rows.at(-1)?.cells.push({ text: walk.line.take(), rowSpan: 1, columnSpan: 1 })
}

const footnoteMark = /^\s*(?:[[(（【〔]?(?:注\s*)?\d{0,2}[\])）】〕]?|[*＊※†‡]{1,3}|[\u2460-\u2473])\s*$/

/** What a small element holds; nothing for one that holds more than a mark. */
function markIn(node: HtmlNode, most: number): string {
  if (node.text !== null) return node.text
  let text = ''
  let left = most
  for (let child = node.first; child; child = child.next) {
    if (--left < 0) return 'more'
    text += markIn(child, left)
  }
  return text
}

/** A raised mark behind the words of a cell leads to a footnote and is no digit of its number. */
function isFootnoteMark(walk: Walk, node: HtmlNode): boolean {
  return node.name === 'sup' && !!walk.grid?.cell && !walk.line.isEmpty() && footnoteMark.test(markIn(node, 4))
}

/** @returns whether to go into the node's children */
function enter(walk: Walk, node: HtmlNode): boolean {
  if (walk.grid?.cell && isPicture(node.name) && !node.hidden) walk.grid.pictured = true
  if (node.text !== null) {
    if (node.name === 'input' && !walk.grid?.cell) return false
    if (walk.preformatted > 0) walk.line.addPreformatted(node.text)
    else walk.line.add(node.text)
    return false
  }
  if ((node.hidden && node.name !== 'body') || isFootnoteMark(walk, node)) return false
  switch (node.role) {
    case 'inline':
      return true
    case 'break':
      walk.line.breakLine()
      return false
    case 'dropped':
      return false
    case 'title':
      walk.title ||= node.first?.text ?? ''
      return false
    case 'preformatted':
      walk.preformatted++
      endLine(walk, null)
      return true
    case 'block':
      if (node.name === 'caption') enterCaption(walk)
      else endLine(walk, null)
      return true
    default:
      enterTablePart(walk, node)
      return true
  }
}

function leave(walk: Walk, node: HtmlNode): void {
  switch (node.role) {
    case 'inline':
      return
    case 'preformatted':
      walk.preformatted--
      endLine(walk, null)
      return
    case 'block':
      if (node.name === 'caption') leaveCaption(walk, node)
      else endLine(walk, node)
      return
    default:
      leaveTablePart(walk, node)
  }
}

/** Goes over the tree in document order without recursion, so depth costs nothing. */
function walkTree(walk: Walk, root: HtmlNode): void {
  let node: HtmlNode | null = root.first
  while (node) {
    const goesIn = enter(walk, node)
    if (goesIn && node.first) {
      node = node.first
      continue
    }
    if (goesIn) leave(walk, node)
    while (node && !node.next) {
      node = node.parent
      if (!node || node === root) return
      leave(walk, node)
    }
    node = node?.next ?? null
  }
}

/**
 * Reads a page or fragment: paragraphs as a browser would break them, tables as grids.
 *
 * @throws Refused for a page nested too deep or too large
 */
export function readHtml(source: string, kind: PaperKind = 'html', title = ''): Paper {
  const root = parseTree(source)
  const walk: Walk = {
    writer: createPaperWriter(),
    line: createLine(),
    layouts: layoutTables(root),
    grid: null,
    preformatted: 0,
    title,
  }
  walkTree(walk, root)
  endLine(walk, null)
  return walk.writer.finish(kind, walk.title.replace(/\s+/g, ' ').trim())
}
