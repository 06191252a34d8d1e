import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type DisclosureOffice, findOffice, saveOffice } from '../store/disclosure-offices.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'

export type OfficeProblems = Readonly<Partial<Record<keyof DisclosureOffice, string>>>

export type OfficeSet =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }
  | { readonly ok: false; readonly code: 'problems'; readonly problems: OfficeProblems }

const longest: DisclosureOfficeLengths = {
  numberWord: 12,
  reconsiderationOrgan: 60,
  court: 60,
  onlineReconsideration: 200,
  contact: 60,
  phone: 60,
  fax: 60,
  address: 200,
  postcode: 6,
  hours: 100,
  payment: 500,
}

type DisclosureOfficeLengths = Readonly<Record<keyof DisclosureOffice, number>>

const names = Object.keys(longest) as readonly (keyof DisclosureOffice)[]

/** What a field must look like where it is filled in. */
const forms: Readonly<Partial<Record<keyof DisclosureOffice, readonly [RegExp, string]>>> = {
  numberWord: [/^[\p{Script=Han}]+$/u, '发文代字只用汉字，如“云汐公”。'],
  postcode: [/^\d{6}$/, '邮政编码是六位数字。'],
  onlineReconsideration: [/^https?:\/\/\S+$/, '请填写完整的网址，以 https:// 或者 http:// 开头。'],
  phone: [/\d{5}/, '请填写电话号码。'],
  fax: [/\d{5}/, '请填写传真号码。'],
}

const trimmed = (office: DisclosureOffice): DisclosureOffice =>
  Object.fromEntries(names.map((name) => [name, office[name].trim()])) as unknown as DisclosureOffice

function problemOf(name: keyof DisclosureOffice, text: string): string | undefined {
  if ([...text].length > longest[name]) return `最多 ${longest[name]} 个字。`
  const [form, says] = forms[name] ?? []
  return form && text !== '' && !form.test(text) ? says : undefined
}

/** All that is wrong with what letters would name. */
function officeProblems(office: DisclosureOffice): OfficeProblems {
  const found = names.flatMap((name) => {
    const says = problemOf(name, office[name])
    return says === undefined ? [] : [[name, says] as const]
  })
  return Object.fromEntries(found)
}

/**
 * Sets what the letters of a body name (arts. 4, 12); the trail keeps which fields changed, from what to what.
 *
 * @param isBelow the body stands below the person's own
 */
export async function setOffice(
  services: Services,
  person: Person,
  { agencyId, isBelow }: { readonly agencyId: number; readonly isBelow: boolean },
  given: DisclosureOffice,
): Promise<OfficeSet> {
  const allowed = may(person, 'set-office', { agencyId, isBelow })
  if (allowed !== true) return { ok: false, code: 'refused', refusal: allowed }
  const office = trimmed(given)
  const problems = officeProblems(office)
  if (Object.keys(problems).length > 0) return { ok: false, code: 'problems', problems }
  return inTransaction(services.db, async (transaction): Promise<OfficeSet> => {
    const before = await findOffice(transaction, agencyId)
    const changed = names.filter((name) => before[name] !== office[name])
    if (changed.length === 0) return { ok: true }
    const at = services.now()
    await saveOffice(transaction, agencyId, office, at)
    const details = Object.fromEntries(changed.map((name) => [name, { from: before[name], to: office[name] }]))
    await appendLinks(transaction, [
      { agencyId, at, actor: actorOf(person), kind: 'office-set', subject: `office ${agencyId}`, details },
    ])
    return { ok: true }
  })
}
