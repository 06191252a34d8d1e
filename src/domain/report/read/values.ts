import { dropped } from './flatten.ts'

/** A piece of a table's value area. */
export type Token =
  | {
      readonly kind: 'number'
      readonly start: number
      readonly end: number
      readonly value: number
      /** The digits as printed, without commas; empty where they cannot be cut (sign, point, comma or unit). */
      readonly digits: string
      readonly unit: string
      readonly remark: string
    }
  | { readonly kind: 'blank'; readonly start: number; readonly end: number; readonly soft: boolean }
  /** Something stands there and is no number: a lost character between digits, a letter. */
  | { readonly kind: 'lost'; readonly start: number; readonly end: number }

const number =
  /([+\-±]|增加|减少|增|减|↑|↓)?\s*(\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s*(亿元|万元|万|亿|元|件|个|项|条|份|宗|起|例|次|部|类|人|家))?(?:\s*([(](?![一二三四五六七八九十]{1,2}[)]|\d{1,2}[)])[^()]{1,40}[)]))?/y
const blankMark = /(?:\/|\\|-{1,4}|—+|无|空|不适用|N\/A|n\/a|…)/y
const pageMark = /^\s*(?:-\s*\d{1,3}\s*-|第\s*\d+\s*页.*|\d+\s*\/\s*\d+|\d{4}-\d{2}-\d{2}.*)\s*$/
const han = /[\u3400-\u9fff]+/y
const gap = new RegExp(`[\\s|${dropped}()（）,，。、;；:：“”‘’"'《》<>*_]+`, 'y')

const scale = { 亿元: 1e8, 亿: 1e8, 万元: 1e4, 万: 1e4 } as Record<string, number>

/** Factor from a printed unit to single pieces or yuan. */
export function unitFactor(unit: string): number {
  return scale[unit] ?? 1
}

function toNumber(match: RegExpExecArray, start: number): Token {
  const [all, sign = '', printed = '', unit = '', remark = ''] = match
  const minus = sign === '-' || sign.startsWith('减') || sign === '↓'
  const bare = printed.replace(/[,\s]/g, '')
  const value = (minus ? -1 : 1) * Number(bare)
  const digits = sign || unit || remark || bare !== printed || bare.includes('.') ? '' : bare
  return {
    kind: 'number',
    start,
    end: start + all.trimEnd().length,
    value: Object.is(value, -0) ? 0 : value,
    digits,
    unit,
    remark: remark.slice(1, -1),
  }
}

function testAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/**
 * Reads one piece of a value area. Words of the form are passed over; where other words stand the rest of the piece is
 * not the table's and is passed over too.
 *
 * @param known all words that the form prints
 * @param offset place of `text` in the paper
 */
export function tokensIn(text: string, offset: number, known: string): Token[] {
  if (pageMark.test(text)) return []
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const space = testAt(gap, text, at)
    if (space) {
      at += space[0].length
      continue
    }
    const value = testAt(number, text, at)
    if (value) {
      const end = at + value[0].length
      const after = testAt(han, text, end)
      const foreign = after && !known.includes(after[0].slice(0, 4))
      if (foreign || /[%\uFFFD?A-Za-z年]/.test(text[end] ?? '')) {
        if (text[end] === '\uFFFD' || text[end] === '?')
          tokens.push({ kind: 'lost', start: offset + at, end: offset + end + 1 })
        return tokens
      }
      tokens.push(toNumber(value, offset + at))
      at = end
      continue
    }
    const mark = testAt(blankMark, text, at)
    if (mark && !testAt(han, text, at + mark[0].length) && !/\d/.test(text[at + mark[0].length] ?? '')) {
      tokens.push({ kind: 'blank', start: offset + at, end: offset + at + mark[0].length, soft: false })
      at += mark[0].length
      continue
    }
    const words = testAt(han, text, at)
    if (words) {
      if (!known.includes(words[0].slice(0, 12)) && words[0].length > 2) return tokens
      at += words[0].length
      continue
    }
    if (text[at] === '\uFFFD' || text[at] === '?')
      tokens.push({ kind: 'lost', start: offset + at, end: offset + at + 1 })
    at++
  }
  return tokens
}
