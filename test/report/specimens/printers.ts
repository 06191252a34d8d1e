import { printCsv } from './print-csv.ts'
import { printDocx } from './print-docx.ts'
import { printHtml } from './print-html.ts'
import {
  printAligned,
  printBars,
  printLines,
  printLinesBars,
  printMarkdown,
  printRunTogether,
  printSpaced,
  printTabbed,
} from './print-text.ts'
import type { Specimen } from './specimen.ts'

export type PrinterName =
  | 'html'
  | 'docx'
  | 'markdown'
  | 'csv'
  | 'tabbed'
  | 'bars'
  | 'lines with bars'
  | 'lines'
  | 'spaced'
  | 'aligned'
  | 'run together'

/** A way of publishing: what it prints, and whether a blank cell leaves no trace in it. */
export interface Printer {
  readonly name: PrinterName
  readonly print: (specimen: Specimen) => string | Promise<Uint8Array>
  readonly losesBlanks?: boolean
}

export const printers: readonly Printer[] = [
  { name: 'html', print: printHtml },
  { name: 'docx', print: printDocx },
  { name: 'markdown', print: printMarkdown },
  { name: 'csv', print: printCsv },
  { name: 'tabbed', print: printTabbed },
  { name: 'bars', print: printBars },
  { name: 'lines with bars', print: printLinesBars },
  { name: 'lines', print: printLines, losesBlanks: true },
  { name: 'spaced', print: printSpaced, losesBlanks: true },
  { name: 'aligned', print: printAligned, losesBlanks: true },
  { name: 'run together', print: printRunTogether, losesBlanks: true },
]
