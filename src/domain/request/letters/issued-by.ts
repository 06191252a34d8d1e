import type { RequestActionId } from '../actions.ts'
import { type LetterKind, letterKinds } from './kinds.ts'

/** Letters that no other action brings with it. */
export const otherLetters = [
  'receipt',
  'consultation-notice',
  'third-party-disclosure-notice',
  'delivery-receipt',
  'review-sheet',
] as const satisfies readonly LetterKind[]

const replies = (Object.keys(letterKinds) as LetterKind[]).filter((kind) => kind.startsWith('reply.'))

/** Which letters go out along with an action: no reply goes out unsigned, no extension without consent (arts. 33, 45). */
const letters: { readonly [Id in RequestActionId]?: readonly LetterKind[] } = {
  'ask-clarification': ['clarification-notice'],
  'demand-reasons': ['reasons-notice'],
  'ask-third-party': ['third-party-consultation', 'consultation-notice'],
  'ask-co-maker': ['co-maker-consultation', 'consultation-notice'],
  'ask-organ': ['co-agency-letter', 'consultation-notice'],
  extend: ['extension-notice'],
  delay: ['delay-notice'],
  'notice-fee': ['fee-notice'],
  reply: replies,
  'send-letter': otherLetters,
  'correct-letter': ['correcting-letter'],
}

export const mayIssue = (action: RequestActionId, kind: LetterKind): boolean => letters[action]?.includes(kind) === true
