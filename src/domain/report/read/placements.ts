import type { Token } from './values.ts'
import type { Zone } from './zone.ts'

/** What one cell of a row holds in one way of reading the row; undefined where the text does not tell. */
export interface Placed {
  readonly value: number | null
  readonly start: number
  readonly end: number
  readonly unit: string
  readonly remark: string
}
export type Placement = readonly (Placed | undefined)[]

/** Where a row's values begin: after how many blanks, and in which column. */
export interface Lead {
  readonly blanks: number
  readonly column: number
}

/** All ways in which the text of a row allows its cells to be told apart; none where the count does not fit at all. */
export interface Placements {
  readonly ways: readonly Placement[]
  /** cells: as many cells as columns; window: blanks to spare; split: digits that ran together; extra: a number too many. */
  readonly by: 'cells' | 'window' | 'split' | 'extra' | 'none'
  /** For windows: where each begins. */
  readonly leads?: readonly Lead[]
  /** For splits: how many the text allows, before the total decides. */
  readonly allowed?: number
}

/** How a document prints the cells of its tables. */
export interface Habits {
  /** Cells run together somewhere, so any run of digits may hold several. */
  readonly together: boolean
  /** Empty lines are spacing and no cells. */
  readonly spaced: boolean
}

/** How the totals of a table decide between cuts. */
export interface Closing {
  /** Whether every total of the row is the sum of its parts. */
  readonly closes: (row: Placement) => boolean
  /** A row with fewer numbers can be judged too: its last one is the total. */
  readonly judgesShorter: boolean
}

const mostWays = 4000
/** In rows up to this width a wide cell may leave blanks between two numbers. */
const mostPadded = 3
const none: Placements = { ways: [], by: 'none' }

function placed(token: Token): Placed | undefined {
  if (token.kind === 'lost') return undefined
  const { start, end } = token
  if (token.kind === 'blank') return { value: null, start, end, unit: '', remark: '' }
  return { value: token.value, start, end, unit: token.unit, remark: token.remark }
}

const isBlank = (token: Token | undefined) => token?.kind === 'blank'

/** Windows of `width` neighbours that leave out blanks only. */
function windows(tokens: readonly Token[], width: number, columnOf: Zone['columnOf']): Placements {
  const first = tokens.findIndex((token) => !isBlank(token))
  const last = tokens.findLastIndex((token) => !isBlank(token))
  const starts: number[] = []
  if (first < 0) starts.push(0)
  else {
    for (let at = Math.max(0, last - width + 1); at <= first && at + width <= tokens.length; at++) starts.push(at)
  }
  const leads = starts.map((at) => ({ blanks: at, column: columnOf(tokens[at] as Token) }))
  return { ways: starts.map((at) => tokens.slice(at, at + width).map(placed)), leads, by: 'window' }
}

/** Ways to cut a run of digits into `parts` numbers without leading zeros. */
function cuts(digits: string, parts: number): string[][] {
  const found: string[][] = []
  const cut = (at: number, left: number, sofar: string[]): void => {
    if (found.length > mostWays) return
    if (left === 0) {
      if (at === digits.length) found.push(sofar)
      return
    }
    const longest = digits[at] === '0' ? 1 : Math.min(7, digits.length - at - left + 1)
    for (let size = 1; size <= longest; size++) cut(at + size, left - 1, [...sofar, digits.slice(at, at + size)])
  }
  cut(0, parts, [])
  return found
}

type NumberToken = Extract<Token, { kind: 'number' }>

function piecesOf(token: NumberToken, cut: readonly string[]): Placed[] {
  let start = token.start
  return cut.map((piece) => {
    const one = { value: Number(piece), start, end: start + piece.length, unit: '', remark: '' }
    start = one.end
    return one
  })
}

/** Ways to cut neighbouring runs of digits into `width` numbers; the gaps between runs stay gaps. */
function splits(tokens: readonly NumberToken[], width: number): Placement[] {
  let ways: Placed[][] = [[]]
  tokens.forEach((token, index) => {
    const rest = tokens.length - index - 1
    const next: Placed[][] = []
    for (const way of ways) {
      const most = width - way.length - rest
      for (let parts = rest === 0 ? most : 1; parts <= most && next.length <= mostWays; parts++) {
        for (const cut of cuts(token.digits, parts)) next.push([...way, ...piecesOf(token, cut)])
      }
    }
    ways = next
  })
  return ways.filter((way) => way.length === width)
}

const isGlued = (token: Token) => token.kind === 'number' && token.glued
/** A sign parts a number from the one before it: 35-15 is 35 and -15. */
const isMerged = (token: Token) => isGlued(token) && token.kind === 'number' && !token.signed

/** Ways to leave out a number that is not the row's, as a page number; more are digits wrapped in narrow cells. */
function withoutOne(tokens: readonly Token[]): Placement[] {
  return tokens.map((_, out) => tokens.filter((_token, at) => at !== out).map(placed))
}

/** A run of digits that begins with a zero holds more than one cell. */
export const ranTogether = (token: Token) => token.kind === 'number' && /^0\d/.test(token.digits)

/** Whether the digits may also be cut into fewer numbers, as where a cell was blank. */
function allowsFewer(numbers: readonly NumberToken[], width: number): boolean {
  for (let fewer = numbers.length; fewer < width; fewer++) if (splits(numbers, fewer).length > 0) return true
  return false
}

/** A run of zeros holds as many cells as zeros. */
function zeros(numbers: readonly NumberToken[], width: number): Placements {
  const cells = numbers.flatMap((token) => piecesOf(token, token.digits.split('')))
  return { ways: cells.length === width ? [cells] : [], by: 'split' }
}

/**
 * Digits that ran together. Blank cells leave no trace there, so a cut into fewer numbers is possible too; the
 * totals decide between cuts where the table has them.
 */
function splitRow(filled: readonly Token[], width: number, closing: Closing | undefined): Placements {
  const numbers = filled.filter((token): token is NumberToken => token.kind === 'number' && token.digits !== '')
  if (numbers.length < filled.length) return none
  if (numbers.every(({ digits }) => /^0+$/.test(digits))) return zeros(numbers, width)
  const ways = splits(numbers, width)
  if (ways.length === 1 && !allowsFewer(numbers, width)) return { ways, by: 'split' }
  const undecided: Placements = { ways: [], by: 'split', allowed: ways.length }
  if (!closing) return undecided
  for (let fewer = Math.max(2, numbers.length); closing.judgesShorter && fewer < width; fewer++) {
    if (splits(numbers, fewer).some(closing.closes)) return undecided
  }
  return { ...undecided, ways: ways.filter(closing.closes) }
}

/**
 * Tells the cells of a row apart.
 *
 * @param closing absent where the table prints no totals
 */
export function placementsOf(zone: Zone, width: number, habits: Habits, closing: Closing | undefined): Placements {
  const keep = (tokens: readonly Token[]) =>
    habits.spaced ? tokens.filter((token) => !(token.kind === 'blank' && token.soft)) : tokens
  for (const tokens of [keep(zone.tokens), keep(zone.apart)]) {
    if (tokens.length === width && !tokens.some((token) => ranTogether(token) || isMerged(token)))
      return { ways: [tokens.map(placed)], by: 'cells' }
  }
  const tokens = keep(zone.apart)
  if (tokens.some(isGlued)) return none
  const filled = tokens.filter((token) => token.kind !== 'blank')
  const together = filled.some(ranTogether)
  if (filled.length === 0) return tokens.length >= width ? windows(tokens, width, zone.columnOf) : none
  if (together || (habits.together && filled.length < width)) {
    return tokens.length === filled.length ? splitRow(filled, width, closing) : none
  }
  if (filled.length > width) return filled.length === width + 1 ? { ways: withoutOne(filled), by: 'extra' } : none
  if (tokens.length >= width) {
    const found = windows(tokens, width, zone.columnOf)
    if (found.ways.length > 0) return found
  }
  const firm = width > mostPadded && tokens.some((token) => token.kind === 'blank' && !token.soft)
  return filled.length === width && !firm ? { ways: [filled.map(placed)], by: 'cells' } : none
}
