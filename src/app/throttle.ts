import { CompiledQuery, type Kysely } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from '../store/schema.ts'
import { hexOf, sha256Of } from './sha256.ts'

/** Slows down guessing; all processes on the database count together. */
export interface Throttle {
  /** Counts an attempt under each key; minutes to wait where one of them was used up, else 0. */
  readonly count: (keys: readonly string[]) => Promise<number>
  /** After success. */
  readonly forget: (keys: readonly string[]) => Promise<void>
}

interface Query {
  readonly text: string
  readonly values: readonly unknown[]
}

/** As the limiter asks a database. */
const clientOn = (db: Kysely<Database>) => ({
  query: ({ text, values }: Query) => db.executeQuery(CompiledQuery.raw(text, [...values])),
})

/** Of any length, and nobody's address or login stands in the table. */
const hashOf = (key: string) => hexOf(sha256Of(Buffer.from(key)))

/** `attempts` per key within `minutes`. */
export function createThrottle(db: Kysely<Database>, attempts: number, minutes: number): Throttle {
  const limiter = new RateLimiterPostgres({
    storeClient: clientOn(db),
    storeType: 'client',
    tableName: 'attempt_count',
    tableCreated: true,
    keyPrefix: '',
    points: attempts,
    duration: minutes * 60,
  })
  const countOne = async (key: string): Promise<number> => {
    try {
      await limiter.consume(hashOf(key))
      return 0
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000))
      throw refusal
    }
  }
  return {
    count: async (keys) => Math.max(0, ...(await Promise.all(keys.map(countOne)))),
    forget: async (keys) => {
      await Promise.all(keys.map((key) => limiter.delete(hashOf(key))))
    },
  }
}
