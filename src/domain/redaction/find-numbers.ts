import { isPlainDate } from '../calendar/plain-date.ts'

/** Kinds of numbers that point to a person. */
export const numberKinds = {
  identity: '居民身份号码',
  mobile: '手机号码',
  landline: '固定电话',
  'bank-card': '银行卡号',
  'e-mail': '电子邮箱',
} as const satisfies Record<string, string>

export type NumberKind = keyof typeof numberKinds

/** A number in a text: from `start` up to `end`. */
export interface FoundNumber {
  readonly kind: NumberKind
  readonly start: number
  readonly end: number
}

const fullWidth = /[\uff01-\uff5e]/g

/** Full-width digits and letters as plain ones, and every dash as one; nothing changes its place. */
const plain = (text: string) =>
  text
    .replace(fullWidth, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00a0\u2002-\u200a\u3000]/g, ' ')

const digitsOf = (text: string) => text.replace(/[^\dX]/gi, '')

/** First two digits of areas (GB/T 2260), and 83 of Taiwan residents. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check digit of the first seventeen (GB 11643, ISO 7064 MOD 11-2). */
export const checkDigitOf = (seventeen: string): string =>
  '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(seventeen[at]), 0) % 11] ?? ''

/** Number of an identity card: eighteen digits with the check digit, or fifteen of the older ones (GB 11643). */
export function isIdentityNumber(text: string): boolean {
  const digits = digitsOf(text).toUpperCase()
  if (!provinces.has(digits.slice(0, 2))) return false
  const bornOn = (born: string) => isPlainDate(born.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  if (/^\d{15}$/.test(digits)) return bornOn(`19${digits.slice(6, 12)}`)
  if (!/^\d{17}[\dX]$/.test(digits) || !/^(?:18|19|20)/.test(digits.slice(6))) return false
  return bornOn(digits.slice(6, 14)) && checkDigitOf(digits) === digits[17]
}

/** The check of card numbers (ISO/IEC 7812-1, Luhn). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** Beginnings that Chinese banks issue cards under: 银联 62, and those of international schemes. */
const cardBeginnings = /^(?:62|60|68|9|4|5[1-5]|35|37)/

const isCardNumber = (text: string) => {
  const digits = digitsOf(text)
  return /^\d{16,19}$/.test(digits) && cardBeginnings.test(digits) && passesLuhn(digits)
}

interface Pattern {
  readonly kind: NumberKind
  readonly shape: RegExp
  readonly holds?: (text: string) => boolean
}

/**
 * The first that fits counts. Digits may be torn by a space or the end of a line; none stands before or behind, nor are
 * they a part of a decimal number.
 */
const patterns: readonly Pattern[] = [
  { kind: 'identity', shape: /(?<![\dX])\d(?:[ \n]?\d){16}[ \n]?[\dX](?![\dX])/gi, holds: isIdentityNumber },
  { kind: 'bank-card', shape: /(?<!\d)\d{4}(?:[ \n-]?\d{4}){3}(?:[ \n-]?\d{1,3})?(?!\d)/g, holds: isCardNumber },
  { kind: 'bank-card', shape: /(?<!\d)(?<!\d\.)\d(?:\n?\d){15,18}(?!\d|\.\d)/g, holds: isCardNumber },
  { kind: 'identity', shape: /(?<!\d)(?<!\d\.)\d(?:\n?\d){14}(?!\d|\.\d)/g, holds: isIdentityNumber },
  {
    kind: 'mobile',
    shape: /(?<!\d)(?<!\d\.)(?:\+?86[ -]?)?1\n?[3-9]\n?\d[ -]?(?:\n?\d){4}[ -]?(?:\n?\d){4}(?!\d|\.\d)/g,
  },
  { kind: 'landline', shape: /(?<![\d-])\(?0\d{2,3}\)?[ -]?[1-9]\d{6,7}(?:-\d{1,5})?(?!\d)/g },
  { kind: 'landline', shape: /(?<=(?:电话|传真|联系方式|座机)[:： ]{0,3})[2-9]\d{6,7}(?!\d)/g },
  { kind: 'e-mail', shape: /[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g },
]

const overlaps = (one: FoundNumber, other: FoundNumber) => one.start < other.end && other.start < one.end

/** Numbers of identity cards, telephones and bank cards, and addresses of mail, in the order of the text. */
export function findNumbers(text: string): readonly FoundNumber[] {
  const made = plain(text)
  const found: FoundNumber[] = []
  for (const { kind, shape, holds } of patterns)
    for (const match of made.matchAll(shape)) {
      const one = { kind, start: match.index, end: match.index + match[0].length }
      if ((holds?.(match[0]) ?? true) && !found.some((other) => overlaps(one, other))) found.push(one)
    }
  return found.sort((a, b) => a.start - b.start)
}
