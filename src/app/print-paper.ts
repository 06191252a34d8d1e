import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { LetterPaper } from '../domain/request/letters/paper.ts'
import { carriers, ways } from '../domain/request/letters/write-application-form.ts'
import type { Applicant } from '../store/applicants.ts'
import { findRequest, type RequestKey, type RequestRow } from '../store/requests.ts'
import { refusalsOf } from './issue-letter.ts'
import { previewLetter } from './preview-letter.ts'
import { type ApplicantField, applicantFields, revealApplicant } from './reveal-applicant.ts'
import type { Services } from './services.ts'

export type PaperPrinted =
  | { readonly ok: true; readonly paper: LetterPaper }
  /** There is no such request for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusals: readonly Refusal[] }

interface Printable {
  readonly says: string
  /** What it shows of the applicant. */
  readonly fields: readonly ApplicantField[]
}

/** Papers that bear an applicant's data: printed and not kept. */
export const printables = {
  envelope: { says: '打印信封', fields: ['name', 'address', 'postcode'] },
  'application-form': { says: '打印申请表', fields: Object.keys(applicantFields) as ApplicantField[] },
} as const satisfies Record<string, Printable>

export type PrintableId = keyof typeof printables

export const isPrintable = (word: string): word is PrintableId => Object.hasOwn(printables, word)

/** The option that a word means, where it means one. */
const optionOf = (options: Readonly<Record<string, string>>, word: string) =>
  Object.keys(options).find((id) => options[id]?.startsWith(word))

/** Art. 29: the form filled in for the applicant, to be signed. */
function formOf(row: RequestRow, data: Partial<Applicant>): Readonly<Record<string, unknown>> {
  const { applicant_type: type, content, medium, delivery, submitted_on: appliedOn } = row
  return {
    ...data,
    type,
    information: content,
    carrier: optionOf(carriers, medium),
    way: optionOf(ways, delivery),
    appliedOn,
  }
}

/**
 * A paper with the applicant's data. It is printed and not kept: addresses and identity numbers stand nowhere unsealed,
 * and the trail says who had it printed (个人信息保护法第五十一条).
 */
export async function printPaper(
  services: Services,
  person: Person,
  key: RequestKey,
  kind: PrintableId,
): Promise<PaperPrinted> {
  const { says, fields } = printables[kind]
  const revealed = await revealApplicant(services, person, key, { reason: says, fields })
  if (!revealed.ok) return revealed
  const row = await findRequest(services.db, key)
  const details = row && kind === 'application-form' ? formOf(row, revealed.data) : {}
  const seen = await previewLetter(services, person, key, { kind, details, sentBy: 'mail' })
  if (seen.ok) return { ok: true, paper: { ...seen.paper, draft: false } }
  return seen.code === 'unknown' ? seen : { ok: false, code: 'refused', refusals: refusalsOf(seen.missing) }
}
