import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { maskAddress, maskEmail, maskIdentityNumber, maskName, maskPhone } from '../domain/request/masking.ts'
import { type Applicant, openApplicant } from '../store/applicants.ts'
import type { RequestKey } from '../store/requests.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { requestSubject } from './append-facts.ts'
import { findReadable } from './readable-request.ts'
import type { Services } from './services.ts'

/** What is known of an applicant, a field at a time, with the word shown for it. */
export const applicantFields = {
  name: '姓名或者名称',
  identityKind: '证件名称',
  identityNumber: '证件号码',
  phone: '联系电话',
  email: '电子邮箱',
  address: '通信地址',
  postcode: '邮政编码',
  agent: '代理人',
  contactPerson: '联系人',
  guardian: '监护人',
  help: '需要的帮助',
} as const satisfies Record<keyof Applicant, string>

export type ApplicantField = keyof typeof applicantFields

export const isApplicantField = (word: string): word is ApplicantField => Object.hasOwn(applicantFields, word)

/** How much of each field is shown to whoever has not opened it. */
const masks: Readonly<Record<ApplicantField, (text: string) => string>> = {
  name: maskName,
  identityKind: (text) => text,
  identityNumber: maskIdentityNumber,
  phone: maskPhone,
  email: maskEmail,
  address: maskAddress,
  postcode: (text) => text,
  agent: maskName,
  contactPerson: maskName,
  guardian: maskName,
  // Help that is needed tells of health or a disability (个人信息保护法第二十八条): only that some is.
  help: () => '已登记',
}

/** What is known of an applicant, masked: enough to tell what there is to open. For whoever may open it. */
export async function maskedApplicant(
  { db, seals }: Services,
  key: RequestKey,
): Promise<Readonly<Partial<Record<ApplicantField, string>>>> {
  const applicant = await openApplicant(db, seals, key)
  if (!applicant) return {}
  const known = Object.entries(masks).flatMap(([field, mask]) => {
    const text = applicant[field as ApplicantField] ?? ''
    return text === '' ? [] : [[field, mask(text)] as const]
  })
  return Object.fromEntries(known)
}

export type Revealed =
  | { readonly ok: true; readonly data: Readonly<Partial<Applicant>> }
  /** There is no such request for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusals: readonly Refusal[] }

const basis = '个人信息保护法第六条'

function lacking(reason: string, fields: readonly ApplicantField[]): readonly Refusal[] {
  return [
    ...(reason.trim() === '' ? [{ code: 'no-reason', says: '请写明查看的事由。', article: basis }] : []),
    ...(fields.length === 0 ? [{ code: 'no-field', says: '请选择要看哪几项，只看需要的。', article: basis }] : []),
  ]
}

/**
 * Opens sealed fields of an applicant (个人信息保护法第六条、第五十一条): only those asked for, and a link of the trail says
 * who looked at which and why, never what was seen.
 */
export async function revealApplicant(
  services: Services,
  person: Person,
  key: RequestKey,
  { reason, fields }: { readonly reason: string; readonly fields: readonly ApplicantField[] },
): Promise<Revealed> {
  const { db, seals } = services
  return inTransaction(db, async (transaction): Promise<Revealed> => {
    const readable = await findReadable(transaction, person, key)
    if (!readable) return { ok: false, code: 'unknown' }
    const { row, thing } = readable
    const allowed = may(person, 'reveal-applicant', thing)
    const refusals = allowed === true ? lacking(reason, fields) : [allowed]
    if (refusals.length > 0) return { ok: false, code: 'refused', refusals }
    const applicant = await openApplicant(transaction, seals, key)
    if (!applicant) throw new Error(`The request ${row.number} has no applicant`)
    const details = { reason: reason.trim(), fields: fields.map((field) => applicantFields[field]) }
    const whose = { agencyId: key.agencyId, at: services.now(), actor: actorOf(person) }
    await appendLinks(transaction, [{ ...whose, kind: 'revealed', subject: requestSubject(row.number), details }])
    return { ok: true, data: Object.fromEntries(fields.map((field) => [field, applicant[field] ?? ''])) }
  })
}
