/** Roles at the desk, with the word shown for them. */
export const roles = {
  administrator: '管理员',
  officer: '经办人',
  handler: '承办人',
  'section-contact': '科室信息员',
  reviewer: '审核人',
  leader: '分管领导',
  head: '公开工作机构负责人',
  supervisor: '主管部门监督员',
  auditor: '审计员',
} as const satisfies Record<string, string>

export type Role = keyof typeof roles

/** Whether a word is the key of a role. */
export const isRole = (word: string): word is Role => Object.hasOwn(roles, word)

/** Whether a role is one within a section (科室): without one there is nothing for it to do. */
export const worksInSection = (role: Role): boolean => role === 'handler' || role === 'section-contact'

/**
 * Whether someone only searches for a dossier and sees nothing else of it: a section contact, and a handler of a
 * section that was only asked.
 *
 * @param assignedTo section that the dossier is assigned to; null where it is none's
 */
export const onlySearches = (
  { role, sectionId }: Pick<Person, 'role' | 'sectionId'>,
  assignedTo: number | null,
): boolean => worksInSection(role) && !(role === 'handler' && sectionId !== null && sectionId === assignedTo)

/** A person who is signed in. */
export interface Person {
  readonly accountId: number
  readonly agencyId: number
  readonly login: string
  readonly displayName: string
  readonly role: Role
  /** Section of the body (科室) that the person works in. */
  readonly sectionId: number | null
}

/** Fewest characters of a password. */
export const shortestPassword = 10

/** Most characters of a password: hashing more would only help an attacker who wants to keep us busy. */
export const longestPassword = 200
