import type { FormBlock, FormTable, ReportForm, Row } from '../form.ts'
import { wordsOf } from './flatten.ts'

/** A printed word group that the reader looks for, in the order in which the form prints them. */
export interface Mark {
  readonly kind: 'title' | 'column' | 'row'
  readonly block: FormBlock
  readonly row?: Row
  /** Words of the label without its item number and note. */
  readonly label: string
  /** The same with its note. */
  readonly noted: string
  /** From the longest to the shortest. */
  readonly needles: readonly string[]
  /** Printed item number: 1 of `1.属于国家秘密`, 一 of `（一）予以公开`. */
  readonly item: string
  /** The number this row has where a publisher numbers the rows of all groups through. */
  readonly through: string
}

export interface TableLexicon {
  readonly table: FormTable
  readonly marks: readonly Mark[]
}

export interface Lexicon {
  readonly tables: readonly TableLexicon[]
  /** All words that the form prints, to tell them from foreign text. */
  readonly known: string
  /** Row labels without item numbers, and what stands beside or above rows. */
  readonly rowLabels: readonly string[]
  readonly otherLabels: readonly string[]
  readonly tellTale: readonly string[]
}

const numbering = /^(?:[(（]?[一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|(\d{1,2})[.．、])/

/** Label without its item number, and that number. */
function splitNumber(label: string): { item: string; rest: string } {
  const match = numbering.exec(label)
  if (!match) return { item: '', rest: label }
  return { item: match[0].replace(/[()（）、.．]/g, ''), rest: label.slice(match[0].length) }
}

function throughNumber(block: FormBlock, row: Row): string {
  const items = block.rows.filter((one) => /^\d/.test(one.label))
  const at = items.indexOf(row)
  return at < 0 ? '' : String(at + 1)
}

function mark(kind: Mark['kind'], block: FormBlock, label: string, anchors: readonly string[], row?: Row): Mark {
  const { item, rest } = kind === 'row' ? splitNumber(label) : { item: '', rest: label }
  const words = wordsOf(rest)
  const withoutNote = wordsOf(rest.replace(/[（(].*$/, ''))
  const needles = [...new Set([words, withoutNote, ...anchors.map(wordsOf)])].filter((needle) => needle.length > 1)
  needles.sort((a, b) => b.length - a.length)
  return {
    kind,
    block,
    label: withoutNote,
    noted: words,
    needles,
    item,
    through: row ? throughNumber(block, row) : '',
    ...(row && { row }),
  }
}

/** A row that may stand for others is printed where their heading is: before them. */
function headingsFirst(block: FormBlock): readonly Row[] {
  const rows = block.rows.filter((row) => !row.replaces)
  for (const standIn of block.rows.filter((row) => row.replaces)) {
    rows.splice(
      rows.findIndex((row) => standIn.replaces?.includes(row.key)),
      0,
      standIn,
    )
  }
  return rows
}

function marksOf(table: FormTable): Mark[] {
  return table.blocks.flatMap((block) => [
    ...(block.title ? [mark('title', block, block.title, [])] : []),
    ...(block.title ? block.columns.map((column) => mark('column', block, column.label, column.anchors ?? [])) : []),
    ...headingsFirst(block).map((row) => mark('row', block, row.label, row.anchors ?? [], row)),
  ])
}

function printedWords(form: ReportForm): string[] {
  const tables = form.tables.flatMap((table) => [
    table.corner ?? '',
    table.columnsTitle ?? '',
    ...table.blocks.flatMap((block) => [
      block.title ?? '',
      ...block.columns.flatMap((column) => [column.label, column.group ?? '', ...(column.anchors ?? [])]),
      ...block.rows.flatMap((row) => [
        row.label,
        ...(row.groups ?? []),
        ...(row.groups ?? []).map((g) => splitNumber(g).rest),
      ]),
    ]),
  ])
  return [...form.sections.map((section) => section.title), ...tables].map(wordsOf)
}

function otherLabels(form: ReportForm): string[] {
  const labels = form.tables.flatMap((table) => [
    table.corner ?? '',
    table.columnsTitle ?? '',
    ...table.blocks.flatMap((block) => [
      block.title ?? '',
      ...block.columns.flatMap((column) => [column.label, column.group ?? '']),
      ...block.rows.flatMap((row) => row.groups ?? []),
    ]),
  ])
  return [...new Set(labels.flatMap((label) => [wordsOf(label), wordsOf(splitNumber(label).rest)]))].filter(Boolean)
}

const lexicons = new WeakMap<ReportForm, Lexicon>()

/** What the reader looks for in a paper of this form; made once a form. */
export function lexiconOf(form: ReportForm): Lexicon {
  let lexicon = lexicons.get(form)
  if (!lexicon) {
    lexicon = {
      tables: form.tables.map((table) => ({ table, marks: marksOf(table) })),
      known: [...new Set(printedWords(form))].join('\n'),
      rowLabels: form.tables.flatMap((table) =>
        table.blocks.flatMap((block) => block.rows.map((row) => wordsOf(splitNumber(row.label).rest))),
      ),
      otherLabels: otherLabels(form),
      tellTale: form.tellTale.map(wordsOf),
    }
    lexicons.set(form, lexicon)
  }
  return lexicon
}
