import type { Span } from '../paper.ts'

/** A number with its unit as prose prints it, and the whole interval of values it can stand for. */
export interface Figure extends Span {
  /** Start of the digits, after words such as 约. */
  readonly digits: number
  /** As printed, with 万 and 亿 before a counting unit multiplied out; amounts stay in `unit`. */
  readonly value: number
  readonly unit: string
  readonly from: number
  readonly to: number
  /** Whether it is printed in full: neither rounded to 万 nor 约 or 余. */
  readonly exact: boolean
  /** Weight of the last printed decimal: 0.1 for 33.9%. */
  readonly step: number
}

const UNITS = '件次|人次|条次|篇次|个百分点|百分点|万元|亿元|元|件|起|宗|例|条|项|份|部|个|篇|期|次|人|户|家|名|场|批|%'

const FIGURE = new RegExp(
  '(大约|约为|约|将近|接近|近|超过|超|逾|不少于|至少|不足|不到)?(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千]+)' +
    ` ?(余|多)?(百|千|万|亿)?(余|多)?(?:(${UNITS})(?!套|事|工作日|月|小时|自然月))(以上|左右|余|多)?`,
  'g',
)

const DIGITS = '零一二三四五六七八九'
const WEIGHTS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

/** The value of a number below ten thousand written in characters, as 十二 or 两百零五; NaN for what is none. */
export function chineseNumeral(text: string): number {
  let sum = 0
  let digit: number | null = null
  let afterZero = false
  for (const sign of text.replaceAll('两', '二').replaceAll('〇', '零')) {
    const weight = WEIGHTS[sign]
    if (weight === undefined) {
      const value = DIGITS.indexOf(sign)
      if (value < 0 || (digit !== null && digit !== 0)) return Number.NaN
      digit = value
      afterZero = value === 0
    } else {
      if (digit === null && sum > 0) return Number.NaN
      sum += (digit || 1) * weight
      digit = null
    }
  }
  return text.length > 1 && afterZero ? Number.NaN : sum + (digit ?? 0)
}

/** Number of decimals, and the weight of the last digit that is not a trailing zero of a whole number. */
function lastDigit(printed: string): number {
  const decimals = printed.split('.')[1]
  if (decimals !== undefined) return 10 ** -decimals.length
  const zeros = /0*$/.exec(printed)?.[0].length ?? 0
  return 10 ** Math.min(zeros, printed.length - 1)
}

function interval(value: number, step: number, about: string, beyond: string): readonly [number, number] {
  if (beyond === '余' || beyond === '多') return [value, value + step]
  if (beyond === '以上' || /^(超|逾|不少于|至少)/.test(about)) return [value, Number.POSITIVE_INFINITY]
  if (/^不[足到]$/.test(about)) return [0, value]
  if (/近/.test(about)) return [value * 0.9, value]
  if (/约/.test(about) || beyond === '左右') return [value * 0.9, value * 1.1]
  return [value, value]
}

const figuresOf = new WeakMap<object, readonly Figure[]>()

/** The figures of a passage, found once. */
export function figuresIn(passage: { readonly text: string }): readonly Figure[] {
  let figures = figuresOf.get(passage)
  if (!figures) {
    figures = findFigures(passage.text)
    figuresOf.set(passage, figures)
  }
  return figures
}

/** All numbers with a unit in a text whose digits are half-width. Ordinals (第三件) and ranges (3—5件) are no figures. */
export function findFigures(text: string): readonly Figure[] {
  const figures: Figure[] = []
  FIGURE.lastIndex = 0
  for (let match = FIGURE.exec(text); match; match = FIGURE.exec(text)) {
    const figure = toFigure(match, text)
    if (figure) figures.push(figure)
  }
  return figures
}

function toFigure(match: RegExpExecArray, text: string): Figure | null {
  const [all, about = '', printed = '', more = '', scale = '', moreScaled = '', unit = '', tail = ''] = match
  const digits = match.index + about.length
  const before = text[digits - 1] ?? ''
  if (/[第每逐任\d.\-—~～〔]/.test(before) || (/[，、至到]/.test(before) && /\d/.test(text[digits - 2] ?? '')))
    return null
  const ascii = /^\d/.test(printed)
  const bare = printed.replaceAll(',', '')
  const number = ascii ? Number(bare) : chineseNumeral(printed)
  if (Number.isNaN(number)) return null
  if (!ascii && isIdiom(printed, unit, text.slice(match.index + all.length))) return null
  const factor = WEIGHTS[scale] ?? 1
  const step = (ascii ? lastDigit(bare) : 10) * factor
  const amount = unit === '元' && factor >= 10_000
  const money = amount ? `${scale}元` : unit
  const scaled = amount ? 1 : factor
  const value = clean(number * scaled)
  const beyond = more || moreScaled || tail
  const plain = !about && !beyond
  const rounded = plain && (money.endsWith('元') || (ascii && factor > 1))
  const half = rounded ? 0.5 * scaled * (bare.includes('.') ? lastDigit(bare) : 1) : 0
  const [from, to] = rounded
    ? [value - half, value + half]
    : interval(value, amount ? step / factor : step, about, beyond)
  return {
    start: match.index,
    end: match.index + all.length,
    digits,
    value,
    unit: money,
    from: clean(from),
    to: clean(to),
    exact: plain && factor === 1,
    step: bare.includes('.') ? lastDigit(bare) : 1,
  }
}

/** 一起, 一个, 三项: in characters only these units count anything that a table holds, and 一起 mostly means together. */
function isIdiom(printed: string, unit: string, rest: string): boolean {
  if (!/^[件起宗例]$|元$/.test(unit)) return true
  return printed === '一' && unit !== '件' && !/^(?:[，。；、）]|行政|案|$)/.test(rest)
}

/** Removes the noise that multiplying decimals leaves. */
export function clean(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : value
}
