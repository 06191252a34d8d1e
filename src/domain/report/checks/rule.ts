import type { Claim } from '../claim.ts'
import type { CellKey, ReportForm } from '../form.ts'
import type { Place, Reading, Severity } from '../reading.ts'
import type { RollUp } from '../rollup/roll-up.ts'

/** What every rule is given. */
export interface CheckInput {
  readonly reading: Reading
  readonly form: ReportForm
  readonly claims: readonly Claim[]
  /** The same body's report of the year before. */
  readonly previous?: Reading
  /** For a government's report: the reports of the bodies below it, summed. */
  readonly rollUp?: RollUp
}

/** One place where a rule is broken, before it gets its id, severity, places and fault. */
export interface Hit {
  readonly cells: readonly CellKey[]
  readonly message: string
  readonly left?: number | string
  readonly right?: number | string
  /** Lower or higher than the rule's own. */
  readonly severity?: Severity
  /** Where no cell speaks: the passage of the prose. */
  readonly places?: readonly Place[]
  /** All cells that went into the sum, where `cells` names only the printed one. */
  readonly operands?: readonly CellKey[]
  /** Tells hits without cells apart, in words of the source. */
  readonly key?: string
  readonly fault?: 'report' | 'reading'
}

/** What people read about a rule, wherever findings are shown. */
export interface RuleText {
  readonly id: string
  readonly severity: Severity
  /** The fault in a few words, as 横向不平. */
  readonly title: string
  /** What the rule asks of a report. */
  readonly gist: string
  /** What the person in charge should do about a hit. */
  readonly advice: string
}

export interface Rule extends RuleText {
  /** figures: needs cells alone, so that it can check a sum of reports. source: needs what somebody wrote. */
  readonly reads: 'figures' | 'source'
  readonly check: (input: CheckInput) => readonly Hit[]
}
