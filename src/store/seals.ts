import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** Personal data are sealed before they reach the database (个人信息保护法第五十一条). */
export interface Seals {
  /**
   * AES-256-GCM under the current key: version (1 byte), key id (6), iv (12), tag (16), ciphertext.
   *
   * @param context whose and what, from `seal-contexts.ts`: what is sealed for one opens for no other
   */
  readonly seal: (text: string, context: string) => Uint8Array
  /** @throws {CannotOpen} where the key is missing, the context is another or a byte was changed */
  readonly open: (sealed: Uint8Array, context: string) => string
  /**
   * Blind index, 16 bytes: equal texts of one purpose have equal marks, and nobody without the key can tell of what.
   * Its key never changes. Whoever calls it brings the text into one form first.
   */
  readonly mark: (text: string, purpose: string) => Uint8Array
  /** Of what is sealed now, 12 hexadecimal digits; of something sealed already see {@link keyIdOf}. */
  readonly currentKeyId: string
}

/** The keys of an installation. */
export interface SealKeys {
  /** Id of the key under which is sealed now. */
  readonly current: string
  /** Keys of 32 bytes by their ids. */
  readonly keys: ReadonlyMap<string, Uint8Array>
  /** 32 bytes, for marks alone. */
  readonly markKey: Uint8Array
}

/** What was sealed cannot be opened with the keys that are there. */
export class CannotOpen extends Error {
  override readonly name: string = 'CannotOpen'
}

const version = 1
const sizes = { keyId: 6, iv: 12, tag: 16, mark: 16 } as const
const start = { keyId: 1, iv: 7, tag: 19, text: 35 } as const

/** Where PostgreSQL finds the key id in something sealed: 1 is the first byte. */
export const keyIdWithin = { from: start.keyId + 1, length: sizes.keyId } as const

const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()

/** The id follows from the key, so that an id can never stand for two keys. */
export const idOfKey = (key: Uint8Array): string => hmac(key, 'key id').subarray(0, sizes.keyId).toString('hex')

/** Id of the key under which something is sealed. */
export const keyIdOf = (sealed: Uint8Array): string =>
  Buffer.from(sealed.subarray(start.keyId, start.iv)).toString('hex')

/** @param keys the keys as they are now; asked each time, since they change while the site runs */
export function createSeals(keys: () => SealKeys, randomBytes: (size: number) => Uint8Array): Seals {
  return {
    seal: (text, context) => seal(keys(), randomBytes(sizes.iv), text, context),
    open: (sealed, context) => open(keys(), sealed, context),
    mark: (text, purpose) => hmac(keys().markKey, `${purpose}\0${text}`).subarray(0, sizes.mark),
    get currentKeyId() {
      return keys().current
    },
  }
}

function seal({ current, keys }: SealKeys, iv: Uint8Array, text: string, context: string): Uint8Array {
  const key = keys.get(current)
  if (!key) throw new Error('The current key is not among the keys')
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: sizes.tag }).setAAD(Buffer.from(context))
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), Buffer.from(current, 'hex'), iv, cipher.getAuthTag(), hidden])
}

function open({ keys }: SealKeys, sealed: Uint8Array, context: string): string {
  if (sealed[0] !== version || sealed.length < start.text) throw new CannotOpen('These bytes were not sealed by us')
  const id = keyIdOf(sealed)
  const key = keys.get(id)
  if (!key) throw new CannotOpen(`The key ${id} is not among the keys`)
  const iv = sealed.subarray(start.iv, start.tag)
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: sizes.tag })
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(start.tag, start.text))
  try {
    return decipher.update(sealed.subarray(start.text), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new CannotOpen('What was sealed was changed, or belongs to another', { cause })
  }
}
