import type { CellObject, Row } from 'write-excel-file/node'
import type { ReportDocument } from '../../domain/report/render/document.ts'
import { demonstrationNotice } from '../../domain/report/render/notice.ts'
import { dataColumnWidths, dataRows, type ReportData } from './data-sheet.ts'
import { pageSetup } from './page-setup.ts'
import { type Look, type SheetCell, type SheetPlan, sheetPlans } from './sheet-plan.ts'

const ink = { borderStyle: 'thin', borderColor: '#808080' } as const
const middle = { align: 'center', alignVertical: 'center', wrap: true } as const

const looks: Readonly<Record<Look, CellObject>> = {
  title: { ...middle, fontWeight: 'bold', fontSize: 16, height: 40 },
  notice: { ...middle, textColor: '#9a3412' },
  heading: { fontWeight: 'bold', fontSize: 13, height: 26, alignVertical: 'center' },
  'sub-heading': { fontWeight: 'bold', wrap: true, alignVertical: 'top' },
  prose: { wrap: true, alignVertical: 'top' },
  head: { ...ink, ...middle, fontWeight: 'bold', backgroundColor: '#f2efe6' },
  label: { ...ink, wrap: true, alignVertical: 'center', backgroundColor: '#f8f6f0' },
  figure: { ...ink, align: 'right', alignVertical: 'center', wrap: true },
  data: { ...ink, alignVertical: 'top' },
}

const lineHeight = 16

/** Width in characters of half width. */
const textWidth = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u00ff' ? 2 : 1), 0)

/** Points that the words need in this width: office programs fit no height to merged cells. */
function heightOf({ value, look, rowSpan = 1 }: SheetCell, width: number): number {
  if (rowSpan > 1 || look === 'title' || look === 'data') return 0
  const lines = Math.ceil(textWidth(String(value ?? '')) / Math.max(1, width - 2))
  return Math.max(1, lines) * lineHeight + 3
}

/** Excel reads `_x0041_` as a letter; such words are told to be words. */
export const asWords = (text: string) => text.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')

/** A number as a number; words are always words, whatever sign they begin with: nothing is a formula. */
function cellObject({ value, look, unit, rowSpan = 1, columnSpan = 1 }: SheetCell): CellObject {
  const style = { ...looks[look], rowSpan, columnSpan }
  if (typeof value === 'number') return { ...style, type: Number, value, ...(unit && { format: `General"${unit}"` }) }
  return value === null ? style : { ...style, type: String, value: asWords(value) }
}

/** Puts the cells where they stand: squares that a wider cell covers stay empty. */
function placed({ rows, widths }: SheetPlan): Row[] {
  const grid: (CellObject | null | undefined)[][] = rows.map(() => [])
  rows.forEach((row, at) => {
    const line = grid[at] as (CellObject | null | undefined)[]
    let column = 0
    let height = 0
    for (const cell of row) {
      while (line[column] !== undefined) column++
      const { rowSpan = 1, columnSpan = 1 } = cell
      for (let down = 0; down < rowSpan; down++)
        for (let right = 0; right < columnSpan; right++) (grid[at + down] ?? [])[column + right] = null
      const width = widths.slice(column, column + columnSpan).reduce((sum, one) => sum + one, 0)
      height = Math.max(height, heightOf(cell, width))
      line[column] = cellObject(cell)
      column += columnSpan
    }
    const first = line.findIndex((cell) => cell)
    const cell = line[first]
    if (cell && height > 0) line[first] = { ...cell, height: Math.max(height, cell.height ?? 0) }
  })
  return grid as Row[]
}

/**
 * A report as a workbook (ECMA-376 SpreadsheetML): prose and statutory tables as printed, a sheet a table, and all
 * cells once more as rows with their state and their place in the source.
 */
export async function writeReportXlsx(document: ReportDocument, data: ReportData): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const list: SheetPlan = {
    name: '数据',
    widths: dataColumnWidths,
    landscape: true,
    rows: dataRows(data),
    repeat: [0, 0],
  }
  const plans = [...sheetPlans(document), list]
  const head = document.demonstration ? `${document.title}（${demonstrationNotice}）` : document.title
  const sheets = plans.map((plan) => ({
    sheet: plan.name,
    data: placed(plan),
    columns: plan.widths.map((width) => ({ width })),
    showGridLines: plan === list,
    ...(plan === list && { stickyRowsCount: 1 }),
  }))
  const options = { fontFamily: '宋体', fontSize: 11, features: [pageSetup(plans, head)] }
  return new Uint8Array(await writeXlsxFile(sheets, options).toBuffer())
}
