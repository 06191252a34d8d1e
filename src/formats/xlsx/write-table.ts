import { asWords } from './write-xlsx.ts'

/** A table as it leaves: words are words, whatever sign they begin with, and nothing is a formula. */
export interface TableSheet {
  /** Name of the sheet, at most 31 characters. */
  readonly name: string
  /** Heading and width in characters of each column. */
  readonly columns: readonly { readonly says: string; readonly width: number }[]
  readonly rows: readonly (readonly (string | number | undefined)[])[]
}

const head = { fontWeight: 'bold', backgroundColor: '#f2efe6' } as const

/** A table as a workbook of one sheet (ECMA-376 SpreadsheetML), its heading always in sight. */
export async function writeTableXlsx({ name, columns, rows }: TableSheet): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const cell = (value: string | number | undefined) =>
    value === undefined || value === ''
      ? null
      : typeof value === 'number'
        ? { type: Number, value }
        : { type: String, value: asWords(value) }
  const heading = columns.map(({ says }) => ({ ...head, type: String, value: says }))
  const data = [heading, ...rows.map((row) => row.map(cell))]
  const sheet = { sheet: name, data, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }
  return new Uint8Array(await writeXlsxFile([sheet], { fontFamily: '宋体', fontSize: 11 }).toBuffer())
}
