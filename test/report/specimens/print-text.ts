import { texts } from './grid.ts'
import { isTable, type PrintedTable, type Specimen } from './specimen.ts'

const printWith = (table: (table: PrintedTable) => string) => (specimen: Specimen) =>
  specimen.parts.map((part) => (isTable(part) ? table(part) : part.text)).join('\n')

const cellTexts = (table: PrintedTable) => table.rows.map((row) => row.cells.map((cell) => cell.text))

/** One row a line, cells parted by tabs, as a table copied out of a browser. */
export const printTabbed = printWith((table) =>
  cellTexts(table)
    .map((row) => row.join('\t'))
    .join('\n'),
)

/** One cell a line; blank cells leave nothing. */
export const printLines = printWith((table) =>
  cellTexts(table)
    .flat()
    .filter((text) => text.trim() !== '')
    .join('\n'),
)

/** One row a line, cells parted by a space; blank cells leave nothing. */
export const printSpaced = printWith((table) =>
  cellTexts(table)
    .map((row) => row.filter((text) => text.trim() !== '').join(' '))
    .join('\n'),
)

/** `a | b | c |||`: a bar after every cell, and bars for the merged ones at the row's end. */
export const printBars = printWith((table) => barred(table, ' '))

/** The same with every cell on a line of its own. */
export const printLinesBars = printWith((table) => barred(table, '\n'))

function barred(table: PrintedTable, gap: string): string {
  const rows = table.rows.map((row, index) => {
    const pads = index < table.rows.length - 1 ? table.width - row.cells.length : 0
    const cells = [...row.cells.map((cell) => cell.text), ...Array.from({ length: Math.max(0, pads) }, () => '')]
    return cells
      .map((text) => (text.trim() === '' ? '|' : `${text} |${gap}`))
      .join('')
      .trimEnd()
  })
  return rows.join('\n')
}

/** Everything run together, as the text of a page whose cells have no separators. */
export function printRunTogether(specimen: Specimen): string {
  const pieces = specimen.parts.map((part) => (isTable(part) ? cellTexts(part).flat().join('') : part.text))
  return pieces.join(' ').replaceAll('\n', '')
}

/** Columns aligned by spaces, as `pdftotext -layout` prints them: a blank is known by its place only. */
export const printAligned = printWith((table) => {
  const rows = texts(table)
  const widths = Array.from({ length: table.width }, (_, column) =>
    Math.max(4, ...table.rows.map((row, index) => (row.cells.length > 2 ? shown(rows[index]?.[column] ?? '') : 0))),
  )
  return rows
    .map((row) =>
      row
        .map((text, column) => pad(text, (widths[column] ?? 4) + 2))
        .join('')
        .trimEnd(),
    )
    .join('\n')
})

const shown = (text: string) => [...text].reduce((width, char) => width + (char > '\u2000' ? 2 : 1), 0)
const pad = (text: string, width: number) => text + ' '.repeat(Math.max(1, width - shown(text)))

/** GitHub's tables; merged cells leave empty ones. */
export function printMarkdown(specimen: Specimen): string {
  const pieces = specimen.parts.map((part) => {
    if (isTable(part)) return markdownTable(part)
    if (part.role === 'title') return `# ${part.text}`
    return part.role === 'heading' ? `## ${part.text}` : part.text
  })
  return pieces.join('\n\n')
}

function markdownTable(table: PrintedTable): string {
  const lines = texts(table).map((row) => `| ${row.map((text) => text.replaceAll('\n', '<br>')).join(' | ')} |`)
  const rule = `|${' --- |'.repeat(table.width)}`
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].join('\n')
}
