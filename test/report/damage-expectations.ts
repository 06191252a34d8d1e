import type { PrinterName } from './specimens/printers.ts'

/** Where the reader may leave out cells, and how many of a report's at most. It may never tell a wrong one. */
export interface Doubt {
  readonly printers: readonly PrinterName[]
  readonly damages: readonly string[] | 'any'
  /** Share of the printed cells. */
  readonly atMost: number
  readonly why: string
}

/** A careful human could not tell these cells either. */
const nobodyCanTell: readonly Doubt[] = [
  {
    printers: ['run together'],
    damages: 'any',
    atMost: 0.6,
    why: 'digits of neighbouring cells touch, and several cuts can be possible',
  },
  {
    printers: ['run together'],
    damages: ['units inside cells', 'remarks inside cells', 'thousands commas'],
    atMost: 1,
    why: 'marks inside some cells hide where the others end',
  },
  {
    printers: ['csv'],
    damages: ['zeros as blanks', 'zeros as non-breaking spaces', 'some zeros left blank', 'rows of zeros left blank'],
    atMost: 0.16,
    why: 'blank last rows print labels alone, as headings do',
  },
]

/** A careful human can tell these cells; the reader cannot yet. To be made shorter. */
const notYet: readonly Doubt[] = [
  {
    printers: ['markdown'],
    damages: ['a blank total column'],
    atMost: 0.25,
    why: 'nothing but zeros and a blank column beside the empty cells that merged labels leave',
  },
  {
    printers: ['html', 'docx', 'markdown', 'tabbed', 'bars', 'lines with bars', 'lines', 'spaced', 'aligned'],
    damages: ['table three in pieces with headers'],
    atMost: 0.05,
    why: '“3.其他” right below a repeated header, whose last column is called 其他 as well',
  },
  {
    printers: ['bars', 'lines with bars'],
    damages: 'any',
    atMost: 0.02,
    why: 'a blank cell in the block of two columns, whose rows end with a bar for the merged column',
  },
  {
    printers: ['bars', 'lines with bars'],
    damages: [
      'zeros as blanks',
      'zeros as non-breaking spaces',
      'zeros as dashes and strokes',
      'some zeros left blank',
    ],
    atMost: 0.1,
    why: 'bars of blank cells beside the bars of merged ones',
  },
  {
    printers: ['csv'],
    damages: [
      'letters turned into U+FFFD',
      'letters turned into question marks',
      'page number in the middle of a table',
      'table of contents',
    ],
    atMost: 0.05,
    why: 'merged labels leave empty cells, and a line of one cell may be a row or none',
  },
  {
    printers: ['spaced', 'aligned'],
    damages: ['letters turned into U+FFFD', 'letters turned into question marks', 'letters doubled'],
    atMost: 0.05,
    why: 'a group label and the row label beside it both damaged, with nothing but a space between them',
  },
  {
    printers: ['bars', 'lines with bars', 'lines', 'spaced', 'aligned'],
    damages: ['letters turned into question marks'],
    atMost: 0.05,
    why: 'one letter of a label of four is a question mark',
  },
]

/** Share of the printed cells that a reader may leave out here; beside it all in rows whose blanks leave no trace. */
export function mayMiss(printer: PrinterName, damages: readonly string[]): number {
  const applies = (doubt: Doubt) =>
    doubt.printers.includes(printer) &&
    (doubt.damages === 'any' || doubt.damages.some((damage) => damages.includes(damage)))
  return Math.max(0, ...[...nobodyCanTell, ...notYet].filter(applies).map((doubt) => doubt.atMost))
}
