import type { CellKey } from './form.ts'
import type { Place, Severity } from './reading.ts'

/** One rule broken at one place: both sides, the cells and their places. */
export interface Finding {
  /** Id of the rule in the registry. */
  readonly id: string
  /** Stable over re-readings of the same source: made from rule, cells and values. */
  readonly stableId: string
  readonly severity: Severity
  readonly cells: readonly CellKey[]
  readonly left?: number | string
  readonly right?: number | string
  /** left − right where both are numbers. */
  readonly difference?: number
  readonly message: string
  readonly places: readonly Place[]
  /** Whether the report or our reading is more likely at fault. */
  readonly fault: 'report' | 'reading'
}
