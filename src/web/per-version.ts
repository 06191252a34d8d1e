import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import { publicVersion } from '../store/public-version.ts'
import type { Database } from '../store/schema.ts'

/**
 * Keeps what was computed for a key until something that the portal shows changes.
 *
 * The version is read before the value: a value may be newer than its version, which costs one more computing, and never
 * older.
 *
 * @param most values kept
 */
export function createPerVersion<T extends object>(
  db: Kysely<Database>,
  most: number,
  compute: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const kept = new LRUCache<string, Promise<T>>({ max: most })
  return async (key) => {
    const place = `${await publicVersion(db)} ${key}`
    const there = kept.get(place)
    if (there) return there
    const value = compute(key)
    kept.set(place, value)
    value.catch(() => kept.delete(place))
    return value
  }
}
