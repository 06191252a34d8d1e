import type { CellKey } from './form.ts'
import type { Span } from './paper.ts'

export type Severity = 'error' | 'warning' | 'hint'

/** A number, or null where the source prints the cell blank. A cell that is not told for sure is absent from the record. */
export type Cells = Readonly<Record<CellKey, number | null>>

export interface Place extends Span {
  /** What the source prints there. */
  readonly text: string
}

/** What the reader was unsure of: about the reading, not about the report. */
export interface Problem {
  readonly code: string
  readonly severity: Severity
  readonly cell?: CellKey
  /** All cells the problem speaks of, where it is more than one. */
  readonly cells?: readonly CellKey[]
  readonly message: string
  readonly place?: Place
}

export interface NarrativeParagraph extends Span {
  /** Clean text: simplified characters, no injected pinyin, no stray spaces. */
  readonly text: string
  /** For each character of `text` its offset in the paper. */
  readonly offsets: readonly number[]
  /** Level of a numbered sub-heading: 1 for （一）, 2 for 1. */
  readonly heading?: number
}

/** A section as the source prints it. */
export interface SectionFound extends Span {
  /** Key of the form's section. */
  readonly key: string
  /** Numeral printed before the title, as a number; null where none is printed. */
  readonly printedNumber: number | null
  readonly printedTitle: string
  readonly paragraphs: readonly NarrativeParagraph[]
}

export interface Contact {
  readonly address?: string
  readonly postcode?: string
  readonly telephone?: string
  readonly fax?: string
  readonly email?: string
}

export interface Reading {
  readonly title: string | null
  readonly agency: string | null
  readonly year: number | null
  /** Id of the form that the tables follow. */
  readonly form: string
  /** Statistics period as plain dates, `YYYY-MM-DD`. */
  readonly period: { readonly from: string; readonly to: string } | null
  readonly contact: Contact
  readonly cells: Cells
  readonly sources: Readonly<Record<CellKey, Place>>
  /** What stands in a cell beside its number, as （其中修订16件）. */
  readonly remarks: Readonly<Record<CellKey, string>>
  /** Cells whose value was chosen among splits that the text allows, because only one satisfies the identities. */
  readonly chosen: readonly CellKey[]
  /** Printed unit where the source states one for an amount. */
  readonly units: Readonly<Record<CellKey, string>>
  /** Text before the first section. */
  readonly preamble: readonly NarrativeParagraph[]
  /** In the order of the source. */
  readonly sections: readonly SectionFound[]
  readonly problems: readonly Problem[]
}

/** The source cannot be read as an annual report; `message` says in one sentence what it is and what to do. */
export interface Unreadable {
  readonly code: string
  readonly message: string
}
