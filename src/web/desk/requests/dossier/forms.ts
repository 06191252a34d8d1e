import type { DeskAction } from '../../../../domain/agency/rights.ts'
import { articles } from '../../../../domain/articles.ts'
import { actionOf, isRequestAction, type RequestActionId } from '../../../../domain/request/actions.ts'
import type { AnyForm } from './action-form.ts'
import { answering } from './forms/answering.ts'
import { asking } from './forms/asking.ts'
import { closing } from './forms/closing.ts'
import { correcting } from './forms/correcting.ts'
import { deciding } from './forms/deciding.ts'
import { disputing } from './forms/disputing.ts'
import { drafting } from './forms/drafting.ts'
import { enclosing } from './forms/enclosing.ts'
import { paying } from './forms/paying.ts'
import { receiving } from './forms/receiving.ts'
import { writing } from './forms/writing.ts'

/** Files come as files and are marked page by page, what everybody may read is looked over: on pages of their own. */
export type FormedAction = Exclude<RequestActionId, 'add-file' | 'redact' | 'publish-answer'>

/** What is done by correcting an entry, which is no action on the dossier's course. */
export type CorrectingAction = keyof typeof correcting

export type FormId = FormedAction | CorrectingAction

/** Every action with its form. */
export const forms = {
  ...receiving,
  ...asking,
  ...answering,
  ...deciding,
  ...paying,
  ...drafting,
  ...closing,
  ...disputing,
  ...enclosing,
  ...writing,
  ...correcting,
} as const satisfies Record<FormId, AnyForm>

export const isFormId = (word: string): word is FormId => Object.hasOwn(forms, word)

export const isCorrecting = (id: FormId): id is CorrectingAction => Object.hasOwn(correcting, id)

export const formOf = (id: FormId): AnyForm => forms[id]

const corrections: Readonly<Record<CorrectingAction, string>> = {
  'correct-entry': '更正登记',
  'record-receipt-by-party': '登记征求意见书送达',
}

/** What an action is called, who may, and the article it rests on. */
export function nameOf(id: FormId | RequestActionId): {
  readonly says: string
  readonly right: DeskAction
  readonly article: string
} {
  if (isRequestAction(id)) return actionOf(id)
  return { says: corrections[id], right: 'correct-entry', article: articles.art45.cite }
}
