import { randomBytes } from 'node:crypto'
import { createSeals, idOfKey, type SealKeys } from '../src/store/seals.ts'

const key = new Uint8Array(32).fill(7)

/** One key that is always the same. */
export const testKeys: SealKeys = {
  current: idOfKey(key),
  keys: new Map([[idOfKey(key), key]]),
  markKey: new Uint8Array(32).fill(9),
}

export const testSeals = createSeals(() => testKeys, randomBytes)
