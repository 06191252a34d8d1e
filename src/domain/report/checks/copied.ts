import type { Reading } from '../reading.ts'
import { type Passage, passagesOf } from './passages.ts'

/** Below this length equal paragraphs are common phrases, not copies. */
const copiedFrom = 40

/** Years of data as prose names them. */
export const printedYear = /(20\d\d)(?=年)/

const printedYears = new RegExp(printedYear, 'g')

/** Prose that is the report's own: the preamble is the publisher's boilerplate. */
export function ownPassages(reading: Reading): readonly Passage[] {
  return passagesOf(reading).filter(({ section }) => section !== 'preamble')
}

/** Whether a passage is long enough to be judged a copy. */
export const canBeCopied = ({ paragraph }: Passage) => paragraph.text.trim().length >= copiedFrom

/** The text with each year as its distance from the report's, spaces dropped: equal for a copy with the year swapped. */
export function yearless(text: string, year: number | null): string {
  const closed = text.replace(/\s+/g, '')
  return year === null ? closed : closed.replace(printedYears, (_, printed) => `{${Number(printed) - year}}`)
}
