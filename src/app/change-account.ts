import { isRole, type Person, worksInSection } from '../domain/agency/person.ts'
import { saveRole } from '../store/accounts.ts'
import { getSecondStep, removeSecondStep } from '../store/second-steps.ts'
import { findSections } from '../store/sections.ts'
import { removeSessionsOf } from '../store/sessions.ts'
import {
  noSuchSection,
  notAdministrator,
  noteAccount,
  type Refused,
  refuse,
  sectionMissing,
  sectionOf,
  type Unknown,
  withAccount,
} from './change-people.ts'
import type { Services } from './services.ts'

export interface RoleAsked {
  /** Key of a role. */
  readonly role: string
  /** Name of a section of the person's body; empty where they are in none. */
  readonly section: string
}

export type RoleProblems = { -readonly [field in keyof RoleAsked]?: string }

export type RoleChanged =
  | { readonly ok: true }
  | Refused
  | Unknown
  | { readonly ok: false; readonly code: 'problems'; readonly problems: RoleProblems }

/** Gives a person another role or section; it holds with the next page they open. */
export async function changeRole(
  services: Services,
  person: Person,
  accountId: number,
  { role, section: name }: RoleAsked,
): Promise<RoleChanged> {
  const refused = notAdministrator(person)
  if (refused) return refused
  return withAccount(services, person, accountId, async (transaction, account, agency): Promise<RoleChanged> => {
    if (accountId === person.accountId)
      return refuse('own-account', '不能改自己的角色，否则可能没有管理员了。请由另一位管理员改。')
    const problems: RoleProblems = {}
    const section = await sectionOf(transaction, agency, name)
    if (section === undefined) problems.section = noSuchSection
    if (!isRole(role)) problems.role = '请选择角色。'
    else if (worksInSection(role) && section === null) problems.section = sectionMissing(role)
    if (!isRole(role) || Object.keys(problems).length > 0) return { ok: false, code: 'problems', problems }
    const before = (await findSections(transaction, agency.id)).find(({ id }) => id === account.sectionId)
    await saveRole(transaction, accountId, { role, sectionId: section?.id ?? null })
    const from = { role: account.role, section: before?.name ?? '' }
    const to = { role, section: section?.name ?? '' }
    const about = { agencyId: agency.id, accountId, kind: 'role-changed' }
    await noteAccount(transaction, services, person, about, { login: account.login, from, to })
    return { ok: true }
  })
}

export type AccountDone = { readonly ok: true } | Refused | Unknown

/** Ends all sessions of a person. */
export async function endSessionsOf(services: Services, person: Person, accountId: number): Promise<AccountDone> {
  const refused = notAdministrator(person)
  if (refused) return refused
  return withAccount(services, person, accountId, async (transaction, { agencyId, login }): Promise<AccountDone> => {
    if (accountId === person.accountId) return refuse('own-account', '自己的登录请在“本人的登录”里结束。')
    const count = await removeSessionsOf(transaction, accountId)
    const about = { agencyId, accountId, kind: 'sessions-ended' }
    await noteAccount(transaction, services, person, about, { login, count })
    return { ok: true }
  })
}

/** Takes the second step of a person who has lost the device; their sessions end. */
export async function resetSecondStep(services: Services, person: Person, accountId: number): Promise<AccountDone> {
  const refused = notAdministrator(person)
  if (refused) return refused
  return withAccount(services, person, accountId, async (transaction, { agencyId, login }): Promise<AccountDone> => {
    if (accountId === person.accountId)
      return refuse('own-account', '自己的两步登录请在“本人的登录”里更换，或者请另一位管理员重置。')
    if (!(await getSecondStep(transaction, accountId)).secret)
      return refuse('no-second-step', '这个人没有开启两步登录，不用重置。')
    await removeSecondStep(transaction, accountId)
    await removeSessionsOf(transaction, accountId)
    await noteAccount(transaction, services, person, { agencyId, accountId, kind: 'second-step-reset' }, { login })
    return { ok: true }
  })
}
