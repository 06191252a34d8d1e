import { html, raw } from 'hono/html'
import type { DocumentBlock, DocumentCell, DocumentTable, ReportDocument } from '../../domain/report/render/document.ts'
import { demonstrationNotice } from '../../domain/report/render/notice.ts'
import { marginStyle, reportStyle } from './report-style.ts'

type Html = ReturnType<typeof html>

const spans = ({ rowSpan, columnSpan }: DocumentCell) =>
  raw(`${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`)

/** What a heading cell stands for (HTML §4.9.10): columns above the figures, rows beside them, or a group of either. */
function scopeOf({ columnSpan, rowSpan }: DocumentCell, row: readonly DocumentCell[]): string {
  if (row.length === 1) return 'rowgroup'
  if (row.some(({ cell }) => cell !== undefined)) return rowSpan > 1 ? 'rowgroup' : 'row'
  return columnSpan > 1 ? 'colgroup' : 'col'
}

function cellHtml(cell: DocumentCell, row: readonly DocumentCell[]): Html {
  if (cell.header) return html`<th scope="${scopeOf(cell, row)}"${spans(cell)}>${cell.text}</th>`
  return html`<td${spans(cell)}>${cell.text}</td>`
}

const rowHtml = (row: readonly DocumentCell[]) => html`<tr>${row.map((cell) => cellHtml(cell, row))}</tr>\n`

type Rows = DocumentTable['rows']

/** A line of one cell, as 第二十条第（一）项, begins a group of rows. */
function rowGroups(rows: Rows): readonly Rows[] {
  const groups: Rows[] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last && row.length > 1) groups[groups.length - 1] = [...last, row]
    else groups.push([row])
  }
  return groups
}

const rowsHtml = (rows: Rows) => rows.map(rowHtml)

/** So many columns need more width than a narrow screen has. */
const manyColumns = 7

function tableHtml({ columns, headerRows, rows }: DocumentTable): Html {
  const head = rows.slice(0, headerRows)
  const groups = rowGroups(rows.slice(headerRows)).map((group) => html`<tbody>\n${rowsHtml(group)}</tbody>\n`)
  return html`<table${columns > manyColumns ? raw(' class="wide"') : ''}>
${head.length > 0 ? html`<thead>\n${rowsHtml(head)}</thead>\n` : ''}${groups}</table>`
}

function textHtml(block: Exclude<DocumentBlock, DocumentTable>, section: number): Html {
  if (block.kind === 'paragraph') return html`<p>${block.text}</p>`
  if (block.level === 1) return html`<h2 id="section-${section}">${block.text}</h2>`
  return block.level === 2 ? html`<h3>${block.text}</h3>` : html`<h4>${block.text}</h4>`
}

/** A table wider than the screen scrolls by itself, by keyboard too, under the name of its section. */
const scrolled = (table: DocumentTable, section: number) =>
  html`<div class="scroll" tabindex="0" role="region" aria-labelledby="section-${section}">
${tableHtml(table)}
</div>`

function bodyHtml(blocks: readonly DocumentBlock[]): readonly Html[] {
  let section = 0
  return blocks.map((block) => {
    if (block.kind === 'table') return html`${scrolled(block, section)}\n`
    if (block.kind === 'heading' && block.level === 1) section++
    return html`${textHtml(block, section)}\n`
  })
}

/**
 * The report as one page that needs nothing else: no script, no other file, printable on A4. All that the report says is
 * escaped, and the page's own policy keeps a browser from running or loading anything.
 */
export function writeReportHtml({ title, agency, demonstration, blocks }: ReportDocument): string {
  return html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${agency}">
<title>${title}</title>
<style>${raw(reportStyle)}${demonstration ? raw(marginStyle(demonstrationNotice)) : ''}</style>
</head>
<body>
<main>
${demonstration ? html`<p class="notice">${demonstrationNotice}</p>\n` : ''}<h1>${title}</h1>
${bodyHtml(blocks)}</main>
</body>
</html>
`.toString()
}
