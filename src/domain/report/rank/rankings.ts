import type { Operand } from '../checks/balance.ts'
import { figure } from '../checks/labels.ts'
import type { Measure, Term } from './measures.ts'
import { operandsOf, type Sheet, sumOf } from './operands.ts'

/** A body with the sheets of its reports, where it has them. */
export interface RankedBody {
  readonly agencyId: number
  readonly name: string
  readonly report?: Sheet
  /** The report of the year before. */
  readonly previous?: Sheet
}

/** What a line of a ranking is read from. */
export interface Derivation {
  readonly numerator: readonly Operand[]
  readonly denominator: readonly Operand[]
}

export interface RankedLine {
  /** From 1; equal values share a rank, and the ranks that they fill are left out: 1, 2, 2, 4. */
  readonly rank: number
  readonly agencyId: number
  readonly name: string
  /** In the unit of the measure. */
  readonly value: number
  readonly numerator: number
  /** Null for a count. */
  readonly denominator: number | null
  readonly derivation: Derivation
}

export type Unrankable = 'no-report' | 'no-previous' | 'not-in-form' | 'absent' | 'blank' | 'imbalance' | 'small'

export interface UnrankedLine {
  readonly agencyId: number
  readonly name: string
  readonly code: Unrankable
  readonly reason: string
  /** Null where it cannot be told. */
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly derivation: Derivation
}

export interface Ranking {
  readonly measure: Measure
  /** By rank; within one rank by the body's id. */
  readonly ranked: readonly RankedLine[]
  /** By the body's id. */
  readonly unranked: readonly UnrankedLine[]
}

/** Ranks bodies by a measure. Who cannot be ranked fairly is listed with the figures that there are and the reason. */
export function rank(measure: Measure, bodies: readonly RankedBody[]): Ranking {
  const inOrder = [...bodies].sort((a, b) => a.agencyId - b.agencyId)
  const lines = inOrder.map((body) => lineOf(measure, body))
  const unranked = lines.filter((line) => 'code' in line)
  const worthy = lines.filter(isRankable)
  worthy.sort((a, b) => (measure.higherIsMore ? b.value - a.value : a.value - b.value))
  let place = 0
  const ranked = worthy.map((line, at) => {
    if (at === 0 || line.value !== worthy[at - 1]?.value) place = at + 1
    return { rank: place, ...line }
  })
  return { measure, ranked, unranked }
}

type Rankable = Omit<RankedLine, 'rank'>
type Line = Rankable | UnrankedLine

const isRankable = (line: Line): line is Rankable => !('code' in line)

function lineOf(measure: Measure, body: RankedBody): Line {
  const { agencyId, name } = body
  const parts = {
    numerator: measure.numerator.map((term) => operandsIn(term, body)),
    denominator: measure.denominator.map((term) => operandsIn(term, body)),
  }
  const derivation = { numerator: parts.numerator.flat(), denominator: parts.denominator.flat() }
  const known = { agencyId, name, derivation }
  const untold = whyUntold(measure, body, [...parts.numerator, ...parts.denominator])
  if (untold) return { ...known, ...untold, value: null, numerator: null, denominator: null }
  const numerator = sumOf(derivation.numerator)
  const denominator = measure.kind === 'count' ? null : sumOf(derivation.denominator)
  const value = valueFrom(measure, numerator, denominator)
  const unfair = whyUnfair(measure, numerator, denominator)
  if (unfair || value === null) return { ...known, ...(unfair ?? tooSmall(measure, 0)), value, numerator, denominator }
  return { ...known, value, numerator, denominator }
}

function operandsIn(term: Term, { report, previous }: RankedBody): readonly Operand[] {
  const sheet = term.previous ? previous : report
  return sheet ? operandsOf(term, sheet) : []
}

function valueFrom({ kind }: Measure, numerator: number, denominator: number | null): number | null {
  if (kind === 'count' || denominator === null) return numerator
  return denominator === 0 ? null : (numerator * 100) / denominator
}

type Reason = Pick<UnrankedLine, 'code' | 'reason'>

/** Why the figures themselves cannot be told. `parts` has the operands of each term. */
function whyUntold(measure: Measure, body: RankedBody, parts: readonly (readonly Operand[])[]): Reason | undefined {
  if (!body.report) return { code: 'no-report', reason: '没有本年度的报告' }
  const asksBefore = ({ previous }: Term) => previous
  if (!body.previous && (measure.numerator.some(asksBefore) || measure.denominator.some(asksBefore)))
    return { code: 'no-previous', reason: '没有上年度的报告' }
  if (parts.some((operands) => operands.length === 0))
    return { code: 'not-in-form', reason: '报告所用的格式没有这些数' }
  const absent = parts.flatMap((operands) => operands.filter(({ value }) => value === undefined))
  if (absent.length > 0) return { code: 'absent', reason: `${named(absent)}没有读到` }
  const blank = parts.flatMap((operands) => operands.filter(({ value }) => value === null))
  return blank.length > 0 ? { code: 'blank', reason: `${named(blank)}空白，空白不等于 0` } : undefined
}

/** Why figures that are told are no ground for a rank. */
function whyUnfair(measure: Measure, numerator: number, denominator: number | null): Reason | undefined {
  if (denominator === null) return undefined
  if (measure.kind === 'share' && (numerator > denominator || numerator < 0))
    return { code: 'imbalance', reason: `部分 ${figure(numerator)} 多于总数 ${figure(denominator)}，报告的数字不平` }
  return denominator < measure.smallest || denominator <= 0 ? tooSmall(measure, denominator) : undefined
}

const tooSmall = ({ smallest }: Measure, denominator: number): Reason => ({
  code: 'small',
  reason:
    denominator > 0
      ? `基数只有 ${figure(denominator)} 件，不足 ${smallest} 件，增减一件就会大幅变动，不参加排名`
      : '基数为 0，无法计算',
})

/** The cells by name, each once; of many the first two. */
function named(operands: readonly Operand[]): string {
  const names = [...new Set(operands.map(({ label, previous }) => `${previous ? '上年报告' : ''}“${label}”`))]
  return names.length <= 2 ? names.join('、') : `${names.slice(0, 2).join('、')}等 ${names.length} 格`
}
