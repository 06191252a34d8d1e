const rule = /^\+(?:[-=:]{3,}\+)+$/
const mostColumns = 200

/** The line `+----+====+` above, between or below the rows of a grid table. */
export const isGridRule = (line: string): boolean => line.length < 4000 && rule.test(line.trim())

const columnsIn = (line: string) => line.trim().split('+').length - 2

/** Words of the lines of a cell: nothing between ideographs, a line break where digits or letters meet. */
function joined(lines: readonly string[]): string {
  return lines.reduce((text, line) => text + (/\w$/.test(text) && /^\w/.test(line) ? '\n' : '') + line, '')
}

/**
 * Reads the grid table whose first rule stands at `at`, as pandoc prints tables whose cells have several lines.
 *
 * @returns its rows and the index of the line behind it; undefined where its cells are merged or it has no end
 */
export function readGridTable(
  lines: readonly string[],
  at: number,
): { readonly rows: readonly (readonly string[])[]; readonly end: number } | undefined {
  const width = columnsIn(lines[at] ?? '')
  if (width < 2 || width > mostColumns) return undefined
  const rows: string[][] = []
  let open: string[][] | undefined
  let end = at + 1
  for (; end < lines.length; end++) {
    const line = (lines[end] ?? '').trim()
    if (isGridRule(line)) {
      if (columnsIn(line) !== width) return undefined
      if (open) rows.push(open.map(joined))
      open = undefined
      continue
    }
    if (!line.startsWith('|')) break
    const cells = line.replace(/^\|/, '').replace(/\|$/, '').split('|')
    if (cells.length !== width) return undefined
    open ??= cells.map(() => [])
    cells.forEach((cell, column) => {
      if (cell.trim() !== '') open?.[column]?.push(cell.trim())
    })
  }
  return open || rows.length === 0 ? undefined : { rows, end }
}
