import type { Paper } from '../../domain/report/paper.ts'
import { type CellText, createPaperWriter } from '../paper-writer.ts'
import { Refused } from '../refusal.ts'
import { type CsvRecord, type Delimiter, readRecords } from './records.ts'

/** Lines of figures by which a text is known for a table: a report has some thirty. */
const fewestRows = 5
const longestLine = 4000

/** A figure alone in its field, or nothing. */
const isFigure = (field: string) => /^"?\s*[+＋\-－]?[\d０-９][\d０-９.,．，]*\s*"?$|^(?:"")?$/.test(field)

/** Whether a line is a label with figures parted by the delimiter; in running text a space or a word stands between. */
function isRow(line: string, delimiter: Delimiter): boolean {
  if (line.length > longestLine || !line.includes(delimiter) || /\d[ \t]+\d|\|/.test(line)) return false
  const [, ...fields] = line.split(delimiter)
  return fields.length > 2 && fields.some((field) => /[\d０-９]/.test(field)) && fields.filter(isFigure).length > 2
}

/** The delimiter of a report that a spreadsheet program saved as CSV; undefined where a text is no such table. */
export function gridDelimiter(text: string): Delimiter | undefined {
  const parting = ([',', ';'] as const).filter((delimiter) => text.includes(delimiter))
  if (parting.length === 0) return undefined
  const lines = text.split('\n')
  const rows = (delimiter: Delimiter) => lines.filter((line) => isRow(line, delimiter)).length
  const found = parting.find((delimiter) => rows(delimiter) >= fewestRows)
  return found && rows(found) * 10 > lines.filter((line) => line.trim() !== '').length ? found : undefined
}

const filled = ({ fields }: CsvRecord) => fields.filter((field) => field.trim() !== '')
const isAlone = (record: CsvRecord) => filled(record).length === 1 && !/[\d０-９]\s*$/.test(filled(record)[0] ?? '')

/** What a row of figures or blank marks has and a row of headings has not; a row's label is numbered. */
const ofRow = /^\s*(?:[+＋\-－增减]*[\d０-９]|[-—－/\\]+\s*$|[（(]?[一二三四五六七八九十]{1,3}[）)、])/

/** Whether a line of one cell goes on with a table: its headings want a row, or figures without headings follow. */
function goesOn(table: readonly CsvRecord[], records: readonly CsvRecord[], at: number): boolean {
  if (table.length === 0 || /[。；！？]/.test(filled(records[at] as CsvRecord)[0] ?? '')) return false
  return table.every((record) => !isAlone(record) && opensTable([record], 0)) || !opensTable(records, at)
}

/** Whether a table begins here: headings, before any figure. */
function opensTable(records: readonly CsvRecord[], at: number): boolean {
  const first = records.find((record, place) => place >= at && !isAlone(record))
  return !first || !filled(first).some((field) => ofRow.test(field))
}

/**
 * Cells of the columns that this table uses: a page turned into a sheet gives each table columns of its own, and the
 * others are empty in all its rows. The words above a column stand in it, so a column of blanks stays.
 */
function cellsOf(table: readonly CsvRecord[]): readonly (readonly CellText[])[] {
  const width = Math.max(...table.map(({ fields }) => fields.length))
  const used = Array.from({ length: width }, (_, at) => at).filter((at) =>
    table.some(({ fields }) => (fields[at] ?? '').trim() !== ''),
  )
  return table.map(({ fields }, row) =>
    used.map((from, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text: fields[from] ?? '' })),
  )
}

/**
 * Reads a report that a spreadsheet program saved as CSV (RFC 4180): each table a grid, each line with one cell a
 * paragraph. A line of one cell within a table is a row whose cells are blank; below its
 * last row such a line may as well be a heading, and stays a paragraph.
 *
 * @param text decoded, with `\n` as line end
 * @throws Refused with the line, where it is damaged or larger than a report
 */
export function readCsvGrid(text: string, delimiter: Delimiter): Paper {
  const records = readRecords(text, delimiter).filter((record) => filled(record).length > 0)
  const writer = createPaperWriter()
  let table: CsvRecord[] = []
  const close = () => {
    if (table.length > 0) writer.grid(cellsOf(table))
    table = []
  }
  records.forEach((record, at) => {
    if (!isAlone(record) || goesOn(table, records, at)) {
      table.push(record)
      return
    }
    close()
    writer.paragraph(filled(record)[0] ?? '')
  })
  close()
  if (writer.length() === 0) throw new Refused('empty')
  return writer.finish('csv')
}
