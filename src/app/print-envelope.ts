import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { LetterPaper } from '../domain/request/letters/paper.ts'
import type { RequestKey } from '../store/requests.ts'
import { refusalsOf } from './issue-letter.ts'
import { previewLetter } from './preview-letter.ts'
import { revealApplicant } from './reveal-applicant.ts'
import type { Services } from './services.ts'

export type EnvelopePrinted =
  | { readonly ok: true; readonly paper: LetterPaper }
  /** There is no such request for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusals: readonly Refusal[] }

/** What an envelope shows of the applicant. */
const fields = ['name', 'address', 'postcode'] as const

/** An envelope to the applicant. It is printed and not kept: addresses stand nowhere unsealed, and the trail has the look. */
export async function printEnvelope(services: Services, person: Person, key: RequestKey): Promise<EnvelopePrinted> {
  const revealed = await revealApplicant(services, person, key, { reason: '打印信封', fields })
  if (!revealed.ok) return revealed
  const seen = await previewLetter(services, person, key, { kind: 'envelope', details: {}, sentBy: 'mail' })
  if (seen.ok) return { ok: true, paper: { ...seen.paper, draft: false } }
  return seen.code === 'unknown' ? seen : { ok: false, code: 'refused', refusals: refusalsOf(seen.missing) }
}
