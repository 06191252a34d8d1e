import { type FormTable, formForYear, type ReportForm } from '../form.ts'
import type { Paper } from '../paper.ts'
import type { NarrativeParagraph, Problem, Reading, SectionFound, Unreadable } from '../reading.ts'
import { type CellsRead, cellsOf } from './cells.ts'
import { wordsOf } from './flatten.ts'
import { agencyOf, contactOf, periodOf, titleOf, yearOf } from './identity.ts'
import { type Lexicon, lexiconOf } from './lexicon.ts'
import { readLineTable } from './line-table.ts'
import { proseBetween } from './narrative.ts'
import { findHeadings, type HeadingFound } from './sections.ts'
import { offsetAt, type Stream, toStream } from './stream.ts'
import { anchorTable, readRowTable, type TableAnchors, type TableFound } from './table.ts'

export type PaperRead =
  | { readonly ok: true; readonly reading: Reading; readonly form: ReportForm }
  | { readonly ok: false; readonly unreadable: Unreadable }

interface Draft {
  readonly form: ReportForm
  readonly tables: readonly TableFound[]
  readonly headings: readonly HeadingFound[]
  readonly anchored: number
}

/** Finds the tables of rows, the one with most rows first: it bounds the others. */
function anchorTables(stream: Stream, lexicon: Lexicon): TableAnchors[] {
  const size = (table: FormTable) => table.blocks.reduce((sum, block) => sum + block.rows.length, 0)
  const rowTables = lexicon.tables.filter(({ table }) => table.layout === 'rows')
  const found: TableAnchors[] = []
  for (const entry of rowTables.sort((a, b) => size(b.table) - size(a.table))) {
    const { section } = entry.table
    const before = found.filter(({ lexicon: { table } }) => table.section < section).map(({ to }) => to)
    const after = found.filter(({ lexicon: { table } }) => table.section > section).map(({ from }) => from)
    const one = anchorTable(stream, entry, Math.max(0, ...before), Math.min(stream.words.length, ...after))
    if (one) found.push(one)
  }
  return found
}

/** Where what comes behind a table begins at the earliest: a heading, or the marks of another table. */
function boundOf(
  stream: Stream,
  lexicon: Lexicon,
  own: TableAnchors,
  tables: readonly TableAnchors[],
  headings: readonly HeadingFound[],
): number {
  const marks = lexicon.tables
    .filter(({ table }) => table.section > own.lexicon.table.section)
    .flatMap(({ table, marks: [first] }) => [table.corner ?? '', table.columnsTitle ?? '', first?.label ?? ''])
    .map(wordsOf)
    .filter((words) => words.length > 3)
    .map((words) => stream.words.indexOf(words, own.to))
  const starts = [...marks, ...headings.map(({ from }) => from), ...tables.map(({ from }) => from)]
  return Math.min(stream.words.length, ...starts.filter((start) => start >= own.to))
}

function findTables(stream: Stream, form: ReportForm, lexicon: Lexicon): Draft {
  const anchored = anchorTables(stream, lexicon)
  const ranges = anchored.map(({ lexicon: { table }, from, to }) => ({ table, from, to }))
  const headings = findHeadings(stream, form, ranges)
  const tables = anchored.map((own) => {
    const end = boundOf(stream, lexicon, own, anchored, headings)
    return readRowTable(stream, lexicon, form, own, end)
  })
  for (const entry of lexicon.tables.filter(({ table }) => table.layout === 'line')) {
    const { section } = entry.table
    const before = tables.filter(({ table }) => table.section < section).map(({ to }) => to)
    const heading = headings.find((hit) => hit.section.number === section)
    const next = headings.find((hit) => hit.section.number > section)
    const from = Math.max(heading?.to ?? 0, ...before)
    const context = { headed: heading !== undefined, together: tables.some(({ habits }) => habits.together) }
    const one = readLineTable(stream, lexicon, entry, from, next?.from ?? stream.words.length, context)
    if (one) tables.push(one)
  }
  tables.sort((a, b) => a.table.section - b.table.section)
  return { form, tables, headings, anchored: tables.reduce((sum, table) => sum + table.anchored, 0) }
}

/** The form whose own words the tables print; where both are possible, the one that more rows anchor on. */
function chooseForm(stream: Stream, forms: readonly ReportForm[]): Draft | undefined {
  const scored = forms.map((form) => {
    const lexicon = lexiconOf(form)
    const hits = lexicon.tellTale.filter((words) => stream.words.includes(words)).length
    return { form, lexicon, share: hits / Math.max(1, lexicon.tellTale.length) }
  })
  const top = Math.max(...scored.map(({ share }) => share))
  const drafts = scored
    .filter(({ share }) => share >= top - 0.3)
    .map(({ form, lexicon, share }) => ({ share, draft: findTables(stream, form, lexicon) }))
  const value = ({ share, draft }: { share: number; draft: Draft }) => share * 12 + draft.anchored + filled(draft)
  return drafts.sort((a, b) => value(b) - value(a))[0]?.draft
}

const filled = (draft: Draft) =>
  draft.tables.flatMap(({ rows }) => rows).filter(({ placement }) => placement).length / 2

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

/** Why a paper is not taken for an annual report; undefined where it is one. */
function notAReport(paper: Paper, draft: Draft | undefined, read: CellsRead | undefined): Unreadable | undefined {
  const values = read ? Object.keys(read.cells).length : 0
  if (draft && draft.anchored >= 5 && (values >= 12 || draft.headings.length >= 4)) return undefined
  const titles = paper.simplified.match(/20[012]\d\s*年[^\n]{0,30}政府信息公开[^\n]{0,10}(?:年度报告|年报)/g) ?? []
  if (new Set(titles).size >= 3 && (draft?.headings.length ?? 0) < 4) {
    return { code: 'list-page', message: '这是年度报告的列表页，不是一份年度报告；请打开其中一份报告，保存后再读取。' }
  }
  if ((draft?.headings.length ?? 0) >= 4) {
    return {
      code: 'no-tables',
      message: '文字像年度报告，但没有找到第二、三、四部分的表格（可能是图片或附件）；请取得带表格文字的原文件再读取。',
    }
  }
  return {
    code: 'not-a-report',
    message: '这不像政府信息公开工作年度报告：没有找到第三部分的申请办理表格；请检查文件是否选对。',
  }
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
  const draft = chooseForm(stream, forms)
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
