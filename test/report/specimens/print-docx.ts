import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { isTable, type PrintedCell, type PrintedTable, type Specimen } from './specimen.ts'

/** A Word document with real tables and merged cells. */
export async function printDocx(specimen: Specimen): Promise<Uint8Array> {
  const children = specimen.parts.map((part) => {
    if (isTable(part)) return wordTable(part)
    const children = runs(part.text)
    if (part.role === 'title') return new Paragraph({ heading: HeadingLevel.TITLE, children })
    return part.role === 'heading'
      ? new Paragraph({ heading: HeadingLevel.HEADING_1, children })
      : new Paragraph({ children })
  })
  const file = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  return new Uint8Array(file)
}

const runs = (text: string) =>
  text.split('\n').map((line, index) => new TextRun({ text: line, ...(index > 0 && { break: 1 }) }))

function wordTable(table: PrintedTable): Table {
  return new Table({ rows: table.rows.map((row) => new TableRow({ children: row.cells.map(wordCell) })) })
}

const wordCell = (cell: PrintedCell) =>
  new TableCell({
    columnSpan: cell.columnSpan,
    rowSpan: cell.rowSpan,
    children: [new Paragraph({ children: runs(cell.text) })],
  })
