import type { FormSection, FormTable, ReportForm } from '../form.ts'
import { likeness } from './anchors.ts'
import { wordsOf } from './flatten.ts'
import { lowerBound, type Stream } from './stream.ts'

/** A section heading found in the stream. */
export interface HeadingFound {
  readonly section: FormSection
  /** Range in the stream, printed numeral included. */
  readonly from: number
  readonly to: number
  readonly printedNumber: number | null
  /** The title as printed, without numeral. */
  readonly printedTitle: string
}

const numerals = '一二三四五六七八九十'
const numbered =
  /(?:(?<![一二三四五六七八九十])第?([一二三四五六七八九十])(?:部分)?\s*、|(?<![\p{L}\p{N}])第?([一二三四五六七八九十])(?:部分)?\s*[.．:：,，\s]|[(（]([一二三四五六七八九十])[)）]|(?<![\p{L}\p{N}])(\d{1,2})[、.．])\s*$/u

/** Where a table's marks stand in the stream. */
export interface TableRange {
  readonly table: FormTable
  readonly from: number
  readonly to: number
}

/** Whether nothing but space stands before an offset in its unit. */
function beginsUnit(stream: Stream, start: number, offset: number): boolean {
  let at = offset
  while (at > start && /[\s\ue000]/.test(stream.flat[at - 1] as string)) at--
  return at <= start
}

interface Candidate extends HeadingFound {
  readonly index: number
  readonly weight: number
}

/** The numeral printed right before an offset, and where it begins. */
function numeralBefore(flat: string, offset: number): { number: number; at: number; bracketed: boolean } | undefined {
  const before = flat.slice(Math.max(0, offset - 10), offset).replaceAll('\ue000', ' ')
  const match = numbered.exec(before)
  if (!match) return undefined
  const [, plain, loose, bracketed, digits] = match
  const numeral = plain ?? loose ?? bracketed
  const number = numeral ? numerals.indexOf(numeral) + 1 : Number(digits)
  return { number, at: Math.max(0, offset - 10) + match.index, bracketed: bracketed !== undefined }
}

function candidateAt(
  stream: Stream,
  section: FormSection,
  index: number,
  at: number,
  to: number,
  sure: number,
): Candidate | undefined {
  const offset = stream.offsets[at] as number
  const numeral = numeralBefore(stream.flat, offset)
  const unit = stream.units[stream.unitOf[at] as number]
  const first = numeral ? numeral.at : offset
  const lineStart = beginsUnit(stream, unit?.start ?? 0, first)
  if (!numeral && !lineStart) return undefined
  if (unit?.kind === 'cell' && !lineStart) return undefined
  const endsUnit = to >= (unit?.to ?? 0)
  if (!numeral && !endsUnit) return undefined
  let from = at
  while (from > 0 && (stream.offsets[from - 1] as number) >= first) from--
  const right = numeral?.number === section.number && !numeral.bracketed
  const weight =
    sure + (lineStart ? 2 : 0) + (numeral && !numeral.bracketed ? 2 : 0) + (right ? 2 : 0) + (endsUnit ? 2 : 0)
  const start = stream.offsets[at] as number
  const end = (stream.offsets[to - 1] as number) + 1
  const printedTitle = stream.flat.slice(start, end).replace(/[\s\ue000]/g, '')
  return { section, index, from, to, weight, printedNumber: numeral?.number ?? null, printedTitle }
}

/** A title that stands more often than this is navigation or noise. */
const mostTries = 300

function exactCandidates(stream: Stream, section: FormSection, index: number): Candidate[] {
  const titles = [section.title, ...(section.aliases ?? [])].map(wordsOf).sort((a, b) => b.length - a.length)
  const taken = new Set<number>()
  return titles.flatMap((title) => {
    const found: Candidate[] = []
    let tries = mostTries
    for (let at = stream.words.indexOf(title); at >= 0 && tries-- > 0; at = stream.words.indexOf(title, at + 1)) {
      if (taken.has(at + title.length)) continue
      const candidate = candidateAt(stream, section, index, at, at + title.length, 2)
      if (!candidate) continue
      taken.add(at + title.length)
      found.push(candidate)
    }
    return found
  })
}

/** Lines that begin with a numeral and look like the title, for titles with lost or added characters. */
function likelyCandidates(stream: Stream, section: FormSection, index: number, from: number, to: number): Candidate[] {
  const titles = [section.title, ...(section.aliases ?? [])].map(wordsOf)
  const found: Candidate[] = []
  let tries = mostTries
  for (const match of stream.flat.slice(from, to).matchAll(/(?:^|[^\p{L}\p{N}])[一二三四五六七八九十]\s*、\s*/gu)) {
    if (tries-- === 0) break
    const offset = from + match.index + match[0].length
    const at = lowerBound(stream.offsets, offset)
    const unit = stream.units[stream.unitOf[at] as number]
    if (!unit) continue
    const most = Math.min(unit.to, at + Math.max(...titles.map((title) => title.length)) + 3)
    const line = stream.words.slice(at, most)
    const scored = titles.map((title) => ({ title, like: likeness(line.slice(0, title.length + 2), title) }))
    const best = scored.sort((a, b) => b.like - a.like)[0]
    if (!best || best.like < 0.6) continue
    const end = unit.to <= at + best.title.length + 3 ? unit.to : at + endOfTitle(line, best.title)
    const candidate = candidateAt(stream, section, index, at, end, best.like)
    if (candidate) found.push(candidate)
  }
  return found
}

/** Where a title that is like `title` ends in the line: behind its last two characters, else after as many. */
function endOfTitle(line: string, title: string): number {
  const tail = line.indexOf(title.slice(-2))
  return tail >= 0 ? tail + 2 : Math.min(line.length, title.length)
}

/** A section of tables must begin before its table, and a later one after it. */
function agrees(candidate: Candidate, tables: readonly TableRange[]): boolean {
  return tables.every(({ table, from, to }) =>
    candidate.section.number <= table.section ? candidate.from <= from : candidate.from >= to,
  )
}

function bestOrder(candidates: readonly Candidate[]): Candidate[] {
  const score = candidates.map((candidate) => candidate.weight)
  const back = candidates.map(() => -1)
  candidates.forEach((here, i) => {
    for (let j = 0; j < i; j++) {
      const there = candidates[j] as Candidate
      if (there.index >= here.index || there.to > here.from) continue
      const value = (score[j] as number) + here.weight
      if (value > (score[i] as number)) {
        score[i] = value
        back[i] = j
      }
    }
  })
  let at = score.reduce((best, value, index) => (value > (score[best] ?? -1) ? index : best), 0)
  const chain: Candidate[] = []
  for (; at >= 0 && candidates[at]; at = back[at] ?? -1) chain.unshift(candidates[at] as Candidate)
  return chain
}

/** Finds the headings of the form's sections; `tables` hold the sections to their places. */
export function findHeadings(stream: Stream, form: ReportForm, tables: readonly TableRange[]): HeadingFound[] {
  const all = form.sections.flatMap((section, index) => exactCandidates(stream, section, index))
  const fitting = all.filter((candidate) => agrees(candidate, tables)).sort((a, b) => a.from - b.from)
  const chain = bestOrder(fitting)
  const found = new Set(chain.map(({ index }) => index))
  form.sections.forEach((section, index) => {
    if (found.has(index)) return
    const before = chain.filter((hit) => hit.index < index).at(-1)
    const after = chain.find((hit) => hit.index > index)
    const from = before ? (stream.offsets[before.to - 1] as number) + 1 : 0
    const to = after ? (stream.offsets[after.from] as number) : stream.flat.length
    const likely = likelyCandidates(stream, section, index, from, to).filter((candidate) => agrees(candidate, tables))
    const best = likely.sort((a, b) => b.weight - a.weight)[0]
    if (best) chain.splice(before ? chain.indexOf(before) + 1 : 0, 0, best)
  })
  return chain
}
