import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formCells, type ReportForm } from '../../src/domain/report/form.ts'
import type { NarrativeParagraph, Reading, SectionFound } from '../../src/domain/report/reading.ts'

const read = (name: string) =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../data/report-forms/${name}.json`, import.meta.url)), 'utf8'),
  ) as ReportForm

/** The forms of the report in force from 2019 and from 2021. */
export const form2019 = read('2019')
export const form2021 = read('2021')

export type Figures = Readonly<Record<string, number | null>>

/** What a test says of a report: figures that are not zero, and prose by section, one line a paragraph. */
export interface ReportSaid {
  readonly form?: ReportForm
  readonly agency?: string | null
  readonly year?: number
  readonly cells?: Figures
  readonly prose: Readonly<Record<string, string>>
}

/** A reading whose cells are zero except those given, totals of a row with them. */
export function readingOf(said: ReportSaid): Reading {
  const form = said.form ?? form2021
  let at = 1000
  const sections = form.sections.flatMap((section): readonly SectionFound[] => {
    const prose = said.prose[section.key]
    if (prose === undefined) return []
    const start = at
    const paragraphs = prose.split('\n').map((line) => {
      const paragraph = paragraphAt(line, at)
      at = paragraph.end + 1
      return paragraph
    })
    return [
      { key: section.key, printedNumber: section.number, printedTitle: section.title, paragraphs, start, end: at },
    ]
  })
  return {
    title: null,
    agency: said.agency === undefined ? '云溪区人民政府' : said.agency,
    year: said.year ?? 2024,
    form: form.id,
    period: null,
    contact: {},
    cells: sheetWith(form, said.cells ?? {}),
    sources: {},
    remarks: {},
    chosen: [],
    units: {},
    preamble: [],
    sections,
    problems: [],
  }
}

/** Each character stands two apart in the paper, as after a page that was spelt with gaps. */
function paragraphAt(text: string, start: number): NarrativeParagraph {
  const offsets = Array.from({ length: text.length }, (_, index) => start + 2 * index)
  return { text, offsets, start, end: start + 2 * text.length }
}

function sheetWith(form: ReportForm, figures: Figures): Figures {
  const cells: Record<string, number | null> = {}
  for (const cell of formCells(form)) if (!cell.row.replaces) cells[cell.key] = 0
  Object.assign(cells, figures)
  for (const { key, row, block, column } of formCells(form)) {
    if (column.role !== 'total' || key in figures || row.replaces) continue
    const parts = block.columns.filter((one) => one.role === 'part').map((one) => cells[`${row.key}/${one.key}`] ?? 0)
    cells[key] = parts.reduce((sum, part) => sum + part, 0)
  }
  return cells
}
