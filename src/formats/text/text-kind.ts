export type TextKind = 'json' | 'html' | 'markdown' | 'text'

const opensAsHtml =
  /^\s*<(?:!doctype\s+html|\?xml|!--|!\[|(?:html|head|body|title|meta|link|style|script|table|tbody|tr|td|th|p|div|span|br|hr|h[1-6]|font|b|strong|center|section|article|main|header|ul|ol|li|dl|form|a|img)\b[^<>]*>)/i
const holdsBlocks = /<(?:html|body|table|tr|td|p|div|h[1-6]|ul|ol|section|article)(?:\s[^<>]*)?>/i
const holdsHeading = /^ {0,3}#{1,6}[ \t]+\S/m
const holdsSeparator = /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*$/m

/** A row of dashes is a table's separator only where it has a bar and stands under a row with bars. */
function holdsPipeTable(text: string): boolean {
  if (!text.includes('|') || !holdsSeparator.test(text)) return false
  const lines = text.split('\n')
  return lines.some((line, index) => index > 0 && isSeparator(line) && (lines[index - 1] ?? '').includes('|'))
}

/** The line `|---|:--:|` that parts the head of a Markdown table from its body. */
export function isSeparator(line: string): boolean {
  return line.includes('|') && holdsSeparator.test(line)
}

/** Tells text formats apart by content; text with loose bars or angle brackets stays plain text. */
export function textKind(text: string): TextKind {
  if (/^\s*\{/.test(text) && (/\}\s*$/.test(text) || /^\s*\{\s*"/.test(text))) return 'json'
  if (text.includes('<') && opensAsHtml.test(text)) return 'html'
  if (holdsHeading.test(text) || holdsPipeTable(text)) return 'markdown'
  return text.includes('<') && holdsBlocks.test(text) ? 'html' : 'text'
}
