import { csvColumnLimit, csvLineLimit } from '../limits.ts'
import { Refused } from '../refusal.ts'

export interface CsvRecord {
  /** Line of the file at which the record begins, from 1. */
  readonly line: number
  readonly fields: readonly string[]
}

/** Delimiters that office programs write, by the settings of the country. */
const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** The delimiter behind the first name of the head; undefined where there is none. */
export function delimiterOf(head: string): Delimiter | undefined {
  return delimiters.find((one) => /^"?[\w-]+"?$/.test(head.slice(0, Math.max(0, head.indexOf(one)))))
}

interface Field {
  readonly text: string
  /** Where its end stands: a delimiter, a line end, or the end of the file. */
  readonly end: number
}

/** The field that begins with a quote at `at`; undefined where the quote has no partner. */
function quotedField(text: string, at: number): Field | undefined {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end < 0 ? undefined : { text: text.slice(at + 1, end).replaceAll('""', '"'), end: end + 1 }
}

const bareFields: Readonly<Record<Delimiter, RegExp>> = { ',': /[^",\n]*/y, ';': /[^";\n]*/y, '\t': /[^"\t\n]*/y }

function bareField(text: string, at: number, delimiter: Delimiter): Field {
  const pattern = bareFields[delimiter]
  pattern.lastIndex = at
  const [found = ''] = pattern.exec(text) ?? []
  return { text: found, end: at + found.length }
}

/** One record and where the next begins. */
function readRecord(text: string, from: number, line: number, delimiter: Delimiter): CsvRecord & { next: number } {
  const fields: string[] = []
  for (let at = from; ; ) {
    const field = text[at] === '"' ? quotedField(text, at) : bareField(text, at, delimiter)
    const mark = field && text[field.end]
    if (!field || (mark !== undefined && mark !== delimiter && mark !== '\n'))
      throw new Refused('csv-damaged', `第 ${line} 行`)
    fields.push(field.text)
    if (fields.length > csvColumnLimit) throw new Refused('csv-too-large', `第 ${line} 行`)
    at = field.end + 1
    if (mark !== delimiter) return { line, fields, next: at }
  }
}

/**
 * The records of a CSV (RFC 4180), strictly: a quote opens a field or stands doubled within one. Empty lines are no
 * records.
 *
 * @param text with `\n` as line end
 * @throws Refused with the line where quotes do not pair, or where there are more lines or columns than a report needs
 */
export function readRecords(text: string, delimiter: Delimiter): readonly CsvRecord[] {
  const records: CsvRecord[] = []
  let line = 1
  for (let at = 0; at < text.length; ) {
    const { fields, next } = readRecord(text, at, line, delimiter)
    if (fields.length > 1 || fields[0] !== '') records.push({ line, fields })
    if (records.length > csvLineLimit) throw new Refused('csv-too-large', `第 ${line} 行`)
    line += text.slice(at, next).match(/\n/g)?.length ?? 0
    at = next
  }
  return records
}
