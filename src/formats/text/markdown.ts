import type { Paper } from '../../domain/report/paper.ts'
import { readHtml } from '../html/read-html.ts'
import { isGridRule, readGridTable } from './grid-table.ts'
import { isSeparator } from './text-kind.ts'

const knownTag =
  /^<(?:\/?(?:table|thead|tbody|tfoot|tr|td|th|caption|p|div|span|br|hr|b|i|u|em|strong|font|center|sup|sub|h[1-6]|ul|ol|li|a|img|section)(?:\s[^<>]*)?\/?>|!--)/i

/** Angle brackets that open no known tag are text, as in 关于印发<通知>. */
function escapeText(text: string): string {
  return text.replace(/</g, (bracket, at: number) => (knownTag.test(text.slice(at, at + 400)) ? bracket : '&lt;'))
}

/** Longest line whose marks are looked at; a longer one is data. */
const longestLine = 50_000

/** Marks of emphasis stand close to each other; the bound keeps the search linear. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/!\[[^\][]{0,200}\]\([^()]{0,1000}\)/g, ''],
  [/\[([^\][]{0,400})\]\([^()]{0,1000}\)/g, '$1'],
  [/<((?:https?|mailto):[^<>\s]{1,500})>/g, '$1'],
  [/(`{1,3})([^`]{1,400})\1/g, '$2'],
  [/(\*{1,3}|~~)(?=\S)([^*~]{1,400})(?<=\S)\1/g, '$2'],
  [/(?<![\w_])(__?)(?=\S)([^_]{1,400})(?<=\S)\1(?![\w_])/g, '$2'],
]

/** The words of a line without the marks of emphasis, code, links and images. */
function stripMarks(text: string): string {
  if (text.length > longestLine) return escapeText(text)
  const escapes: string[] = []
  const shielded = text.replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => `\ue000${escapes.push(mark) - 1}\ue001`)
  const plain = marks.reduce((line, [mark, kept]) => line.replace(mark, kept), shielded)
  return escapeText(plain).replace(/\ue000(\d{1,6})\ue001/g, (_, index: string) =>
    (escapes[Number(index)] ?? '').replace('<', '&lt;').replace('&', '&amp;'),
  )
}

function tableRow(line: string): string {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  const cells = inner.split(/(?<!\\)\|/).map((cell) => stripMarks(cell.replaceAll('\\|', '|').trim()))
  return `<tr><td>${cells.join('</td><td>')}</td></tr>`
}

/** Index of the line after the table whose head stands at `at`. */
function tableEnd(lines: readonly string[], at: number): number {
  let end = at + 2
  while (end < lines.length && lines[end]?.includes('|')) end++
  return end
}

/** Closing hashes of a heading are marks where a space stands before them. */
function withoutClosing(title: string): string {
  let end = title.length
  while (title[end - 1] === '#') end--
  return end === 0 || title[end - 1] === ' ' ? title.slice(0, end).trimEnd() : title
}

function paragraph(line: string): string {
  const trimmed = line.trim()
  const level = /^#{1,6}(?=[ \t])/.exec(trimmed)?.[0].length
  if (level) return `<h${level}>${stripMarks(withoutClosing(trimmed.slice(level).trim()))}</h${level}>`
  const isRule = trimmed.length < longestLine && /^(?:[-*_=][ \t]*){3,}$/.test(trimmed)
  if (isRule || /^(?:```|~~~)/.test(trimmed)) return ''
  return `<p>${stripMarks(trimmed.replace(/^(?:>[ \t]*){1,20}/, '').replace(/^[-*+][ \t]+/, ''))}</p>`
}

const count = (line: string, pattern: RegExp) => line.match(pattern)?.length ?? 0

/** A Markdown text as HTML: pipe tables, headings and raw tables; each line is a paragraph. */
function markdownToHtml(text: string): string {
  const lines = text.split('\n')
  const html: string[] = []
  let openTables = 0
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const grid = openTables === 0 && isGridRule(line) ? readGridTable(lines, at) : undefined
    const opened = count(line, /<table\b/gi)
    if (grid) {
      const rows = grid.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${stripMarks(cell)}</td>`).join('')}</tr>`)
      html.push('<table>', ...rows, '</table>')
      at = grid.end
    } else if (openTables + opened > 0) {
      html.push(escapeText(line))
      openTables = Math.max(0, openTables + opened - count(line, /<\/table\s*>/gi))
      at++
    } else if (line.includes('|') && line.length < longestLine && isSeparator(lines[at + 1] ?? '')) {
      const end = tableEnd(lines, at)
      const rows = [line, ...lines.slice(at + 2, end)]
      html.push('<table>', ...rows.map(tableRow), '</table>')
      at = end
    } else {
      if (line.trim() !== '') html.push(paragraph(line))
      at++
    }
  }
  return html.join('\n')
}

/**
 * Reads a Markdown text; one line is one paragraph, since reports are not wrapped by hand.
 *
 * @throws Refused as `readHtml` does, for the HTML the text may hold
 */
export function readMarkdown(text: string): Paper {
  return readHtml(markdownToHtml(text), 'markdown')
}
