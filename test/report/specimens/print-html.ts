import { isTable, type PrintedCell, type PrintedTable, type Specimen } from './specimen.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const shown = (text: string) => escaped(text).replaceAll('\n', '<br>').replaceAll('\u00a0', '&nbsp;')

/** A page with the statutory tables, merged headings as rowspan and colspan. */
export function printHtml(specimen: Specimen): string {
  const title = specimen.parts.find((part) => part.kind === 'text' && part.role === 'title')
  const body = specimen.parts.map((part) => {
    if (isTable(part)) return htmlTable(part)
    if (part.role === 'title') return `<h1>${shown(part.text)}</h1>`
    return part.role === 'heading' ? `<h2>${shown(part.text)}</h2>` : `<p>${shown(part.text)}</p>`
  })
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>${title?.kind === 'text' ? shown(title.text) : ''}</title></head>`,
    '<body>',
    ...body,
    '</body></html>',
  ].join('\n')
}

function htmlTable(table: PrintedTable): string {
  const rows = table.rows.map((row) => `<tr>${row.cells.map(htmlCell).join('')}</tr>`)
  return `<table border="1"><tbody>\n${rows.join('\n')}\n</tbody></table>`
}

function htmlCell(cell: PrintedCell): string {
  const columns = cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''
  const rows = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''
  return `<td${columns}${rows}>${shown(cell.text)}</td>`
}
