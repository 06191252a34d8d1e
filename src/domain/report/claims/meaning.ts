import type { ReportForm } from '../form.ts'
import type { Reading } from '../reading.ts'
import { advance, type Context, openContext } from './context.ts'
import { disputesMeant } from './meaning-of-disputes.ts'
import { decisionsMeant, documentsMeant, moneyMeant } from './meaning-of-publication.ts'
import { requestsMeant } from './meaning-of-requests.ts'
import type { Figure } from './numbers.ts'
import { findPassages, type Passage } from './passages.ts'
import { findSegments, type Segment } from './segments.ts'
import { type Sheet, sheetOf, type Way } from './sheet.ts'
import { BEFORE_NUMBER, BEHIND_NUMBER, LEADING_NUMBER } from './vocabulary.ts'

/** What a measure function makes of a clause. */
export interface Measure {
  readonly readings: readonly Way[]
  /** Whether the context is understood well enough to contradict the report. */
  readonly sure: boolean
}

/** A figure of the prose with the readings that its clause admits. */
export interface Meant extends Measure {
  readonly passage: Passage
  readonly segment: Segment
  readonly figure: Figure
  /** Place in the passage: the words that tell the measure, and the figure. */
  readonly start: number
  readonly end: number
  /** Looks like a figure of the tables but counts something else. */
  readonly other: boolean
  readonly domain: Context['domain']
}

const meantBy = new WeakMap<Reading, readonly Meant[]>()

/** All figures of the prose that speak, or seem to speak, of what the tables hold; in the order of the text. */
export function findMeanings(reading: Reading, form: ReportForm): readonly Meant[] {
  let found = meantBy.get(reading)
  if (!found) {
    found = findPassages(reading).flatMap((passage) => meaningsIn(passage, reading, form))
    meantBy.set(reading, found)
  }
  return found
}

function meaningsIn(passage: Passage, reading: Reading, form: ReportForm): readonly Meant[] {
  const sheet = sheetOf(reading, form)
  const context = openContext(passage)
  const meant: Meant[] = []
  for (const segment of findSegments(passage, form)) {
    advance(context, segment, passage, reading)
    const one = segment.figure && meaningOf(segment, segment.figure, context, sheet, form, passage)
    if (one) meant.push(one)
  }
  return meant
}

function meaningOf(
  segment: Segment,
  figure: Figure,
  context: Context,
  sheet: Sheet,
  form: ReportForm,
  passage: Passage,
): Meant | null {
  const measure = measureOf(segment, figure, context, sheet, form)
  if (!measure) return null
  const sure = measure.sure && stands(segment, figure, passage.text)
  return {
    ...measure,
    sure,
    passage,
    segment,
    figure,
    ...extent(segment, figure, passage.text),
    other: context.elsewhere,
    domain: context.domain,
  }
}

function measureOf(segment: Segment, figure: Figure, context: Context, sheet: Sheet, form: ReportForm): Measure | null {
  if (/元$/.test(figure.unit)) return moneyMeant(segment, figure, sheet)
  const allowed = UNITS[context.domain]
  if (context.domain === 'foreign')
    return figure.unit in (allowed ?? {}) && seemsOurs(segment) ? { readings: [], sure: false } : null
  if (!allowed || !(figure.unit in allowed)) return null
  const measure = meantIn(context.domain)?.(segment, context, sheet, form) ?? null
  return measure && { ...measure, sure: measure.sure && allowed[figure.unit] === true }
}

/** Units in which a subject is counted, and whether the unit alone leaves no doubt. */
const UNITS: Partial<Record<Context['domain'], Readonly<Record<string, boolean>>>> = {
  requests: { 件: true, 起: true, 宗: true, 例: true, 条: true, 份: true, 项: false, 个: false, 人: false, 次: false },
  foreign: { 件: true, 起: true, 宗: true, 例: true },
  disputes: { 件: true, 起: true, 宗: true, 例: true, 项: false, 次: false, 个: false },
  documents: { 件: true, 部: true, 份: true, 个: false, 项: false },
  decisions: { 件: true, 起: true, 宗: true, 例: false, 项: false },
}

/** Whether the number stands by the word that tells the measure, with nothing unknown between: not 答复文书模板5份. */
function stands(segment: Segment, figure: Figure, text: string): boolean {
  const before = segment.before.findLast((mark) => mark.term.kind !== 'overall' && mark.term.kind !== 'each')
  if (before) return BEFORE_NUMBER.test(text.slice(before.end, figure.start))
  const behind = segment.after[0]
  if (!LEADING_NUMBER.test(text.slice(segment.start, figure.start))) return false
  return behind !== undefined && BEHIND_NUMBER.test(text.slice(figure.end, behind.start))
}

const seemsOurs = (segment: Segment) =>
  [...segment.before, ...segment.after].some((mark) => SEEMING.has(mark.term.kind))

const SEEMING = new Set<string>(['flow', 'outcome', 'request', 'application', 'dispute', 'applicant'])

function meantIn(domain: Context['domain']) {
  if (domain === 'requests') return requestsMeant
  if (domain === 'disputes') return disputesMeant
  if (domain === 'documents') return documentsMeant
  return domain === 'decisions' ? decisionsMeant : undefined
}

/** From the first word that tells something to the figure, and on to the last such word behind it. */
function extent(segment: Segment, figure: Figure, text: string): { readonly start: number; readonly end: number } {
  const first = segment.before.find((mark) => !SILENT.has(mark.term.kind))
  const last = segment.after.findLast((mark) => TELLING_BEHIND.has(mark.term.kind))
  return {
    start: Math.min(first?.start ?? figure.start, figure.start),
    end: last && last.end > figure.end ? last.end + (text[last.end] === '”' ? 1 : 0) : figure.end,
  }
}

const TELLING_BEHIND = new Set<string>([
  'outcome',
  'carried-in',
  'carried-out',
  'request',
  'applicant',
  'dispute',
  'result',
  'document',
  'foreign',
])

const SILENT = new Set<string>(['year', 'this-year', 'other-year', 'join', 'among', 'future'])
