import { type Algorithm, hash, verify } from '@node-rs/argon2'
import type { Services } from './services.ts'

/** What OWASP asks at least of argon2id: 19 MiB, two passes, one lane. */
const cost = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The argon2id hash of a password, in its own text form. */
export function hashPassword({ randomBytes }: Pick<Services, 'randomBytes'>, password: string): Promise<string> {
  return hash(password, { ...cost, salt: randomBytes(16) })
}

/** A hash that no password has: checking against it takes as long as against a real one. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cyBzYWx0ISEhIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Takes as long for a login that does not exist (no hash) as for a wrong password. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? nobodys, password)
  return right && passwordHash !== undefined
}

/** Signs that nobody mistakes for each other, 32 of them: each of 16 carries five bits. */
const signs = 'abcdefghijkmnpqrstuvwxyz23456789'

/** 80 random bits in four groups, to be read off and typed: a password, a recovery code. */
export function madeSecret({ randomBytes }: Pick<Services, 'randomBytes'>): string {
  const chosen = [...randomBytes(16)].map((byte) => signs[byte % signs.length])
  return chosen.join('').replace(/....(?=.)/g, '$&-')
}
