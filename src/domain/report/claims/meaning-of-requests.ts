import type { ReportForm } from '../form.ts'
import type { Context } from './context.ts'
import { keysNamed, type Mark } from './lexicon.ts'
import type { Measure } from './meaning.ts'
import type { Segment } from './segments.ts'
import { readingsOf, type Sheet, totalOf } from './sheet.ts'
import type { TermKind } from './vocabulary.ts'

type Choices = readonly (readonly string[])[]

interface Rows {
  readonly choices: Choices
  readonly sure: boolean
}

/** What a figure about requests may count: rows, in the columns of the applicants that the sentence names. */
export function requestsMeant(segment: Segment, context: Context, sheet: Sheet, form: ReportForm): Measure | null {
  const rows = rowsMeant(segment, context, sheet, form)
  if (!rows) return null
  const own = columnsOf([...segment.before, ...segment.after])
  const columns = own.length > 0 ? own : [['total'], ...context.applicants]
  if (own.length > 0) context.applicants = [...context.applicants, ...own]
  const readings = rows.choices.flatMap((choice) =>
    columns.flatMap((column) => readingsOf(sheet, sheet.printed(choice), column)),
  )
  const vague = [...segment.before, ...segment.after].some((mark) => mark.term.kind === 'applicant' && !mark.term.sure)
  return { readings, sure: rows.sure && !vague && isPlain(segment, context) }
}

const has = (marks: readonly Mark[], ...kinds: readonly TermKind[]) =>
  marks.some((mark) => kinds.includes(mark.term.kind))

/** Whether nothing narrows the count to something the tables do not hold. */
function isPlain(segment: Segment, context: Context): boolean {
  const marks = [...segment.before, ...segment.after]
  if (has(marks, 'aspect', 'scope')) return false
  if (context.partly || (context.narrowed && !context.named)) return false
  return context.domain === 'requests' && (context.named || context.base === 'requests')
}

function rowsMeant(segment: Segment, context: Context, sheet: Sheet, form: ReportForm): Rows | null {
  const { before, after } = segment
  const otherwise = keysNamed(form, '其他处理')
  const told = toldRows(before) ?? (has(before, 'flow') ? null : toldRows(after))
  if (has([...before, ...after], 'other-ground')) return { choices: [otherwise, otherwise.slice(-1)], sure: false }
  if (context.breakdown && !isWithin(told, otherwise)) return { choices: [otherwise.slice(-1)], sure: false }
  if (told) {
    context.rows = told.choices
    context.breakdown ||= isWithin(told, otherwise)
    return withCarry(told, [...before, ...after], sheet)
  }
  const later = has(before, 'flow') ? toldRows(after) : null
  context.breakdown ||= isWithin(later, otherwise)
  const flow = flowRows(sheet, otherwise)
  if (later) return { choices: [...later.choices, ...flow], sure: later.sure && before.length < 4 }
  if (has(before, 'flow') || has(after, 'flow')) return { choices: flow, sure: flowIsSure(segment, context) }
  if (columnsOf([...before, ...after]).length > 0) return { choices: [...context.rows, ...flow], sure: true }
  if (has(before, 'request')) return { choices: flow, sure: !context.among }
  return has(before, 'application') ? { choices: flow, sure: false } : null
}

const isWithin = (told: Rows | null, rows: readonly string[]) =>
  told?.choices.every((choice) => choice.every((key) => rows.includes(key))) ?? false

/** 受理 after 收到 may count less than what came in; a part named with 其中 is ours only when it is about answering. */
function flowIsSure(segment: Segment, context: Context): boolean {
  const words = segment.before.filter((mark) => mark.term.kind === 'flow').map((mark) => mark.word)
  const answering = words.some((word) => /办结|答复|办复|完毕/.test(word))
  const second = context.received
  if (words.some((word) => /收|接/.test(word))) context.received = true
  if (context.among && !answering) return false
  return answering || !second || words.some((word) => /收|接/.test(word))
}

/** 收到, 受理, 办理, 办结 and 答复 are used for each of these. */
function flowRows(sheet: Sheet, otherwise: readonly string[]): Choices {
  const received = sheet.withRole('received')
  const settled = sheet.withRole('settled')
  const outcomes = sheet.withRole('outcome')
  const all: Choices = [
    received,
    [...received, ...sheet.withRole('carried-in')],
    settled,
    [...settled, ...sheet.printed(otherwise).map((key) => `-${key}`)],
    [...received, ...sheet.withRole('carried-out').map((key) => `-${key}`)],
  ]
  return totalOf(sheet, settled) === totalOf(sheet, outcomes) ? all : [...all, outcomes]
}

/** Rows that the words name: one alone, several joined by 和 or 、 added up, one inside another each for itself. */
function toldRows(marks: readonly Mark[]): Rows | null {
  const told = marks.filter((mark) => mark.term.kind === 'outcome')
  const carried = marks.findLast((mark) => mark.term.kind.startsWith('carried'))
  if (carried)
    return {
      choices: [[carried.term.kind === 'carried-in' ? 'role:carried-in' : 'role:carried-out']],
      sure: carried.term.sure,
    }
  const last = told.at(-1)
  if (!last) return null
  const lists = told.map((mark) => mark.term.choices[0] ?? [])
  const sure = told.every((mark) => mark.term.sure)
  if (told.length === 1) return { choices: lists, sure }
  const sum = [...new Set(lists.flat())]
  const disjoint = sum.length === lists.flat().length
  if (!disjoint) return { choices: lists, sure }
  return isJoined(marks, told) ? { choices: [sum], sure } : { choices: [...lists, sum], sure: false }
}

function isJoined(marks: readonly Mark[], told: readonly Mark[]): boolean {
  return told.every((mark, index) => {
    const next = told[index + 1]
    const join = next && marks.find((one) => one.term.kind === 'join' && one.start >= mark.end && one.end <= next.start)
    return !next || (join !== undefined && next.start - mark.end <= join.end - join.start + 2)
  })
}

function withCarry(rows: Rows, marks: readonly Mark[], sheet: Sheet): Rows {
  const role = rows.choices[0]?.[0] ?? ''
  if (!role.startsWith('role:')) return rows
  return { choices: [sheet.withRole(role.slice(5))], sure: rows.sure && !has(marks, 'difference') }
}

/** Columns of the applicants that the words name; joined ones are added up. */
function columnsOf(marks: readonly Mark[]): Choices {
  const named = marks.filter((mark) => mark.term.kind === 'applicant')
  if (named.length === 0) return []
  const [first, ...rest] = named.map((mark) => mark.term.choices)
  return (rest as Choices[]).reduce(
    (sums: Choices, choices) => sums.flatMap((sum) => choices.map((choice) => [...new Set([...sum, ...choice])])),
    first as Choices,
  )
}
