import type { ReportForm } from '../form.ts'
import type { Span } from '../paper.ts'
import type { Reading } from '../reading.ts'
import { keysNamed } from './lexicon.ts'
import { findMeanings, type Meant } from './meaning.ts'
import { figuresIn } from './numbers.ts'
import { type Passage, placeOf } from './passages.ts'
import { sheetOf, totalOf } from './sheet.ts'

/** What the prose tells of the requests under （六）其他处理. */
export interface OtherwiseBreakdown extends Span {
  readonly text: string
  /** The number told for all of them. */
  readonly stated: number
  readonly parts: readonly (Span & { readonly text: string; readonly value: number })[]
  readonly sum: number
  /** What the table holds; null where it cannot be told. */
  readonly table: number | null
  /** Whether the parts give what the table holds or, where that is not told, the stated number. */
  readonly holds: boolean
  /** Key of the section. */
  readonly section: string
}

/** Lists of what 其他处理 was made up of, as section six tells them; lists that only name examples are left out. */
export function findOtherwiseBreakdown(reading: Reading, form: ReportForm): readonly OtherwiseBreakdown[] {
  const sheet = sheetOf(reading, form)
  const rows = sheet.printed(keysNamed(form, '其他处理'))
  return findMeanings(reading, form)
    .filter((meant) => !meant.other && tellsWhole(meant))
    .flatMap((meant) => {
      const parts = partsAfter(meant)
      return parts.length > 1 ? [breakdown(meant, parts, totalOf(sheet, rows))] : []
    })
}

/** The clause names 其他处理 itself. */
function tellsWhole({ segment }: Meant): boolean {
  return [...segment.before, ...segment.after].some((mark) => mark.word === '其他处理')
}

function partsAfter({ passage, figure }: Meant): readonly Span[] {
  const rest = passage.text.slice(figure.end)
  const opener = /^[^。；\d]{0,20}[。，：（]?(?:其中|分别[为是]?|具体为|包括|原因|：)/.exec(rest)
  if (!opener) return []
  const from = figure.end + opener[0].length
  const stop = passage.text.slice(from).search(/[。！？\n]/)
  const to = stop < 0 ? passage.text.length : from + stop
  if (/等|主要|例如|较|同比/.test(passage.text.slice(from, to))) return []
  return figuresIn(passage).filter((one) => one.start >= from && one.end <= to && one.unit === figure.unit && one.exact)
}

function breakdown(meant: Meant, parts: readonly Span[], told: number | undefined): OtherwiseBreakdown {
  const { passage, figure } = meant
  const values = parts.map((part) => ({ ...placeOf(passage, part), value: valueAt(passage, part) }))
  const sum = values.reduce((total, part) => total + part.value, 0)
  return {
    ...placeOf(passage, { start: meant.start, end: parts.at(-1)?.end ?? meant.end }),
    stated: figure.value,
    parts: values,
    sum,
    table: told ?? null,
    holds: sum === (told ?? figure.value),
    section: passage.section,
  }
}

const valueAt = (passage: Passage, part: Span) => figuresIn(passage).find((one) => one.start === part.start)?.value ?? 0
