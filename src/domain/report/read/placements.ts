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

/** All ways in which the text of a row allows its cells to be told apart; none where the count does not fit at all. */
export interface Placements {
  readonly ways: readonly Placement[]
  /** cells: as many cells as columns; window: blanks to spare; split: digits that ran together; extra: a number too many. */
  readonly by: 'cells' | 'window' | 'split' | 'extra' | 'none'
  /** For windows: how many blanks stand before each. */
  readonly leads?: readonly number[]
}

const mostWays = 4000
const none: Placements = { ways: [], by: 'none' }

function placed(token: Token): Placed | undefined {
  if (token.kind === 'lost') return undefined
  const { start, end } = token
  if (token.kind === 'blank') return { value: null, start, end, unit: '', remark: '' }
  return { value: token.value, start, end, unit: token.unit, remark: token.remark }
}

const isBlank = (token: Token | undefined) => token?.kind === 'blank'

/** Windows of `width` neighbours that leave out blanks only. */
function windows(tokens: readonly Token[], width: number): Placements {
  const first = tokens.findIndex((token) => !isBlank(token))
  const last = tokens.findLastIndex((token) => !isBlank(token))
  const leads: number[] = []
  if (first < 0) leads.push(0)
  else for (let at = Math.max(0, last - width + 1); at <= first && at + width <= tokens.length; at++) leads.push(at)
  return { ways: leads.map((at) => tokens.slice(at, at + width).map(placed)), leads, by: 'window' }
}

/** Ways to cut a run of digits into `parts` numbers without leading zeros. */
function cuts(digits: string, parts: number, most: number): string[][] {
  const found: string[][] = []
  const cut = (at: number, left: number, sofar: string[]): void => {
    if (found.length > most) return
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

/** Ways to cut neighbouring runs of digits into `width` numbers; the gaps between runs stay gaps. */
function splits(tokens: readonly Token[], width: number): Placement[] {
  let ways: Placed[][] = [[]]
  tokens.forEach((token, index) => {
    const rest = tokens.length - index - 1
    const digits = token.kind === 'number' ? token.digits : ''
    const next: Placed[][] = []
    for (const way of ways) {
      const most = width - way.length - rest
      for (let parts = rest === 0 ? most : 1; parts <= most; parts++) {
        if (digits === '' && parts > 1) break
        for (const cut of digits === '' ? [['']] : cuts(digits, parts, mostWays)) {
          let start = token.start
          const pieces = cut.map((piece): Placed => {
            const end = digits === '' ? token.end : start + piece.length
            const value = digits === '' && token.kind === 'number' ? token.value : Number(piece)
            const one = { value, start, end, unit: '', remark: '' }
            start = end
            return one
          })
          next.push([...way, ...pieces])
          if (next.length > mostWays) return
        }
      }
    }
    ways = next
  })
  return ways.filter((way) => way.length === width)
}

/** Ways to leave out numbers that are not the row's, as a page number between two rows. */
function without(tokens: readonly Token[], width: number): Placement[] {
  const extra = tokens.length - width
  if (extra === 1) return tokens.map((_, out) => tokens.filter((_token, at) => at !== out).map(placed))
  return Array.from({ length: extra + 1 }, (_, at) => tokens.slice(at, at + width).map(placed))
}

const ranTogether = (token: Token) => token.kind === 'number' && /^0\d/.test(token.digits)

/**
 * Tells the cells of a row apart.
 *
 * @param loose cells of this document ran together elsewhere, so a run of digits may hold several cells
 */
export function placementsOf(zone: Zone, width: number, loose: boolean): Placements {
  for (const tokens of [zone.tokens, zone.apart]) {
    if (tokens.length === width && !tokens.some(ranTogether)) return { ways: [tokens.map(placed)], by: 'cells' }
  }
  const tokens = zone.apart
  const hardened = tokens.filter((token) => !(token.kind === 'blank' && token.soft))
  const filled = tokens.filter((token) => token.kind !== 'blank')
  if (filled.length === 0) {
    return hardened.length >= width ? windows(hardened, width) : none
  }
  const together = filled.some(ranTogether)
  if (!together && hardened.length >= width && filled.length <= width) {
    const found = windows(hardened, width)
    if (found.ways.length > 0) return found
    if (filled.length === width) return { ways: [filled.map(placed)], by: 'cells' }
  }
  if (!together && filled.length === width) return { ways: [filled.map(placed)], by: 'cells' }
  if (filled.length > width && !together)
    return filled.length <= width + 2 ? { ways: without(filled, width), by: 'extra' } : none
  if (together || loose || width === 1) {
    const numbers = filled.filter((token) => token.kind === 'number')
    if (numbers.length === filled.length && hardened.length === filled.length)
      return { ways: splits(filled, width), by: 'split' }
    return none
  }
  if (tokens.length >= width) {
    const found = windows(tokens, width)
    if (found.ways.length > 0) return found
  }
  return none
}
