import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CellKey, FormTable, ReportForm } from '../../src/domain/report/form.ts'
import { formCells } from '../../src/domain/report/form.ts'
import type { Cells, NarrativeParagraph, Reading, SectionFound } from '../../src/domain/report/reading.ts'

const folder = join(import.meta.dirname, '../../data/report-forms')

/** The form as the project ships it. */
export function shippedForm(id: '2019' | '2021'): ReportForm {
  return JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as ReportForm
}

export const shippedForms = (): readonly ReportForm[] => [shippedForm('2019'), shippedForm('2021')]

/**
 * A sheet in which every identity of the form within one year holds.
 *
 * @param figure the count of a free cell, in the form's order; totals, 结转 and 新收 follow from these
 */
export function balancedSheet(form: ReportForm, figure: (key: CellKey) => number = () => 0): Record<CellKey, number> {
  const cells: Record<CellKey, number> = {}
  for (const { key, row } of formCells(form)) if (!row.replaces) cells[key] = figure(key)
  for (const table of form.tables) balanceTable(table, cells)
  return cells
}

function balanceTable(table: FormTable, cells: Record<CellKey, number>): void {
  for (const { columns, rows: all } of table.blocks) {
    const rows = all.filter((row) => !row.replaces)
    const at = (row: string, column: string) => cells[`${row}/${column}`] ?? 0
    const withRole = (role: string) => rows.filter((row) => row.role === role).map((row) => row.key)
    const [received, carriedIn, settled, carriedOut] = ['received', 'carried-in', 'settled', 'carried-out'].map(
      (role) => withRole(role)[0],
    )
    for (const { key } of columns) {
      if (!received || !carriedIn || !settled || !carriedOut) continue
      cells[`${settled}/${key}`] = withRole('outcome').reduce((sum, row) => sum + at(row, key), 0)
      // What came in is what was settled or is left; carried-in is at most that.
      const handled = at(settled, key) + at(carriedOut, key)
      cells[`${carriedIn}/${key}`] = Math.min(at(carriedIn, key), handled)
      cells[`${received}/${key}`] = handled - at(carriedIn, key)
    }
    const total = columns.find((column) => column.role === 'total')
    const parts = columns.filter((column) => column.role === 'part')
    for (const row of total ? rows : [])
      cells[`${row.key}/${total?.key}`] = parts.reduce((sum, part) => sum + at(row.key, part.key), 0)
  }
}

/** A reading of these cells, printed row by row, with all six sections and prose that breaks no rule. */
export function readingOf(form: ReportForm, cells: Cells, more: Partial<Reading> = {}): Reading {
  const year = more.year ?? form.years.from
  const keys = Object.keys(cells)
  const units = formCells(form).filter((cell) => cell.column.number === 'amount' && cell.key in cells)
  return {
    title: `云溪区${year}年政府信息公开工作年度报告`,
    agency: '云溪区人民政府',
    year,
    form: form.id,
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
    contact: {},
    cells,
    sources: Object.fromEntries(
      keys.map((key, index) => {
        const text = cells[key] === null ? '' : String(cells[key])
        return [key, { start: 1000 + index * 10, end: 1000 + index * 10 + text.length, text }]
      }),
    ),
    remarks: {},
    chosen: [],
    units: Object.fromEntries(units.map((cell) => [cell.key, cell.column.unit])),
    preamble: [],
    sections: sectionsOf(form, [
      `${year}年，云溪区认真做好政府信息公开工作。`,
      '',
      '',
      '',
      '解读形式还不够丰富，下一步将增加图表和问答。',
      '本年度没有收取信息处理费。',
    ]),
    problems: [],
    ...more,
  }
}

/** The form's six sections with these texts; lines are paragraphs. */
export function sectionsOf(form: ReportForm, texts: readonly string[]): readonly SectionFound[] {
  return form.sections.map((section, index) => ({
    key: section.key,
    printedNumber: section.number,
    printedTitle: section.title,
    start: index * 10_000,
    end: (index + 1) * 10_000,
    paragraphs: paragraphsOf(texts[index] ?? '', index * 10_000 + 100),
  }))
}

/** Paragraphs, one a line, that stand in the paper from `start` on. */
export function paragraphsOf(text: string, start: number): readonly NarrativeParagraph[] {
  let offset = start
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const from = offset
      offset += line.length + 1
      return { start: from, end: from + line.length, text: line, offsets: [...line].map((_, at) => from + at) }
    })
}
