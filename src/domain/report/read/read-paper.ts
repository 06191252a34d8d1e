import { formForYear, type ReportForm } from '../form.ts'
import type { Paper } from '../paper.ts'
import type { NarrativeParagraph, Problem, Reading, SectionFound, Unreadable } from '../reading.ts'
import { cellsOf } from './cells.ts'
import { draftOf } from './draft.ts'
import { agencyOf, contactOf, periodOf, titleOf, yearOf } from './identity.ts'
import { proseBetween } from './narrative.ts'
import { notAReport } from './refusal.ts'
import type { HeadingFound } from './sections.ts'
import { offsetAt, type Stream, toStream } from './stream.ts'
import type { TableFound } from './table.ts'

export type PaperRead =
  | { readonly ok: true; readonly reading: Reading; readonly form: ReportForm }
  | { readonly ok: false; readonly unreadable: Unreadable }

function missingTables(form: ReportForm, tables: readonly TableFound[]): Problem[] {
  return form.tables
    .filter((table) => !tables.some((found) => found.table === table))
    .map((table) => {
      const rows = table.blocks.flatMap((block) =>
        block.rows.filter((row) => !row.replaces).map((row) => ({ block, row })),
      )
      const cells = rows.flatMap(({ block, row }) => block.columns.map((column) => `${row.key}/${column.key}`))
      const title = form.sections.find((section) => section.number === table.section)?.title ?? ''
      const message = `没有找到“${title}”的表格，其中各格未读出。`
      return { code: 'table-missing', severity: 'warning', cells, message } satisfies Problem
    })
}

function sectionsOf(
  paper: Paper,
  stream: Stream,
  headings: readonly HeadingFound[],
  tables: readonly TableFound[],
): SectionFound[] {
  return headings.map((heading, at) => {
    const start = offsetAt(stream, heading.from)
    const behind = (stream.offsets[heading.to - 1] as number) + 1
    const next = headings[at + 1]
    const end = next ? offsetAt(stream, next.from) : stream.flat.length
    const table = tables.find((found) => found.table.section === heading.section.number)
    const prose = (from: number, to: number, last: boolean) => proseBetween(paper, stream.flat, from, to, last)
    const paragraphs = table
      ? [...prose(behind, Math.max(behind, offsetAt(stream, table.from)), false)].filter(isProse)
      : prose(behind, end, next === undefined)
    const { section, printedNumber, printedTitle } = heading
    return { key: section.key, start, end, printedNumber, printedTitle, paragraphs: afterHeading(paragraphs) }
  })
}

const isProse = (paragraph: NarrativeParagraph) => /[。；！？]/.test(paragraph.text)

/** Drops punctuation that stood between the heading and the first sentence. */
function afterHeading(paragraphs: readonly NarrativeParagraph[]): NarrativeParagraph[] {
  return paragraphs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

/**
 * Reads an annual report (政府信息公开条例 art. 50) from a paper of any kind: cells, their places, narrative and what names
 * the report. A value is never invented: what the text does not tell for sure is absent, with a problem.
 */
export function readPaper(paper: Paper, forms: readonly ReportForm[]): PaperRead {
  const stream = toStream(paper)
  const draft = draftOf(stream, forms)
  const read = draft && cellsOf(paper, stream, draft.tables)
  const refusal = notAReport(paper, draft, read)
  if (refusal || !draft || !read) return { ok: false, unreadable: refusal as Unreadable }
  const { form, headings, tables } = draft
  const sections = sectionsOf(paper, stream, headings, tables)
  const first = headings[0]
  const preamble = first ? proseBetween(paper, stream.flat, 0, offsetAt(stream, first.from), false) : []
  const opening = preamble.map(({ text }) => text)
  const overview = sections.filter(({ key }) => form.sections.find((one) => one.key === key)?.kind === 'prose')
  const spoken = overview.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
  const title = titleOf(paper, preamble)
  const period = periodOf([...opening, ...spoken])
  const year = yearOf(title, period, spoken.length > 0 ? spoken : opening)
  const problems = [...read.problems, ...missingTables(form, tables), ...wrongYear(form, forms, year)]
  const reading: Reading = {
    title,
    agency: agencyOf(title, [...opening, ...spoken]),
    year,
    form: form.id,
    period,
    contact: contactOf(opening.length > 0 ? [...opening, ...spoken] : spoken),
    cells: read.cells,
    sources: read.sources,
    remarks: read.remarks,
    chosen: read.chosen,
    units: read.units,
    preamble,
    sections,
    problems,
  }
  return { ok: true, reading, form }
}

function wrongYear(form: ReportForm, forms: readonly ReportForm[], year: number | null): Problem[] {
  if (year === null) {
    return [{ code: 'year-unknown', severity: 'warning', message: '没有找到报告年度，请人工补充。' }]
  }
  const due = formForYear(forms, year)
  if (!due || due === form) return []
  const message = `表格用的是 ${form.id} 年格式，而 ${year} 年度应当使用 ${due.id} 年格式。`
  return [{ code: 'form-of-other-year', severity: 'warning', message }]
}
