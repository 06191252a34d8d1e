import type { FormTable, ReportForm } from '../form.ts'
import { wordsOf } from './flatten.ts'
import { type Lexicon, lexiconOf } from './lexicon.ts'
import { readLineTable } from './line-table.ts'
import { findHeadings, type HeadingFound } from './sections.ts'
import type { Stream } from './stream.ts'
import { anchorTable, readRowTable, type TableAnchors, type TableFound } from './table.ts'

/** A document read by one form: its tables and headings, and how many rows of the form it holds. */
export interface Draft {
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
export function draftOf(stream: Stream, forms: readonly ReportForm[]): Draft | undefined {
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
