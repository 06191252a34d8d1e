import { isGridRule } from './grid-table.ts'

export type TextKind = 'json' | 'html' | 'markdown' | 'text'

const opensAsPage = /^\s*<(?:!doctype\s+html|\?xml|(?:html|head|body|title|meta|link|style|script)\b[^<>]*>)/i
const opensAsFragment =
  /^\s*<(?:!--|!\[|(?:table|tbody|tr|td|th|p|div|span|br|hr|h[1-6]|font|b|strong|center|section|article|main|header|ul|ol|li|dl|form|a|img)\b[^<>]*>)/i
const holdsBlocks = /<(?:html|body|table|tr|td|p|div|h[1-6]|ul|ol|section|article)(?:\s[^<>]*)?>/i
const holdsHeading = /^ {0,3}#{1,6}[ \t]+\S/m
/** Longest line that can part the head of a table from its body. */
const longestSeparator = 4000

/** The line `|---|:--:|` that parts the head of a Markdown table from its body. */
export function isSeparator(line: string): boolean {
  if (line.length > longestSeparator || !line.includes('|') || !line.includes('---')) return false
  const cells = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|')
  return cells.every((cell) => /^:?-{3,}:?$/.test(cell.trim()))
}

/** A row of dashes is a table's separator only where it stands under a row with bars. */
function holdsPipeTable(text: string): boolean {
  if (!text.includes('---')) return false
  const lines = text.split('\n')
  return lines.some((line, index) => index > 0 && isSeparator(line) && (lines[index - 1] ?? '').includes('|'))
}

function holdsGridTable(text: string): boolean {
  if (!text.includes('+--')) return false
  const lines = text.split('\n')
  return lines.some((line, index) => isGridRule(line) && (lines[index + 1] ?? '').trimStart().startsWith('|'))
}

/** Tells text formats apart by content; text with loose bars or angle brackets stays plain text. */
export function textKind(text: string): TextKind {
  if (/^\s*\{/.test(text) && (/\}\s*$/.test(text) || /^\s*\{\s*"/.test(text))) return 'json'
  const holdsTags = text.includes('<')
  if (holdsTags && opensAsPage.test(text)) return 'html'
  if (holdsHeading.test(text) || holdsPipeTable(text) || holdsGridTable(text)) return 'markdown'
  return holdsTags && (opensAsFragment.test(text) || holdsBlocks.test(text)) ? 'html' : 'text'
}
