import type { Claim } from './claim.ts'
import type { Finding } from './finding.ts'
import type { NarrativeParagraph, Reading, SectionFound } from './reading.ts'

/** Version of the JSON's keys; raised when a key changes its meaning, not when one is added. */
export const reportJsonVersion = 1

/** A paragraph without its character offsets, which are told as the points where they leave the straight line. */
export interface ParagraphJson {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly heading?: number
  /** Pairs of index in `text` and offset in the paper, where these do not run side by side. */
  readonly breaks?: readonly (readonly [number, number])[]
}

export interface SectionJson extends Omit<SectionFound, 'paragraphs'> {
  readonly paragraphs: readonly ParagraphJson[]
}

/** What `report read --json`, the API and stored files hold of one report. */
export interface ReportJson
  extends Pick<
    Reading,
    | 'agency'
    | 'year'
    | 'form'
    | 'cells'
    | 'sources'
    | 'problems'
    | 'title'
    | 'period'
    | 'contact'
    | 'units'
    | 'remarks'
    | 'chosen'
  > {
  readonly version: number
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
  readonly preamble: readonly ParagraphJson[]
  readonly sections: readonly SectionJson[]
}

/** The JSON of a report that was read and checked; `readSheet` reads it back. */
export function toReportJson(report: {
  readonly reading: Reading
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
}): ReportJson {
  const { reading, claims, findings } = report
  const { agency, year, form, cells, sources, problems, title, period, contact, units, remarks, chosen } = reading
  return {
    agency,
    year,
    form,
    cells,
    sources,
    problems,
    claims,
    findings,
    title,
    period,
    contact,
    units,
    remarks,
    chosen,
    preamble: reading.preamble.map(paragraphJson),
    sections: reading.sections.map((section) => ({ ...section, paragraphs: section.paragraphs.map(paragraphJson) })),
    version: reportJsonVersion,
  }
}

function paragraphJson({ start, end, text, offsets, heading }: NarrativeParagraph): ParagraphJson {
  const breaks = offsets.flatMap((offset, index): (readonly [number, number])[] => {
    const expected = index === 0 ? start : (offsets[index - 1] ?? 0) + 1
    return offset === expected ? [] : [[index, offset]]
  })
  return { start, end, text, ...(heading !== undefined && { heading }), ...(breaks.length > 0 && { breaks }) }
}

/** The offsets of a paragraph's characters, back from its breaks. */
export function offsetsOf({ start, text, breaks = [] }: ParagraphJson): readonly number[] {
  const at = new Map(breaks)
  let offset = start - 1
  return Array.from({ length: text.length }, (_, index) => {
    offset = at.get(index) ?? offset + 1
    return offset
  })
}
