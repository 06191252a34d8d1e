import { html, raw } from 'hono/html'
import type { DocumentBlock, DocumentCell, DocumentTable, ReportDocument } from '../../domain/report/render/document.ts'
import { demonstrationNotice } from '../../domain/report/render/notice.ts'
import { rowGroups, scopeOf } from '../../domain/report/render/table-parts.ts'
import { marginStyle, reportStyle } from './report-style.ts'

type Html = ReturnType<typeof html>

const spans = ({ rowSpan, columnSpan }: DocumentCell) =>
  raw(`${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`)

function cellHtml(cell: DocumentCell, row: readonly DocumentCell[], onTop: boolean): Html {
  if (cell.header) return html`<th scope="${scopeOf(cell, row, onTop)}"${spans(cell)}>${cell.text}</th>`
  return html`<td${spans(cell)}>${cell.text}</td>`
}

const rowsHtml = (rows: DocumentTable['rows'], onTop: boolean) =>
  rows.map((row) => html`<tr>${row.map((cell) => cellHtml(cell, row, onTop))}</tr>\n`)

/** So many columns need more width than a narrow screen has. */
const manyColumns = 7

function tableHtml(table: DocumentTable): Html {
  const head = table.rows.slice(0, table.headerRows)
  const groups = rowGroups(table).map((group) => html`<tbody>\n${rowsHtml(group, false)}</tbody>\n`)
  return html`<table${table.columns > manyColumns ? raw(' class="wide"') : ''}>
${head.length > 0 ? html`<thead>\n${rowsHtml(head, true)}</thead>\n` : ''}${groups}</table>`
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
