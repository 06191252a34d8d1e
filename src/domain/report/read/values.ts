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
      /** Nothing parts it from the number before it. */
      readonly glued: boolean
      /** A sign is printed before it. */
      readonly signed: boolean
    }
  | { readonly kind: 'blank'; readonly start: number; readonly end: number; readonly soft: boolean }
  /** Something stands there and is no number: a lost character between digits, a letter. */
  | { readonly kind: 'lost'; readonly start: number; readonly end: number }

const number =
  /([+\-±]|(?:增加|减少|增|减|↑|↓)\s*)?(\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s*(亿元|万元|万|亿|元|件|个|项|条|份|宗|起|例|次|部|类|人|家))?(?:\s*([(](?![一二三四五六七八九十]{1,2}[)]|\d{1,2}[)])[^()]{1,40}[)]))?/y
const blankMark = /(?:\/|\\|-{1,4}|—+|无|空|不适用|N\/A|n\/a|…)/y
const pageMark = /^\s*(?:-\s*\d{1,3}\s*-|第\s*\d+\s*页.*|\d+\s*\/\s*\d+|\d{4}-\d{2}-\d{2}.*)\s*$/
/** A line drawn with dashes: its short pieces are no marks of blank cells. */
const isRule = (text: string) => /^[\s\-=_+*]+$/.test(text) && /[-=_]{5}/.test(text)
const han = /[\u3400-\u9fff]+/y
const gap = new RegExp(`(?:[\\s|${dropped}()（）,，。、;；:：“”‘’"'《》<>*_]|&nbsp;)+`, 'y')

const scale = { 亿元: 1e8, 亿: 1e8, 万元: 1e4, 万: 1e4 } as Record<string, number>

/** Factor from a printed unit to single pieces or yuan. */
export function unitFactor(unit: string): number {
  return scale[unit] ?? 1
}

function toNumber(match: RegExpExecArray, start: number, glued: boolean): Token {
  const [all, sign = '', printed = '', unit = '', remark = ''] = match
  const minus = /^[-减↓]/.test(sign)
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
    glued,
    signed: sign !== '',
  }
}

function testAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** An item number and the label behind it: `4.保护第三方`, `4、保护`. */
const itemLabel = /\d{1,2}\s*[.、)]\s*[\u3400-\u9fff\uFFFD?]/y

export interface Piece {
  readonly tokens: readonly Token[]
  /** A label begins in this piece: what follows is another row's. */
  readonly ended: boolean
}

/** A lost character, with the digits behind it: what they belong to cannot be told. */
const lostRun = /[\uFFFD?][\d,.]*/y
/** What stands joined together, of a length that keeps the search linear; thousands are parted by commas. */
const joinedRun = /(?:(?!&nbsp;)[^\s|\ue000()（）,，。、;；:：“”‘’"'《》<>*_?\uFFFD\u3400-\u9fff]|,(?=\d)){1,40}/y
/** Letters, fractions and signs that belong to no count: `A0`, `#DIV/0!`, `1/2`, `≥5`. Marks of footnotes and ¥ may. */
const oddSign = /[#!$@&^~={}[\]\\/·•¼-¾⅐-⅞]|(?![+\-±|<>↑↓¥0-9])[\p{L}\p{Nd}\p{Nl}\p{Sm}\p{Sc}\p{So}]/u
const oddPoint = /\.\.|^[+-]?\.\d|\d\.\d+\.\d/

/** Whether text without words of the language cannot be a count. */
export const isOdd = (text: string): boolean => (/%/.test(text) || oddSign.test(text)) && !/[\u3400-\u9fff]/.test(text)

/** Digits with something joined to them that makes them no count, or a rank: a number that was not meant as one. */
function noCountAt(text: string, at: number): string | undefined {
  const run = testAt(joinedRun, text, at)?.[0]
  if (!run || !/\d/.test(run)) return undefined
  return oddSign.test(run) || oddPoint.test(run) || text[at - 1] === '第' ? run : undefined
}

/** Words with a lost character between them: another row's label, since this row's own stands before its values. */
const damagedWords = /[\u3400-\u9fff]+[\uFFFD?][\u3400-\u9fff]|[\uFFFD?][\u3400-\u9fff]{2}/y

const edge = /[|,，、;；()（）\n\t]/

/** A mark for "nothing" is the whole of its cell: no letters beside it, a word for it none behind a space either. */
function blankAt(text: string, at: number, before: string): string | undefined {
  const mark = testAt(blankMark, text, at)?.[0]
  if (!mark) return undefined
  const next = text[at + mark.length]
  if (next !== undefined && !/\s/.test(next) && !edge.test(next)) return undefined
  if (isHan(text[at - 1] ?? before) || isHan(text.slice(at + mark.length).trimStart()[0])) return undefined
  const left = text.slice(0, at).trimEnd().at(-1)
  return isHan(mark[0]) && left !== undefined && !/[\d/无-]/.test(left) ? undefined : mark
}

const isHan = (char: string | undefined) => char !== undefined && /[\u3400-\u9fff]/.test(char)

/** A lost character counts where a number may have stood: beside digits, or alone in its cell. */
function lostAt(text: string, at: number, before: string): boolean {
  const left = text[at - 1] ?? before
  const right = text[at + 1] ?? ''
  if (/\d/.test(left) || /\d/.test(right)) return true
  return (left === '' || /[\s|]/.test(left)) && (right === '' || /[\s|]/.test(right))
}

function numberAt(text: string, at: number, known: string): RegExpExecArray | 'foreign' | undefined {
  const value = testAt(number, text, at)
  if (!value) return undefined
  const after = testAt(han, text, at + value[0].length)
  const foreign = after && !known.includes(after[0].slice(0, 4))
  return foreign || /[%\uFFFD?A-Za-z年]/.test(text[at + value[0].length] ?? '') ? 'foreign' : value
}

/**
 * Reads one piece of a value area. Words of the form are passed over; where other words stand the rest of the piece is
 * not the table's and is passed over too.
 *
 * @param known all words that the form prints
 * @param offset place of `text` in the paper
 * @param before the character before it, empty at the beginning of a cell
 */
export function readPiece(text: string, offset: number, known: string, before: string): Piece {
  if (pageMark.test(text) || isRule(text)) return { tokens: [], ended: false }
  const tokens: Token[] = []
  const done = (ended: boolean): Piece => ({ tokens, ended })
  let at = 0
  while (at < text.length) {
    const space = testAt(gap, text, at)
    if (space) {
      at += space[0].length
      continue
    }
    if (testAt(itemLabel, text, at) || testAt(damagedWords, text, at)) return done(true)
    const noCount = noCountAt(text, at)
    if (noCount) {
      tokens.push({ kind: 'lost', start: offset + at, end: offset + at + noCount.length })
      at += noCount.length
      continue
    }
    const value = numberAt(text, at, known)
    if (value === 'foreign') {
      const lost = /^[\d,.]*[\uFFFD?]/.exec(text.slice(at))
      if (lost) tokens.push({ kind: 'lost', start: offset + at, end: offset + at + lost[0].length })
      return done(false)
    }
    if (value) {
      const last = tokens[tokens.length - 1]
      const glued = last?.kind === 'number' && /^,?$/.test(text.slice(last.end - offset, at))
      tokens.push(toNumber(value, offset + at, glued))
      at += value[0].length
      continue
    }
    const mark = blankAt(text, at, before)
    if (mark) {
      tokens.push({ kind: 'blank', start: offset + at, end: offset + at + mark.length, soft: false })
      at += mark.length
      continue
    }
    const words = testAt(han, text, at)
    if (words) {
      if (!known.includes(words[0].slice(0, 12)) && words[0].length > 2) return done(false)
      at += words[0].length
      continue
    }
    const lost = testAt(lostRun, text, at)?.[0]
    if (lost && lostAt(text, at, before))
      tokens.push({ kind: 'lost', start: offset + at, end: offset + at + lost.length })
    at += lost?.length ?? 1
  }
  return done(false)
}
