import { isPlainDate, type PlainDate } from '../calendar/plain-date.ts'

/** As it is compared: half-width, without blanks, in capitals. */
export const plainNumber = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const residentChecks = '10X98765432'

const weighed = (values: readonly number[], weightOf: (at: number) => number) =>
  values.reduce((sum, value, at) => sum + value * weightOf(at), 0)

/** The last sign of a resident's number after its first seventeen digits (GB 11643: ISO 7064, MOD 11-2). */
const residentCheck = (digits: string) =>
  residentChecks[weighed([...digits].map(Number), (at) => residentWeights[at] ?? 0) % 11]

/** Day of birth in a resident's number (公民身份号码); undefined where day or check digit cannot be. */
export function birthDateOf(number: string): PlainDate | undefined {
  const [, digits = '', year, month, day, check] = /^([1-9]\d{5}(\d{4})(\d\d)(\d\d)\d{3})([\dX])$/.exec(number) ?? []
  const born = `${year}-${month}-${day}`
  return isPlainDate(born) && residentCheck(digits) === check ? born : undefined
}

/** Whole years from one day to another. */
export function yearsBetween(from: PlainDate, to: PlainDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

/** Without I, O, S, V and Z. */
const creditSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Whether it is a unified social credit code (统一社会信用代码) with its check sign (GB 32100, MOD 31-3). */
export function isCreditCode(code: string): boolean {
  const values = [...code].map((sign) => creditSigns.indexOf(sign))
  if (!/^[\dA-Z]{2}\d{6}[\dA-Z]{10}$/.test(code) || values.includes(-1)) return false
  const sum = weighed(values.slice(0, 17), (at) => 3 ** at % 31)
  return (31 - (sum % 31)) % 31 === values[17]
}
