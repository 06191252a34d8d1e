/** Roles at the desk, with the word shown for them. */
export const roles = { administrator: '管理员', officer: '经办人' } as const satisfies Record<string, string>

export type Role = keyof typeof roles

/** A person who is signed in. */
export interface Person {
  readonly accountId: number
  readonly agencyId: number
  readonly login: string
  readonly displayName: string
  readonly role: Role
}

/** Fewest characters of a password. */
export const shortestPassword = 10

/** Most characters of a password: hashing more would only help an attacker who wants to keep us busy. */
export const longestPassword = 200
