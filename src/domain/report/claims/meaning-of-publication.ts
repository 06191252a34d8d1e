import type { Context } from './context.ts'
import type { Mark } from './lexicon.ts'
import type { Measure } from './meaning.ts'
import type { Figure } from './numbers.ts'
import type { Segment } from './segments.ts'
import { readingsOf, type Sheet, type Way } from './sheet.ts'
import type { TermKind } from './vocabulary.ts'

type Choices = readonly (readonly string[])[]

const has = (marks: readonly Mark[], ...kinds: readonly TermKind[]) =>
  marks.some((mark) => kinds.includes(mark.term.kind))

/** Documents by what was done with them: 制发, 废止, 现行有效 and, in the older form, made, published and on show. */
export function documentsMeant(segment: Segment, context: Context, sheet: Sheet): Measure | null {
  const marks = [...segment.before, ...segment.after]
  const named = marks.filter((mark) => mark.term.kind === 'document').map((mark) => mark.term.choices[0] ?? [])
  if (named.length > 0) context.document = [[...new Set(named.flat())]]
  const acts = marks.filter((mark) => mark.term.kind === 'act')
  const last = acts.at(-1)
  if (last) context.acts = last.term.choices
  else if (has(marks, 'publish')) context.acts = []
  if (named.length > 0) context.acted = acts.length > 0
  const row = context.document[0]
  if (!row) return null
  if (named.length === 0 && acts.length === 0) return { readings: [], sure: false }
  const columns = context.acts.length > 0 ? context.acts : allColumns(sheet, row)
  const published = has(marks, 'publish') && !isActedOn(marks)
  const plain = !published && !context.lapsing && !has(marks, 'aspect', 'scope') && acts.length < 2 && named.length < 2
  const sure = context.acts.length > 0 && !context.partly && plain && (named.length > 0 || context.acted)
  return { readings: columns.flatMap((column) => readingsOf(sheet, row, column)), sure }
}

/** 现行有效规范性文件, 制发的规范性文件: the act belongs to the document, whatever else is done with it. */
const isActedOn = (marks: readonly Mark[]) =>
  marks.some(({ term, end }, index) => {
    const next = marks[index + 1]
    return term.kind === 'act' && next?.term.kind === 'document' && next.start - end <= 1
  })

const allColumns = (sheet: Sheet, row: readonly string[]): Choices =>
  sheet.rows.get(row[0] ?? '')?.block.columns.map((column) => [column.key]) ?? []

/** Decisions of 行政许可, 行政处罚 and 行政强制. */
export function decisionsMeant(segment: Segment, _context: Context, sheet: Sheet): Measure | null {
  const marks = [...segment.before, ...segment.after]
  const named = marks.filter((mark) => mark.term.kind === 'decision').map((mark) => mark.term.choices[0] ?? [])
  if (named.length === 0) return null
  const row = [...new Set(named.flat())]
  const columns: Choices = [['decisions'], ...allColumns(sheet, row).filter(([key]) => key !== 'decisions')]
  const deciding =
    has(marks, 'deciding') || marks.some((mark) => mark.term.kind === 'flow' && /办理|办结/.test(mark.word))
  const sure = deciding && named.length === 1 && !has(marks, 'aspect', 'scope', 'application', 'request')
  return { readings: columns.flatMap((column) => readingsOf(sheet, row, column)), sure }
}

const YUAN: Readonly<Record<string, number>> = { 元: 1, 万元: 10_000, 亿元: 100_000_000 }

/** An amount of money in the unit of its column; 信息处理费 is no 行政事业性收费. */
export function moneyMeant(segment: Segment, _figure: Figure, sheet: Sheet): Measure | null {
  const marks = [...segment.before, ...segment.after]
  const foreign = marks.some((mark) => /处理费/.test(mark.word))
  if (foreign) return { readings: [], sure: false }
  const row = marks.find((mark) => mark.term.kind === 'amount')?.term.choices[0]
  const column = row && sheet.rows.get(row[0] ?? '')?.block.columns.find((one) => one.number === 'amount')
  if (!row || !column) return null
  const readings: readonly Way[] = readingsOf(sheet, row, [column.key])
  return { readings, sure: column.unit === '万元' && !has(marks, 'aspect', 'scope', 'foreign') }
}

/** How many of the column's units one printed unit of money is. */
export function moneyFactor(printed: string, unit: string): number {
  return (YUAN[printed] ?? 1) / (YUAN[unit] ?? 1)
}
