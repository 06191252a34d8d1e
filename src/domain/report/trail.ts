import type { CellKey } from './form.ts'
import type { ReportAction, ReportStatus } from './status.ts'

/** What a cell holds: a number, null where it is printed blank, `absent` where it cannot be told for sure. */
export type CellState = number | null | 'absent'

/** What people say of a finding, with the word shown for it. */
export const verdicts = {
  confirmed: '属实',
  dismissed: '误报',
  explained: '已说明',
} as const satisfies Record<string, string>

export type Verdict = keyof typeof verdicts

/** Something that a person did with a report. `sha256` (hexadecimal) tells the file whose reading was corrected. */
export type TrailEvent =
  | { readonly kind: 'imported'; readonly fileName: string; readonly sha256: string }
  | { readonly kind: 'replaced'; readonly fileName: string; readonly sha256: string }
  | { readonly kind: 'read-again'; readonly changedCells: readonly CellKey[] }
  | {
      readonly kind: 'corrected'
      readonly cell: CellKey
      readonly was: CellState
      /** Equal to `was`: a person has looked and the reading is right. */
      readonly to: CellState
      readonly reason: string
      readonly sha256: string
    }
  | { readonly kind: 'correction-undone'; readonly cell: CellKey; readonly sha256: string }
  | {
      readonly kind: 'judged'
      /** Stable id of the finding. */
      readonly finding: string
      readonly verdict: Verdict
      readonly reason: string
      /** What the finding said. */
      readonly message: string
    }
  | { readonly kind: 'judgement-undone'; readonly finding: string; readonly message: string }
  | {
      readonly kind: 'moved'
      readonly action: ReportAction
      readonly from: ReportStatus
      readonly to: ReportStatus
      readonly reason: string
    }
  | { readonly kind: 'discarded'; readonly year: number; readonly title: string; readonly fileName: string }
  | { readonly kind: 'nil-declared'; readonly year: number; readonly reason: string }
  | { readonly kind: 'nil-withdrawn'; readonly year: number }

/** An event with who and when. Entries are never changed; an undoing is an entry of its own. */
export interface TrailEntry {
  readonly id: number
  readonly at: Date
  /** Name of the person at the time. */
  readonly person: string
  readonly event: TrailEvent
}
