import { createHmac, timingSafeEqual } from 'node:crypto'

/** RFC 6238 with what every authenticator takes: SHA-1, 6 digits, a new code every 30 seconds. */
const period = 30_000
const digits = 6
/** Codes of this many periods before and after count too: clocks differ, and typing takes time. */
const drift = 1

/** Bytes of a secret, as RFC 4226 recommends. */
export const secretSize = 20

export const stepAt = (at: Date): number => Math.floor(at.getTime() / period)

/** The code of a period since 1970 (RFC 4226, section 5.3). */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 0xf
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** The period whose code it is; undefined where it is wrong, too old, or of a period not after the last one used. */
export function stepOfCode(
  secret: Uint8Array,
  code: string,
  { at, after }: { readonly at: Date; readonly after: number | null },
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const now = stepAt(at)
  const steps = Array.from({ length: 2 * drift + 1 }, (_, index) => now - drift + index)
  return steps.find(
    (step) => step > (after ?? 0) && timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)),
  )
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base 32 without padding (RFC 4648), as authenticators take a secret. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}

/** What a QR code tells an authenticator. */
export function enrolmentAddress(
  secret: string,
  { issuer, login }: { readonly issuer: string; readonly login: string },
) {
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: String(digits), period: '30' })
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`
  return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`
}
