import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Slows down guessing; counts in memory, so a restart forgets. */
export interface Throttle {
  /** Counts an attempt under each key; minutes to wait where one of them was used up, else 0. */
  readonly count: (keys: readonly string[]) => Promise<number>
  /** After success. */
  readonly forget: (keys: readonly string[]) => Promise<void>
}

/** `attempts` per key within `minutes`. */
export function createThrottle(attempts: number, minutes: number): Throttle {
  const limiter = new RateLimiterMemory({ points: attempts, duration: minutes * 60 })
  const countOne = async (key: string): Promise<number> => {
    try {
      await limiter.consume(key)
      return 0
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000))
      throw refusal
    }
  }
  return {
    count: async (keys) => Math.max(0, ...(await Promise.all(keys.map(countOne)))),
    forget: async (keys) => {
      await Promise.all(keys.map((key) => limiter.delete(key)))
    },
  }
}
