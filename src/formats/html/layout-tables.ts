import type { HtmlNode } from './tree.ts'

interface OpenTable {
  readonly node: HtmlNode
  cells: number
  holdsTable: boolean
}

/**
 * Tables that only arrange the page: one of their cells holds another table of two or more cells, or they are a single
 * cell outside any other table. They are dissolved; what they hold is read as if they were not there.
 */
export function layoutTables(root: HtmlNode): ReadonlySet<HtmlNode> {
  const layouts = new Set<HtmlNode>()
  const open: OpenTable[] = []

  function leave(node: HtmlNode): void {
    if (open.at(-1)?.node !== node) return
    const table = open.pop() as OpenTable
    const outer = open.at(-1)
    if (outer && (table.cells > 1 || table.holdsTable)) outer.holdsTable = true
    if (table.holdsTable || (table.cells < 2 && !outer)) layouts.add(node)
  }

  let node: HtmlNode | null = root.first
  while (node) {
    if (node.role === 'table') open.push({ node, cells: 0, holdsTable: false })
    const table = node.role === 'cell' ? open.at(-1) : undefined
    if (table) table.cells++
    if (node.first && !node.hidden && node.role !== 'dropped') {
      node = node.first
      continue
    }
    leave(node)
    while (node && !node.next) {
      node = node.parent
      if (!node || node === root) return layouts
      leave(node)
    }
    node = node?.next ?? null
  }
  return layouts
}
