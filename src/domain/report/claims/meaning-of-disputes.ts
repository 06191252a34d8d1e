import type { Context } from './context.ts'
import type { Mark } from './lexicon.ts'
import type { Measure } from './meaning.ts'
import type { Segment } from './segments.ts'
import { readingsOf, type Sheet, type Way } from './sheet.ts'

type Choices = readonly (readonly string[])[]

/** What a figure about 行政复议 and 行政诉讼 may count; litigation is both kinds, or either. */
export function disputesMeant(segment: Segment, context: Context, sheet: Sheet): Measure | null {
  const marks = [...segment.before, ...segment.after]
  const named = (segment.before.some(isDispute) ? segment.before : segment.after)
    .filter(isDispute)
    .map((mark) => mark.term.choices)
  const results = resultsOf(segment)
  if (named.length > 0 && results.length === 0) context.disputes = [...context.disputes, joined(named)]
  const rows = named.length > 0 ? joined(named) : [...context.disputes.flat(), ...joined(context.disputes)]
  if (rows.length === 0) return null
  if (named.length === 0 && results.length === 0 && !isConcluded(marks)) return { readings: [], sure: false }
  const columns = columnsFor(marks, results)
  const all = rows.flatMap((row) => columns.flatMap((column) => readingsOf(sheet, row, column)))
  const readings = all.some((way) => way.value !== undefined) ? all.filter((way) => !isBlank(sheet, way)) : all
  const vague = marks.some(
    (mark) => ['aspect', 'scope', 'application', 'request'].includes(mark.term.kind) && !isInformation(mark),
  )
  return {
    readings,
    sure: context.disclosure && !context.older && !context.partly && !vague && !handlesOthers(segment),
  }
}

/** A kind of litigation left blank throughout is none: the other kind is all there is. */
const isBlank = (sheet: Sheet, { keys }: Way) => keys.every((key) => sheet.cells[key] === null)

const isDispute = (mark: Mark) => mark.term.kind === 'dispute'
const isInformation = (mark: Mark) => mark.term.kind === 'request'

/** A body that decides reconsiderations counts those against others. */
const handlesOthers = (segment: Segment) =>
  segment.before.some((mark) => mark.term.kind === 'flow' && /受理|办理|办结|处理/.test(mark.word)) &&
  !segment.before.some(isInformation)

function resultsOf(segment: Segment): Choices {
  const told = segment.before.some(isResult) ? segment.before : segment.after
  return told.filter(isResult).flatMap((mark) => mark.term.choices)
}

const isConcluded = (marks: readonly Mark[]) => marks.some((mark) => mark.term.kind === 'concluded')

const isResult = (mark: Mark) => mark.term.kind === 'result'

function columnsFor(marks: readonly Mark[], results: Choices): Choices {
  if (results.length > 1) return [[...new Set(results.flat())]]
  if (results.length === 1) return results
  return isConcluded(marks) ? [['upheld', 'overturned', 'other-result'], ['total']] : [['total']]
}

/** Every way to add up one reading of each dispute named. */
function joined(named: readonly Choices[]): Choices {
  const [first, ...rest] = named
  return rest.reduce(
    (sums: Choices, choices) => sums.flatMap((sum) => choices.map((choice) => [...new Set([...sum, ...choice])])),
    first ?? [],
  )
}
