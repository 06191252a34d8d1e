/**
 * Prints PDFs as an office program lays out Word documents; not part of the test run. Needs LibreOffice, qpdf and
 * fonts-wqy-zenhei:
 * `npx esbuild test/report/specimens/make-layouts.ts --bundle --packages=external --platform=node --format=esm --outfile=make-layouts.mjs && node make-layouts.mjs; rm make-layouts.mjs`
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Word from 'docx'
import { form2021 } from './forms.ts'
import { place } from './grid.ts'
import { seeded } from './random.ts'
import { randomSheet } from './sheets.ts'
import { expectedCells, isTable, type PrintedCell, type PrintedTable, type Specimen } from './specimen.ts'
import { writeSpecimen } from './write-specimen.ts'

const target = 'test/report/specimens/layouts'

interface Layout {
  readonly seed: number
  readonly most: number
  readonly blanks?: number
  /** Height of the writing in points. */
  readonly size: number
  /** Widths of the columns in twentieths of a point, by table. */
  readonly widths?: Readonly<Record<string, readonly number[]>>
  readonly borders?: 'none' | 'across'
  readonly mark?: string
  readonly uprightGroups?: boolean
  readonly align?: 'left' | 'right'
  /** Degrees by which the pages are turned afterwards. */
  readonly turned?: number
}

const narrow = {
  requests: [360, 420, 1300, 520, 520, 520, 520, 520, 520, 520],
  proactive: [1500, 900, 900, 900],
  disputes: Array.from({ length: 15 }, () => 420),
}

const layouts: Readonly<Record<string, Layout>> = {
  'without-lines': { seed: 41, most: 60, blanks: 0.5, size: 10, borders: 'none', align: 'right' },
  'ruled-across': { seed: 17, most: 90, size: 10, borders: 'across' },
  'narrow-without-lines': { seed: 18, most: 90, size: 9, borders: 'none', widths: narrow },
  'rows-cut-by-pages': { seed: 15, most: 90, size: 16, widths: narrow },
  'digits-wrapped': { seed: 22, most: 240_000, size: 12, widths: narrow },
  'upright-groups': { seed: 28, most: 90, size: 10.5, uprightGroups: true },
  'footnote-marks': { seed: 52, most: 90, size: 10.5, mark: '[1]' },
  lying: { seed: 11, most: 90, size: 10.5, widths: narrow, turned: 90 },
}

const line = { style: Word.BorderStyle.SINGLE, size: 4, color: '000000' }
const noLine = { style: Word.BorderStyle.NONE, size: 0, color: 'FFFFFF' }

function bordersOf({ borders }: Layout) {
  const beside = borders ? noLine : line
  const across = borders === 'none' ? noLine : line
  return { top: across, bottom: across, left: beside, right: beside }
}

function runs(text: string, layout: Layout, isValue: boolean): Word.TextRun[] {
  const look = { size: layout.size * 2, font: 'WenQuanYi Zen Hei' }
  const words = new Word.TextRun({ text, ...look })
  const isMarked = layout.mark !== undefined && isValue && text !== ''
  return isMarked ? [words, new Word.TextRun({ text: layout.mark ?? '', superScript: true, ...look })] : [words]
}

function wordCell(cell: PrintedCell, width: number, layout: Layout): Word.TableCell {
  const isValue = cell.role === 'value'
  const side = cell.role === 'label' ? 'left' : isValue ? (layout.align ?? 'center') : 'center'
  const isUpright = layout.uprightGroups && cell.role === 'group'
  return new Word.TableCell({
    columnSpan: cell.columnSpan,
    rowSpan: cell.rowSpan,
    borders: bordersOf(layout),
    width: { size: width, type: Word.WidthType.DXA },
    verticalAlign: Word.VerticalAlign.CENTER,
    ...(isUpright && { textDirection: Word.TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT }),
    children: [new Word.Paragraph({ alignment: side, children: runs(cell.text, layout, isValue) })],
  })
}

function wordTable(table: PrintedTable, layout: Layout): Word.Table {
  const usual = table.table === 'requests' ? [500, 900, 2600] : []
  const even = Math.floor((9000 - usual.reduce((sum, one) => sum + one, 0)) / (table.width - usual.length))
  const widths = layout.widths?.[table.table] ?? [
    ...usual,
    ...Array.from({ length: table.width - usual.length }, () => even),
  ]
  const placed = place(table)
  const rows = table.rows.map((_, at) => {
    const cells = placed.filter(({ row }) => row === at)
    const children = cells.map(({ cell, column }) => {
      const width = widths.slice(column, column + cell.columnSpan).reduce((sum, one) => sum + one, 0)
      return wordCell(cell, width, layout)
    })
    return new Word.TableRow({ children })
  })
  const inner = layout.borders ? { ...bordersOf(layout), insideHorizontal: noLine, insideVertical: noLine } : undefined
  return new Word.Table({
    rows,
    columnWidths: widths,
    layout: Word.TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: Word.WidthType.DXA },
    ...(inner && { borders: inner }),
  })
}

function wordFile(specimen: Specimen, layout: Layout): Promise<Buffer> {
  const children = specimen.parts
    .filter((part) => isTable(part) || part.role !== 'prose')
    .map((part) =>
      isTable(part) ? wordTable(part, layout) : new Word.Paragraph({ children: runs(part.text, layout, false) }),
    )
  const number = new Word.Paragraph({
    children: [new Word.TextRun({ children: ['- ', Word.PageNumber.CURRENT, ' -'] })],
  })
  return Word.Packer.toBuffer(
    new Word.Document({ sections: [{ footers: { default: new Word.Footer({ children: [number] }) }, children }] }),
  )
}

const folder = mkdtempSync(join(tmpdir(), 'layouts-'))
for (const [name, layout] of Object.entries(layouts)) {
  const random = seeded(layout.seed)
  const sheet = randomSheet(form2021, random, { most: layout.most, blanks: layout.blanks ?? 0 })
  const specimen = writeSpecimen(form2021, 2023, sheet, random)
  const source = join(folder, name)
  writeFileSync(`${source}.docx`, await wordFile(specimen, layout))
  execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, `${source}.docx`])
  const smaller = ['--object-streams=generate', '--recompress-flate', '--compression-level=9']
  const turn = layout.turned ? [`--rotate=+${layout.turned}`] : []
  execFileSync('qpdf', [...smaller, ...turn, `${source}.pdf`, `${target}/${name}.pdf`])
  const told = { form: specimen.form.id, year: specimen.year, cells: expectedCells(specimen) }
  writeFileSync(`${target}/${name}.json`, `${JSON.stringify(told)}\n`)
}
rmSync(folder, { recursive: true })
