import type { Refusal } from '../../../../domain/refusal.ts'
import { actionsIn, type RequestActionId } from '../../../../domain/request/actions.ts'
import type { DossierStatus } from '../../../../domain/request/dossier.ts'
import { refusalOf } from '../../../../domain/request/guards.ts'
import { type CorrectingAction, type FormId, formOf, isFormId, nameOf } from './forms.ts'
import { allows, type DossierView } from './view.ts'

/** What the law forbids now is told where somebody would look for the button; other refusals only hide it. */
const tellingCodes = [
  'asked-already',
  'too-late',
  'extended-already',
  'own-draft',
  'not-yet',
  'verified-already',
  'anew',
]

/** What a person may do with a dossier now. */
export interface Offers {
  /** The natural next ones, the first of them leading. */
  readonly leading: readonly RequestActionId[]
  readonly more: readonly (RequestActionId | CorrectingAction)[]
  /** What the law forbids now, to people who otherwise might. */
  readonly forbidden: readonly { readonly id: RequestActionId; readonly refusal: Refusal }[]
}

const work = ['draft', 'ask-section', 'ask-clarification', 'ask-third-party', 'propose-extension'] as const

/** What naturally comes next in each status, in this order. */
const naturally: { readonly [Status in DossierStatus]: readonly RequestActionId[] } = {
  submitted: ['assign'],
  'awaiting-confirmation': ['confirm-receipt'],
  handling: ['extend', 'answer-search', ...work],
  'awaiting-clarification': ['record-clarification', 'lapse-clarification'],
  'awaiting-payment': ['record-payment', 'lapse-fee'],
  consulting: ['answer-search', 'extend', 'record-third-party', 'record-co-maker', 'record-organ', 'chase', ...work],
  searching: ['answer-search', 'extend', ...work, 'chase'],
  drafted: ['review', 'return', 'draft'],
  reviewed: ['sign-off', 'return'],
  'signed-off': ['reply', 'return'],
  replied: ['deliver'],
  closed: [],
  withdrawn: [],
  transferred: [],
  split: [],
  merged: [],
}

/** Consent is the next thing only where it was asked for, a section's answer only to people of sections. */
function isNatural(id: RequestActionId, { dossier, person }: DossierView): boolean {
  if (id === 'extend') return dossier.extensionProposed !== undefined
  return id !== 'answer-search' || person.sectionId !== null
}

const lacksOf = (id: RequestActionId | CorrectingAction, view: DossierView) =>
  isFormId(id) ? formOf(id).lacks?.(view) : undefined

function correctingOffers(view: DossierView): readonly CorrectingAction[] {
  const all: readonly CorrectingAction[] = ['record-receipt-by-party', 'correct-entry']
  return all.filter((id) => allows(view, nameOf(id).right) && lacksOf(id, view) === undefined)
}

/** Whether a person may do it now, as far as rights, status, law and what there is to choose from can tell. */
export function isOffered(id: FormId | RequestActionId, view: DossierView): boolean {
  const { leading, more } = offersTo(view)
  return [...leading, ...more].includes(id)
}

/** What a person may do with a dossier now, and what not and why. */
export function offersTo(view: DossierView): Offers {
  const { dossier, look, person } = view
  const theirs = actionsIn(dossier.status).filter((id) => allows(view, nameOf(id).right))
  const judged = theirs.map((id) => ({ id, refusal: refusalOf(id, dossier, look, person) }))
  const open = judged.flatMap(({ id, refusal }) => (refusal || lacksOf(id, view) !== undefined ? [] : [id]))
  const leading = naturally[dossier.status].filter((id) => open.includes(id) && isNatural(id, view))
  const told = judged.flatMap(({ id, refusal }) =>
    refusal && tellingCodes.includes(refusal.code) ? [{ id, refusal }] : [],
  )
  // An order to decide anew forbids several things with one sentence.
  const forbidden = told.filter(({ refusal }, at) => told.findIndex((one) => one.refusal.says === refusal.says) === at)
  return { leading, more: [...open.filter((id) => !leading.includes(id)), ...correctingOffers(view)], forbidden }
}
