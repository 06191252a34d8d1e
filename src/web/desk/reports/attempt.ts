import type { Acted } from '../../../app/act-on-report.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import type { TrailEntry } from '../../../domain/report/trail.ts'

/** What a person may do on the page of verification; the last part of the address that it is posted to. */
export const verbs = [
  'act',
  'correct',
  'undo-correction',
  'judge',
  'undo-judgement',
  'read-again',
  'replace-file',
] as const

export type Verb = (typeof verbs)[number]

export const isVerb = (word: string): word is Verb => (verbs as readonly string[]).includes(word)

/** What a person wanted to do and could not, with what they typed. */
export interface Attempt {
  readonly verb: Verb
  readonly fields: Readonly<Record<string, string>>
  readonly outcome:
    | { readonly code: 'changed'; readonly since: readonly TrailEntry[] }
    | { readonly code: 'refused'; readonly refusal: Refusal }
    /** What was typed cannot be taken as it is. */
    | { readonly code: 'invalid'; readonly says: string }
}

export type Tried = Acted | { readonly ok: false; readonly code: 'invalid'; readonly says: string }

/** What was typed in the form of a verb that failed, where the form is the one for this thing. */
export function typedIn(
  attempt: Attempt | undefined,
  verb: Verb,
  same: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (attempt?.verb !== verb) return {}
  const fits = Object.entries(same).every(([name, value]) => attempt.fields[name] === value)
  return fits ? attempt.fields : {}
}
