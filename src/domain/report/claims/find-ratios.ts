import type { ReportForm } from '../form.ts'
import type { Span } from '../paper.ts'
import type { Reading } from '../reading.ts'
import { findMeanings, type Meant } from './meaning.ts'
import { type Figure, figuresIn } from './numbers.ts'
import { clauseBefore, findPassages, type Passage, placeOf, sentencesOf } from './passages.ts'
import { readingsOf, type Sheet, sheetOf } from './sheet.ts'

/** A percentage of the prose that figures beside it, or the tables, let us work out. */
export interface Ratio extends Span {
  readonly text: string
  /** In per cent, as printed. */
  readonly value: number
  /** share: 占; rate: 办结率; change: against last year. */
  readonly kind: 'share' | 'rate' | 'change'
  /** Within half a unit of the last printed digit. */
  readonly holds: boolean
  /** What was worked out, in per cent; the fitting one only where one fits. */
  readonly tried: readonly { readonly part: number; readonly whole: number; readonly percent: number }[]
  /** Key of the section. */
  readonly section: string
}

type Quotient = readonly [part: number, whole: number]

interface Asked {
  readonly kind: Ratio['kind']
  readonly quotients: readonly Quotient[]
  /** Whether a ratio that none of the quotients gives is an error. */
  readonly sure: boolean
  readonly start: number
}

/** Percentages that can be judged; those that need what the report does not tell are left out. */
export function findRatios(reading: Reading, form: ReportForm): readonly Ratio[] {
  const sheet = sheetOf(reading, form)
  return findPassages(reading).flatMap((passage) => {
    const percents = figuresIn(passage).filter((figure) => figure.unit === '%')
    if (percents.length === 0) return []
    const meant = findMeanings(reading, form).filter((one) => one.passage === passage)
    return percents.flatMap((figure) => judge(figure, passage, askedAt(figure, passage, meant, sheet)))
  })
}

function judge(figure: Figure, passage: Passage, asked: Asked | null): readonly Ratio[] {
  if (!asked) return []
  const tried = unique(asked.quotients)
    .filter(([, whole]) => whole > 0)
    .map(([part, whole]) => ({ part, whole, percent: Math.round((part / whole) * 1e6) / 1e4 }))
  const fits = tried.filter(({ part, whole }) => isNear(figure, (part / whole) * 100))
  if (fits.length === 0 && (!asked.sure || tried.length === 0)) return []
  return [
    {
      ...placeOf(passage, { start: asked.start, end: figure.end }),
      value: figure.value,
      kind: asked.kind,
      holds: fits.length > 0,
      tried: fits.length > 0 ? fits : tried,
      section: passage.section,
    },
  ]
}

const unique = (quotients: readonly Quotient[]) => [...new Map(quotients.map((one) => [one.join('/'), one])).values()]

function isNear(figure: Figure, percent: number): boolean {
  const half = figure.step / 2 + 1e-9
  return percent >= figure.from - half && percent <= figure.to + half
}

function askedAt(figure: Figure, passage: Passage, meant: readonly Meant[], sheet: Sheet): Asked | null {
  const clause = clauseBefore(passage.text, figure)
  if (/分别|左右|均占/.test(clause)) return null
  const start = figure.start - clause.length
  const sentence = sentencesOf(passage.text).find((one) => one.start <= figure.start && figure.end <= one.end)
  if (!sentence) return null
  const here = { figure, passage, clause, start, sentence, meant, sheet }
  if (/占/.test(clause)) return share(here)
  if (/办结率/.test(clause)) return rate(here)
  return /增|升|降|减|落|涨/.test(clause) ? change(here) : null
}

interface Here {
  readonly figure: Figure
  readonly passage: Passage
  readonly clause: string
  readonly start: number
  readonly sentence: Span
  readonly meant: readonly Meant[]
  readonly sheet: Sheet
}

/** 占: the count before it, of any whole told before it or of the flows and disputes of the tables. */
function share(here: Here): Asked | null {
  const before = figuresIn(here.passage).filter((one) => one.end <= here.figure.start && one.unit !== '%')
  const part = before.at(-1)
  if (!part?.exact || part.start < here.sentence.start) return null
  const behindComma = here.passage.text.slice(part.end, here.figure.start)
  if (/[；]|(?:，.*){2}/.test(behindComma)) return null
  const own = here.meant.find((one) => one.figure === part)
  const wholes = before.filter((one) => one !== part && one.unit === part.unit && one.exact && one.value >= part.value)
  const quotients = [...wholes.map((one) => one.value), ...wholesOf(own, here.sheet)].map(
    (whole): Quotient => [part.value, whole],
  )
  const ours = own?.sure && !own.other && own.domain !== 'documents' && own.domain !== 'decisions'
  const single =
    wholes.filter((one) => one.start >= here.sentence.start).length === 1 && /其中/.test(sentenceText(here))
  return {
    kind: 'share',
    quotients,
    sure: (ours && wholesOf(own, here.sheet).length > 0) || (!own && single),
    start: here.start,
  }
}

const sentenceText = ({ passage, sentence }: Here) => passage.text.slice(sentence.start, sentence.end)

function wholesOf(own: Meant | undefined, sheet: Sheet): readonly number[] {
  if (own?.domain === 'requests') return flows(sheet)
  if (own?.domain !== 'disputes') return []
  const blocks = [...sheet.rows.values()].filter(
    ({ row, block }) => !row.role && block.columns.some((one) => one.role === 'total'),
  )
  const keys = blocks.map(({ row }) => row.key)
  return told(sheet, [...keys.map((key) => [key]), keys.slice(1), keys])
}

/** Received, received with carried-in, and settled. */
function flows(sheet: Sheet): readonly number[] {
  const received = sheet.withRole('received')
  return told(sheet, [received, [...received, ...sheet.withRole('carried-in')], sheet.withRole('settled')])
}

function told(sheet: Sheet, choices: readonly (readonly string[])[]): readonly number[] {
  return choices
    .flatMap((rows) => readingsOf(sheet, rows, ['total']))
    .map((way) => way.value)
    .filter((value) => value !== undefined)
}

/** 办结率 of requests; the rate of those in time (按时办结率) is another matter. */
function rate(here: Here): Asked | null {
  if (/[按及限]时|按期|规定|法定|满意/.test(here.clause)) return null
  const ours = here.meant.filter(
    (one) => one.figure.start >= here.sentence.start && one.figure.end <= here.figure.start,
  )
  if (ours.length === 0 || ours.some((one) => one.other || one.domain !== 'requests' || !one.sure)) return null
  const [received = 0, all = 0, settled = 0] = flows(here.sheet)
  const carriedOut = told(here.sheet, [here.sheet.withRole('carried-out')])[0]
  if (carriedOut === undefined) return null
  const quotients: Quotient[] = [
    [settled, all],
    [settled, received],
    [received - carriedOut, received],
  ]
  const values = ours.map((one) => one.figure.value)
  const stated = values
    .flatMap((part) => values.map((whole): Quotient => [part, whole]))
    .filter(([part, whole]) => part < whole)
  return { kind: 'rate', quotients: [...quotients, ...stated], sure: true, start: here.start }
}

/** Growth or fall against a figure of last year, or a difference, that stands in the same sentence. */
function change(here: Here): Asked | null {
  const ours = here.meant.filter(
    (one) => one.figure.start >= here.sentence.start && one.figure.end <= here.figure.start && one.figure.exact,
  )
  const now = ours.filter((one) => !one.other).at(0)
  if (!now || !/同比|[较比](?:上|去|20\d\d)|增长率|增幅|降幅/.test(sentenceText(here))) return null
  const others = figuresIn(here.passage)
    .filter((one) => one.start >= here.sentence.start && one.end <= here.figure.start)
    .filter((one) => one !== now.figure && one.exact && one.unit === now.figure.unit)
    .map((one) => ({ value: one.value, words: clauseBefore(here.passage.text, one) }))
    .filter(({ words }) => /较|比|上年|去年|上一年|同期|20\d\d年/.test(words))
  const falls = /降|减|落/.test(here.clause)
  const value = now.figure.value
  const quotients = others.map((one): Quotient => {
    const differs = /增|减|多|少|降|升|落/.test(one.words)
    const previous = differs ? (falls ? value + one.value : value - one.value) : one.value
    return [falls ? previous - value : value - previous, previous]
  })
  return quotients.length === 1 ? { kind: 'change', quotients, sure: now.sure, start: here.start } : null
}
