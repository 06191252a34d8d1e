import { findNumbers, type NumberKind, numberKinds } from '../redaction/find-numbers.ts'
import { withoutUnseen } from '../unseen.ts'

/** What of a person stands in a text that everybody is to read. */
export type PersonalKind = NumberKind | 'applicant'

const says: Readonly<Record<PersonalKind, string>> = { ...numberKinds, applicant: '申请人的信息' }

/** Something personal in one of several texts. It is told by its kind: what it says is not repeated. */
export interface PersonalFinding {
  readonly text: string
  readonly kind: PersonalKind
  readonly says: string
  readonly count: number
}

/** What nobody sees comes along when a text is copied, and parts a name or a number for who compares signs. */
const seen = (text: string) => withoutUnseen(text).replace(/\p{Bidi_Control}/gu, '')

/** Equal for texts that differ in width, letters' size and spaces alone. */
const plain = (text: string) => seen(text).normalize('NFKC').replace(/\s/g, '').toUpperCase()

/** A single sign is nobody's name. */
function applicantIn(text: string, known: readonly string[]): number {
  const compared = plain(text)
  const looked = [...new Set(known.map(plain))].filter((one) => one.length > 1)
  return Math.max(0, ...looked.map((one) => compared.split(one).length - 1))
}

/**
 * 个人信息保护法第二十五条: what would make a person known, in texts by their names.
 *
 * @param known what identifies the applicant and who acts for them: names, numbers, address
 */
export function personalDataIn(
  texts: Readonly<Record<string, string>>,
  known: readonly string[],
): readonly PersonalFinding[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const found = findNumbers(seen(text))
    const kinds = [...new Set(found.map(({ kind }) => kind))]
    const numbers = kinds.map((kind) => [kind, found.filter((one) => one.kind === kind).length] as const)
    const all: readonly (readonly [PersonalKind, number])[] = [['applicant', applicantIn(text, known)], ...numbers]
    return all.flatMap(([kind, count]) => (count > 0 ? [{ text: name, kind, says: says[kind], count }] : []))
  })
}

/** Stands for exactly these findings: who confirmed them has not confirmed others. */
export const findingsKey = (findings: readonly PersonalFinding[]): string =>
  findings.map(({ text, kind, count }) => `${text}.${kind}.${count}`).join(' ')
