import { join } from 'node:path'
import { loadPublicLimits, type PublicLimits } from '../../store/public-limits.ts'
import type { Services } from '../services.ts'
import { hexOf } from '../sha256.ts'
import { createThrottle } from '../throttle.ts'

/** What is counted by the network address alone. */
type Counted = Exclude<keyof PublicLimits, 'filingsFromAddress' | 'filingsOfPerson'>

/** Keeps one address or one person from filling the office; the counter and the mail are open to all of them. */
export interface Limits {
  /** Counts; minutes to wait, else 0. */
  readonly count: (what: Counted, address: string) => Promise<number>
  /** Counts a request that is filed, by the blind index of the identity number where there is one. */
  readonly countFiling: (address: string, personMark: Uint8Array | null) => Promise<number>
}

/** A household has 2⁶⁴ addresses of IPv6: their first half stands for them. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

/** @throws {CannotStart} where the file of limits cannot be read */
export function openLimits({ db, root }: Pick<Services, 'db' | 'root'>): Limits {
  const limits = loadPublicLimits(join(root, 'data/public-limits.json'))
  const throttleOf = (what: keyof PublicLimits) => createThrottle(db, limits[what].attempts, limits[what].minutes)
  const throttles = {
    drafts: throttleOf('drafts'),
    files: throttleOf('files'),
    suggestions: throttleOf('suggestions'),
    filingsFromAddress: throttleOf('filingsFromAddress'),
    filingsOfPerson: throttleOf('filingsOfPerson'),
  }
  return {
    count: (what, address) => throttles[what].count([`public ${what} ${placeOf(address)}`]),
    countFiling: async (address, personMark) => {
      const waits = await Promise.all([
        throttles.filingsFromAddress.count([`public filing ${placeOf(address)}`]),
        personMark ? throttles.filingsOfPerson.count([`public filing of ${hexOf(personMark)}`]) : 0,
      ])
      return Math.max(...waits)
    },
  }
}
