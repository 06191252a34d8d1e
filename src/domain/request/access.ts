/** Without I, L, O and U: what looks like another sign is none of them. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const inFours = (text: string) => text.replace(/(.{4})(?=.)/g, '$1-')

const plain = (typed: string) => typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')

/** Random bytes that make a receipt number, and those that make a look-up code. */
export const accessBytes = { receipt: 8, code: 12 } as const

/** A receipt number (受理编号) as 0123-4567-8901, from eight random bytes; it follows from nothing and leads to no other. */
export function receiptOf(random: Uint8Array): string {
  const number = random.slice(0, accessBytes.receipt).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return inFours((number % 10n ** 12n).toString().padStart(12, '0'))
}

/** A look-up code (查询码) as 7K2M-9QXT-04BD, from twelve random bytes: 60 bits. */
export const lookUpCodeOf = (random: Uint8Array): string =>
  inFours([...random.slice(0, accessBytes.code)].map((byte) => signs[byte % signs.length]).join(''))

/** A receipt number as people type it, of any width, with or without lines; undefined where it can be none. */
export function readReceipt(typed: string): string | undefined {
  const digits = plain(typed)
  return /^\d{12}$/.test(digits) ? inFours(digits) : undefined
}

/** A look-up code as people type it; undefined where it can be none. */
export function readLookUpCode(typed: string): string | undefined {
  const code = plain(typed).toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === accessBytes.code && [...code].every((sign) => signs.includes(sign)) ? inFours(code) : undefined
}
