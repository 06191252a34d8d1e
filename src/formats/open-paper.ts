import type { Paper } from '../domain/report/paper.ts'
import type { Unreadable } from '../domain/report/reading.ts'
import { isCsvSheet, readCsv } from './csv/read-csv.ts'
import { gridDelimiter, readCsvGrid } from './csv/read-grid.ts'
import { readDocx } from './docx/read-docx.ts'
import { readHtml } from './html/read-html.ts'
import { sizeLimit, textSizeLimit } from './limits.ts'
import { packageKind } from './package-kind.ts'
import { readPdf } from './pdf/read-pdf.ts'
import { Refused, refusal } from './refusal.ts'
import { sniff } from './sniff.ts'
import { decode } from './text/decode.ts'
import { readMarkdown } from './text/markdown.ts'
import { readPlainText } from './text/plain-text.ts'
import { textKind } from './text/text-kind.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'
import { listZip } from './zip.ts'

export { sizeLimit } from './limits.ts'

export type Opened =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** Figures without a text, as this system exports them: the value is for `readSheet`, which trusts nothing of it. */
  | { readonly kind: 'sheet'; readonly format: 'json' | 'csv'; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly unreadable: Unreadable }

function openJson(text: string): Opened {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refused('json-damaged')
  }
  const cells = typeof value === 'object' && value !== null && 'cells' in value ? value.cells : undefined
  if (typeof cells !== 'object' || cells === null) throw new Refused('json-foreign')
  return { kind: 'sheet', format: 'json', value }
}

function readText(text: string): Paper {
  const delimiter = gridDelimiter(text)
  return delimiter ? readCsvGrid(text, delimiter) : readPlainText(text)
}

function openText(bytes: Uint8Array): Opened {
  if (bytes.length > textSizeLimit) throw new Refused('too-large')
  const text = decode(bytes)
  if (text.trim() === '') throw new Refused('empty')
  if (isCsvSheet(text)) return { kind: 'sheet', format: 'csv', value: readCsv(text) }
  switch (textKind(text)) {
    case 'json':
      return openJson(text)
    case 'html':
      return { kind: 'paper', paper: readHtml(text) }
    case 'markdown':
      return { kind: 'paper', paper: readMarkdown(text) }
    default:
      return { kind: 'paper', paper: readText(text) }
  }
}

async function openPackage(bytes: Uint8Array): Promise<Opened> {
  const entries = listZip(bytes)
  const read = packageKind(entries) === 'xlsx' ? readXlsx : readDocx
  return { kind: 'paper', paper: await read(bytes, entries) }
}

async function open(bytes: Uint8Array): Promise<Opened> {
  if (bytes.length > sizeLimit) throw new Refused('too-large')
  const kind = sniff(bytes)
  if (typeof kind === 'object') throw new Refused(kind.refused)
  if (kind === 'pdf') return { kind: 'paper', paper: await readPdf(bytes) }
  if (kind === 'zip') return openPackage(bytes)
  return openText(bytes)
}

/**
 * Opens a file of any kind: text, Markdown, HTML, DOCX, XLSX, PDF, CSV as spreadsheet programs save it,
 * or the JSON or CSV that this system exports.
 *
 * The kind is told from the content. What cannot be read comes back as one sentence; nothing is thrown.
 */
export async function openPaper(bytes: Uint8Array): Promise<Opened> {
  try {
    return await open(bytes)
  } catch (error) {
    if (error instanceof Refused) return { kind: 'unreadable', unreadable: refusal(error.code, error.place) }
    throw error
  }
}
