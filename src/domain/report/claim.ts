import type { CellKey } from './form.ts'

/** What the prose says of something the tables hold. `start` and `end` are offsets into the paper's text. */
export interface Claim {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly value: number
  readonly unit: string
  /** fits: some admissible reading of the tables gives the value; mismatch: none does; other: looks like one, measures something else. */
  readonly verdict: 'fits' | 'mismatch' | 'other'
  /** Readings that fit, each a cell key or a sum of them joined by `+`. */
  readonly fits: readonly CellKey[]
  /** Readings that were tried, with their values, for a mismatch. */
  readonly tried?: readonly { readonly reading: string; readonly value: number }[]
  /** Key of the section the claim stands in. */
  readonly section: string
}
