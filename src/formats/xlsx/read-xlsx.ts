import type { Paper } from '../../domain/report/paper.ts'
import { xlsxSheetLimit, xlsxXmlLimit } from '../limits.ts'
import { createPaperWriter } from '../paper-writer.ts'
import { Refused } from '../refusal.ts'
import { packStored, unpack, type ZipEntry } from '../zip.ts'
import { cellStyles } from './cell-styles.ts'
import { dataColumns } from './data-sheet.ts'
import { type CellValue, writeSheet } from './sheet-blocks.ts'
import { type SheetShape, tidySheet } from './sheet-xml.ts'
import { sheetsListed } from './workbook-xml.ts'
import { hasWholeTags } from './xml.ts'

/** Parts that carry values or say how they hang together. */
const isNeeded = ({ name }: ZipEntry) => /^xl\/(?:_rels\/)?[^/]+\.(?:xml|rels)$|^xl\/worksheets\/[^/]+\.xml$/.test(name)

function partsOf(bytes: Uint8Array, entries: readonly ZipEntry[]): Map<string, string> {
  const parts = new Map<string, string>()
  let room = xlsxXmlLimit
  for (const entry of entries.filter(isNeeded)) {
    const part = unpack(bytes, entry, room)
    room -= part.length
    const xml = new TextDecoder().decode(part)
    if (!hasWholeTags(xml)) throw new Refused('xlsx-damaged')
    parts.set(entry.name, xml)
  }
  return parts
}

interface SheetValues {
  readonly values: readonly (readonly CellValue[])[]
  readonly shape: SheetShape
}

const emptySheet = '<worksheet><sheetData/></worksheet>'

async function valuesOf(parts: ReadonlyMap<string, string>): Promise<readonly (readonly (readonly CellValue[])[])[]> {
  const { default: readXlsxFile } = await import('read-excel-file/node')
  const bytes = packStored([...parts].map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
  try {
    const sheets = await readXlsxFile(Buffer.from(bytes))
    // A sheet that is a chart has no data, whatever the library's types say.
    return sheets.map(({ data }) => (data ?? []) as unknown as readonly (readonly CellValue[])[])
  } catch {
    throw new Refused('xlsx-damaged')
  }
}

/** The sheets that are shown: a hidden one is no part of the report, as it is not printed. */
async function shownSheets(parts: Map<string, string>): Promise<readonly SheetValues[]> {
  const listed = sheetsListed(parts.get('xl/workbook.xml') ?? '', parts.get('xl/_rels/workbook.xml.rels') ?? '')
  if (listed.length > xlsxSheetLimit) throw new Refused('xlsx-too-large')
  const styles = cellStyles(parts.get('xl/styles.xml') ?? '')
  const shapes = listed.map(({ path, hidden }) => {
    const xml = path === undefined ? undefined : parts.get(path)
    if (path === undefined || xml === undefined) return undefined
    const tidy = hidden ? undefined : tidySheet(xml, styles)
    parts.set(path, tidy?.xml ?? emptySheet)
    return tidy?.shape
  })
  const values = await valuesOf(parts)
  return shapes.flatMap((shape, at) => (shape ? { shape, values: values[at] ?? [] } : []))
}

/** The sheet that lists our own cells says nothing that the tables do not. */
const isOwnData = ({ values: [head] }: SheetValues) => dataColumns.every((label, at) => head?.[at] === label)

/**
 * Reads a workbook (ECMA-376 SpreadsheetML): each sheet as its tables and lines, as they are shown.
 *
 * Hidden sheets, rows and columns are left out, as struck-out text of a Word document is: they are not printed. Numbers
 * are read with all their digits, also where fewer are shown.
 *
 * @param entries the package's table of contents, checked
 * @throws Refused for a workbook that is damaged, harmful, or holds more than a report needs
 */
export async function readXlsx(bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<Paper> {
  const sheets = await shownSheets(partsOf(bytes, entries))
  const writer = createPaperWriter()
  for (const sheet of sheets.filter((one) => !isOwnData(one))) writeSheet(writer, sheet.values, sheet.shape)
  if (writer.length() === 0) throw new Refused('xlsx-empty')
  return writer.finish('xlsx')
}
