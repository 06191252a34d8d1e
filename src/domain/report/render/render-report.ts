import type { FormSection, FormTable, ReportForm } from '../form.ts'
import type { NarrativeParagraph, Reading } from '../reading.ts'
import type { DocumentBlock, ReportDocument } from './document.ts'
import { demonstrationNotice } from './notice.ts'
import { numeral } from './numeral.ts'
import { printable, printableLines } from './printable.ts'
import { layOutTable } from './table-layout.ts'
import { withoutTitle } from './title-lines.ts'

/** Stands in the place of a prose section that the reader did not find; a section without words stays empty. */
const absentSection = '（未能识别这一部分）'

export interface ReportToRender {
  readonly title: string
  readonly agency: string
  /** Data year. */
  readonly year: number
  readonly reading: Pick<Reading, 'cells' | 'remarks' | 'problems' | 'sources' | 'preamble' | 'sections'>
  readonly form: ReportForm
  readonly demonstration: boolean
}

type Level = 1 | 2 | 3

/** Headings of which no level is skipped, even where a report begins with 1. and not with （一）. */
function proseBlocks(paragraphs: readonly NarrativeParagraph[], first: 1 | 2): readonly DocumentBlock[] {
  let opened = false
  return paragraphs.flatMap(({ text, heading }): readonly DocumentBlock[] => {
    opened ||= heading === 1
    const level = (heading === 1 || !opened ? first : first + 1) as Level
    return printableLines(text).map((line) =>
      heading === undefined ? { kind: 'paragraph', text: line } : { kind: 'heading', level, text: line },
    )
  })
}

/** Place of the first figure of the tables in the source, to tell the prose before them from the prose after them. */
function tablesStart(tables: readonly FormTable[], { sources }: ReportToRender['reading']): number {
  const keys = tables.flatMap(({ blocks }) =>
    blocks.flatMap(({ rows, columns }) => rows.flatMap((row) => columns.map((column) => `${row.key}/${column.key}`))),
  )
  return Math.min(...keys.flatMap((key) => sources[key]?.start ?? []), Number.POSITIVE_INFINITY)
}

function sectionBlocks({ reading, form }: ReportToRender, section: FormSection): readonly DocumentBlock[] {
  const found = reading.sections.filter(({ key }) => key === section.key)
  const tables = form.tables.filter((table) => table.section === section.number)
  const paragraphs = found.flatMap((one) => one.paragraphs)
  const start = tablesStart(tables, reading)
  const lost = tables.length === 0 && found.length === 0
  return [
    { kind: 'heading', level: 1, text: `${numeral(section.number)}、${section.title}` },
    ...proseBlocks(
      paragraphs.filter((paragraph) => paragraph.start < start),
      2,
    ),
    ...tables.map((table) => layOutTable(table, reading)),
    ...proseBlocks(
      paragraphs.filter((paragraph) => paragraph.start >= start),
      2,
    ),
    ...(lost ? [{ kind: 'paragraph', text: absentSection } as const] : []),
  ]
}

/** Title and notice stand above the blocks; a source that is one of our own files prints them in its preamble. */
function newlySaid({ title, demonstration, reading }: ReportToRender): readonly NarrativeParagraph[] {
  const isNotice = ({ text }: NarrativeParagraph) => demonstration && text === demonstrationNotice
  return withoutTitle(
    reading.preamble.filter((paragraph) => !isNotice(paragraph)),
    title,
  )
}

/**
 * The annual report (政府信息公开条例 art. 50) in the layout of the form's notice: preamble, then the six sections in the
 * statutory order, whatever the order of the source. A figure that is absent is marked as such, never as 0 or blank.
 */
export function renderReport(report: ReportToRender): ReportDocument {
  const { title, agency, year, form, demonstration } = report
  const preamble = newlySaid(report)
  return {
    title: printable(title),
    agency: printable(agency),
    year,
    demonstration,
    blocks: [...proseBlocks(preamble, 1), ...form.sections.flatMap((section) => sectionBlocks(report, section))],
  }
}
