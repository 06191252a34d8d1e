import type { Paper } from '../../domain/report/paper.ts'
import { readHtml } from '../html/read-html.ts'
import { isSeparator } from './text-kind.ts'

const knownTag =
  /^<(?:\/?(?:table|thead|tbody|tfoot|tr|td|th|caption|p|div|span|br|hr|b|i|u|em|strong|font|center|sup|sub|h[1-6]|ul|ol|li|a|img|section)(?:\s[^<>]*)?\/?>|!--)/i

/** Angle brackets that open no known tag are text, as in 关于印发<通知>. */
function escapeText(text: string): string {
  return text.replace(/</g, (bracket, at: number) => (knownTag.test(text.slice(at, at + 400)) ? bracket : '&lt;'))
}

/** The words of a line without the marks of emphasis, code, links and images. */
function stripMarks(text: string): string {
  const escapes: string[] = []
  const shielded = text.replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => `\ue000${escapes.push(mark) - 1}\ue001`)
  const plain = shielded
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/<((?:https?|mailto):[^<>\s]+)>/g, '$1')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/(\*\*\*|\*\*|\*|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w_])(__|_)(?=\S)(.+?)(?<=\S)\1(?![\w_])/g, '$2')
  return escapeText(plain).replace(/\ue000(\d+)\ue001/g, (_, index: string) =>
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

function paragraph(line: string): string {
  const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)
  if (heading) return `<h${heading[1]?.length}>${stripMarks(heading[2] ?? '')}</h${heading[1]?.length}>`
  if (/^\s*(?:[-*_=][ \t]*){3,}$/.test(line) || /^\s*(?:```|~~~)/.test(line)) return ''
  return `<p>${stripMarks(line.replace(/^\s*(?:>[ \t]*)+/, '').replace(/^\s*[-*+][ \t]+/, ''))}</p>`
}

const count = (line: string, pattern: RegExp) => line.match(pattern)?.length ?? 0

/** A Markdown text as HTML: pipe tables, headings and raw tables; each line is a paragraph. */
function markdownToHtml(text: string): string {
  const lines = text.split('\n')
  const html: string[] = []
  let openTables = 0
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const opened = count(line, /<table\b/gi)
    if (openTables + opened > 0) {
      html.push(escapeText(line))
      openTables = Math.max(0, openTables + opened - count(line, /<\/table\s*>/gi))
      at++
    } else if (line.includes('|') && isSeparator(lines[at + 1] ?? '')) {
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
