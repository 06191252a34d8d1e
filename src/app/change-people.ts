import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { plainName } from '../domain/agency/match-body.ts'
import { may } from '../domain/agency/may.ts'
import {
  isRole,
  longestPassword,
  type Person,
  type Role,
  roles,
  shortestPassword,
  worksInSection,
} from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { holdsControls, withoutUnseen } from '../domain/unseen.ts'
import { appendAccount, findAccount, findPerson, lockAccounts, removeAccount, savePassword } from '../store/accounts.ts'
import { findAgency, lockBodies } from '../store/agencies.ts'
import type { Database } from '../store/schema.ts'
import { findSections, type SectionLine } from '../store/sections.ts'
import { removeSessionsOf } from '../store/sessions.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { hashPassword, isPassword, madeSecret } from './passwords.ts'
import type { Services } from './services.ts'
import { hashOf } from './sessions.ts'
import { standingOf } from './standing.ts'

/** A person with a password that was made for them; nobody can find it out later. */
export interface NewPassword {
  readonly login: string
  readonly displayName: string
  readonly password: string
}

export interface PersonAsked {
  readonly login: string
  readonly displayName: string
  /** Key of a role. */
  readonly role: string
  /** Name of a section of the body; absent or empty where the person is in none. */
  readonly section?: string
  readonly agencyId: number
}

/** What is wrong, by the name of the field. */
export type PersonProblems = { -readonly [field in keyof PersonAsked]?: string }

export type Refused = { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }
/** There is no such person for this one. */
export type Unknown = { readonly ok: false; readonly code: 'unknown' }

export type PersonAdded =
  | { readonly ok: true; readonly made: NewPassword }
  | Refused
  | { readonly ok: false; readonly code: 'problems'; readonly problems: PersonProblems }

export type PasswordReset = { readonly ok: true; readonly made: NewPassword } | Refused | Unknown
export type PersonRemoved = { readonly ok: true; readonly displayName: string } | Refused | Unknown

export const refuse = (code: string, says: string): Refused => ({ ok: false, code: 'refused', refusal: { code, says } })
const unknown: Unknown = { ok: false, code: 'unknown' }

/** Why a person changes no people at all; undefined where they do. */
export function notAdministrator(person: Person): Refused | undefined {
  const allowed = may(person, 'manage-people', { agencyId: person.agencyId })
  return allowed === true ? undefined : { ok: false, code: 'refused', refusal: allowed }
}

function problemsOf({ login, displayName, role, section = '' }: PersonAsked): PersonProblems {
  const problems: PersonProblems = {}
  if (!/^[a-zA-Z0-9._-]{3,40}$/.test(login)) problems.login = '登录名用 3 到 40 个字母、数字、点、横线或下划线。'
  if (displayName === '') problems.displayName = '请填写姓名或称呼。'
  else if (displayName.length > 100 || holdsControls(displayName))
    problems.displayName = '姓名或称呼最多 100 个字，不能有看不见的控制字符。'
  if (!isRole(role)) problems.role = '请选择角色。'
  else if (worksInSection(role) && section === '') problems.section = sectionMissing(role)
  return problems
}

/** Adds a person to the administrator's body or one below it, with a password that is shown once. */
export async function addPerson(services: Services, person: Person, given: PersonAsked): Promise<PersonAdded> {
  const refused = notAdministrator(person)
  if (refused) return refused
  const asked = { ...given, login: given.login.trim(), displayName: withoutUnseen(given.displayName).trim() }
  const password = madeSecret(services)
  const passwordHash = await hashPassword(services, password)
  return inTransaction(services.db, async (transaction): Promise<PersonAdded> => {
    await lockAccounts(transaction)
    const problems = problemsOf(asked)
    const agency = await findAgency(transaction, asked.agencyId)
    if (!agency || !(await standingOf(transaction, person, agency)))
      problems.agencyId = '所在机关要在本机关及下属机关里选择，请写全称。'
    if (!problems.login && (await findAccount(transaction, asked.login)))
      problems.login = `登录名“${asked.login}”已经有人用了，请换一个。`
    const section =
      agency && problems.agencyId === undefined ? await sectionOf(transaction, agency, asked.section ?? '') : null
    if (section === undefined) problems.section = noSuchSection
    const { login, displayName, role, agencyId } = asked
    if (!isRole(role) || Object.keys(problems).length > 0) return { ok: false, code: 'problems', problems }
    const id = await appendAccount(transaction, {
      agencyId,
      login,
      displayName,
      role,
      sectionId: section?.id ?? null,
      passwordHash,
      demonstration: false,
    })
    await noteAccount(
      transaction,
      services,
      person,
      { agencyId, accountId: id, kind: 'person-added' },
      { login, displayName, role, ...(section && { section: section.name }) },
    )
    services.log.info({ account: id, by: person.accountId }, 'an account was added')
    return { ok: true, made: { login, displayName, password } }
  })
}

/** Gives a person a new password, which is shown once; their sessions end. */
export async function resetPassword(services: Services, person: Person, accountId: number): Promise<PasswordReset> {
  const refused = notAdministrator(person)
  if (refused) return refused
  const password = madeSecret(services)
  const passwordHash = await hashPassword(services, password)
  return withAccount(services, person, accountId, async (transaction, { agencyId, login, displayName }) => {
    if (accountId === person.accountId) return refuse('own-account', '自己的密码请在“本人的登录”里改。')
    await savePassword(transaction, accountId, passwordHash)
    await removeSessionsOf(transaction, accountId)
    await noteAccount(transaction, services, person, { agencyId, accountId, kind: 'password-reset' }, { login })
    services.log.info({ account: accountId, by: person.accountId }, 'a password was reset')
    return { ok: true, made: { login, displayName, password } }
  })
}

/** Removes a person; their sessions end at once. What they did stays in the trails. */
export async function removePerson(services: Services, person: Person, accountId: number): Promise<PersonRemoved> {
  const refused = notAdministrator(person)
  if (refused) return refused
  return withAccount(services, person, accountId, async (transaction, { agencyId, login, displayName }) => {
    if (accountId === person.accountId)
      return refuse('own-account', '不能移除自己，否则可能没有人能再进来。请由另一位管理员移除。')
    await removeAccount(transaction, accountId)
    const about = { agencyId, accountId, kind: 'person-removed' }
    await noteAccount(transaction, services, person, about, { login, displayName })
    services.log.info({ account: accountId, by: person.accountId }, 'an account was removed')
    return { ok: true, displayName }
  })
}

/** Where no field can say so: sections have names that people type. */
export const noSuchSection = '这个机关没有这个名称的科室，或者它已经停用。请先在“科室”页增加。'

export const sectionMissing = (role: Role): string => `${roles[role]}要编入科室，请选择或填写。`

/** The open section of a body by its name; null where none is named, undefined where there is none. */
export async function sectionOf(
  transaction: Transaction<Database>,
  agency: Pick<Agency, 'id'>,
  name: string,
): Promise<SectionLine | null | undefined> {
  const plain = plainName(name)
  if (plain === '') return null
  // Nobody closes it meanwhile.
  await lockBodies(transaction, [agency.id])
  const sections = await findSections(transaction, agency.id)
  return sections.find((section) => !section.isClosed && section.name === plain)
}

/** Does something to the account of a person whom this one may change. */
export async function withAccount<Answer>(
  { db }: Services,
  person: Person,
  accountId: number,
  act: (transaction: Transaction<Database>, account: Person, agency: Agency) => Promise<Answer>,
): Promise<Answer | Unknown> {
  return inTransaction(db, async (transaction) => {
    const account = await findPerson(transaction, accountId)
    const agency = account && (await findAgency(transaction, account.agencyId))
    if (!account || !agency || !(await standingOf(transaction, person, agency))) return unknown
    return act(transaction, account, agency)
  })
}

export interface PasswordChange {
  readonly old: string
  readonly password: string
  readonly repeated: string
  /** Token of the session that goes on; all others of the person end. */
  readonly token: string | undefined
}

export type PasswordProblems = Partial<Record<'old' | 'password' | 'repeated', string>>

/** Changes a person's own password; tells all that is wrong at once. */
export async function changePassword(
  services: Services,
  person: Person,
  { old, password, repeated, token }: PasswordChange,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problems: PasswordProblems }> {
  const found = await findAccount(services.db, person.login)
  const problems: PasswordProblems = {}
  if (!(await isPassword(found?.passwordHash, old.slice(0, longestPassword)))) problems.old = '现在的密码不对。'
  if (password.length < shortestPassword) problems.password = `新密码至少 ${shortestPassword} 个字符。`
  else if (password.length > longestPassword) problems.password = `新密码最多 ${longestPassword} 个字符。`
  else if (password.toLowerCase().includes(person.login.toLowerCase())) problems.password = '新密码里不能含有登录名。'
  if (password !== repeated) problems.repeated = '两次填写的新密码不一样。'
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const passwordHash = await hashPassword(services, password)
  await inTransaction(services.db, async (transaction) => {
    await savePassword(transaction, person.accountId, passwordHash)
    await removeSessionsOf(transaction, person.accountId, token === undefined ? undefined : hashOf(token))
    const { agencyId, accountId, login } = person
    await noteAccount(transaction, services, person, { agencyId, accountId, kind: 'password-changed' }, { login })
  })
  return { ok: true }
}

interface AccountMatter {
  /** Body that the account belongs to, whose trail tells it. */
  readonly agencyId: number
  readonly accountId: number
  readonly kind: string
}

/** Puts what a person did to an account into the trail. */
export async function noteAccount(
  transaction: Transaction<Database>,
  { now }: Pick<Services, 'now'>,
  person: Person,
  { agencyId, accountId, kind }: AccountMatter,
  details: object,
): Promise<void> {
  const subject = `account ${accountId}`
  await appendLinks(transaction, [{ agencyId, at: now(), actor: actorOf(person), kind, subject, details }])
}
