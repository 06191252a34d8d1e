import type { YearCount } from './counts.ts'

/** No line and no column of the text can be made up by what somebody typed. */
const plain = (text: string) => text.replace(/\s+/g, ' ')

/**
 * What a year counted, exactly as it is hashed when the year is closed: number, part, day, applicant type or dispute,
 * and cell in a line each, parted by tabs, in the order of the text.
 *
 * @param numbers of the requests, by their ids
 */
export function countedText(counts: readonly YearCount[], numbers: ReadonlyMap<number, string>): string {
  return counts
    .map(({ requestId, part, on, applicantType, item, cell }) =>
      [numbers.get(requestId) ?? String(requestId), part, on, applicantType ?? plain(item), cell].join('\t'),
    )
    .sort()
    .map((line) => `${line}\n`)
    .join('')
}
