import type { Kysely } from 'kysely'
import type { EntryCorrection } from '../../../../app/correct-entry.ts'
import type { LetterAsked, LetterIssued } from '../../../../app/issue-letter.ts'
import type { Refusal } from '../../../../domain/refusal.ts'
import type { Fact } from '../../../../domain/request/facts.ts'
import type { Details, DetailsOf } from '../../../../domain/request/letters/details.ts'
import type { Database } from '../../../../store/schema.ts'
import type { DossierView } from './view.ts'

/** How a field stands in a form, beyond what the details tell. */
export interface FieldLook {
  readonly hint?: string
  /** What it begins with: a text, or lists and parts of texts as a form gives them back. */
  readonly initial?: unknown
  /** One line instead of several. */
  readonly short?: true
  /** Several of these may be ticked, instead of a line for each. */
  readonly tick?: Readonly<Record<string, string>>
}

/** What comes of a form that was filled in rightly. */
export type Plan =
  | {
      readonly facts: readonly Fact[]
      /** A letter to look at, which goes out only later. */
      readonly preview?: LetterAsked
    }
  | {
      readonly facts: (letters: readonly LetterIssued[]) => readonly Fact[]
      readonly letters: readonly LetterAsked[]
    }
  | { readonly correction: EntryCorrection }

/** The dossier that a form is filled in for. */
export interface FormAt extends DossierView {
  /** What was chosen before the form, by the name of the choice: an entry, a kind of letter. */
  readonly chosen: Readonly<Record<string, string>>
}

/** Something that is to be chosen before it is clear which fields there are. */
export interface Choosing {
  readonly name: string
  readonly says: string
  readonly options: Readonly<Record<string, string>>
}

/** The form of an action: what it means in law, what it asks for, what it adds. */
export interface ActionForm<All extends Details = Details> {
  /** What the action does in law, for whoever is about to do it. */
  readonly gist: string
  /** Why there is nothing to fill in now; the button is not shown then. */
  readonly lacks?: (at: DossierView) => string | undefined
  readonly choose?: (at: DossierView) => Choosing
  /** Names of what was told on the pages before, and goes along with the form. */
  readonly carries?: readonly string[]
  readonly fields: (at: FormAt) => All
  readonly looks?: (at: FormAt) => { readonly [Name in keyof All]?: FieldLook }
  /** What is wrong although every field is well-formed, by the name of the field. */
  readonly problems?: (values: DetailsOf<All>, at: FormAt) => Readonly<Record<string, string>>
  /** What the law says against it as a whole. */
  readonly check?: (values: DetailsOf<All>, at: FormAt) => readonly Refusal[]
  /** What is wrong as the database knows it, by the name of the field. */
  readonly lookUp?: (
    db: Kysely<Database>,
    values: DetailsOf<All>,
    at: FormAt,
  ) => Promise<Readonly<Record<string, string>>>
  readonly plan: (values: DetailsOf<All>, at: FormAt) => Plan
  /** It puts something in writing: one may look at it before it goes out. */
  readonly writes?: true
  /** It prepares a letter that goes out later. */
  readonly previews?: true
}

/** A form whatever its fields. */
export type AnyForm = Omit<ActionForm, 'looks' | 'problems' | 'check' | 'lookUp' | 'plan'> & {
  readonly looks?: (at: FormAt) => Readonly<Record<string, FieldLook | undefined>>
  readonly problems?: (values: never, at: FormAt) => Readonly<Record<string, string>>
  readonly check?: (values: never, at: FormAt) => readonly Refusal[]
  readonly lookUp?: (db: Kysely<Database>, values: never, at: FormAt) => Promise<Readonly<Record<string, string>>>
  readonly plan: (values: never, at: FormAt) => Plan
}

/** Ties the types of what a form asks for and what it does together. */
export const form = <const All extends Details>(made: ActionForm<All>): AnyForm => made as unknown as AnyForm
