import type { Span } from '../paper.ts'
import type { Reading } from '../reading.ts'
import { type Figure, figuresIn, findFigures } from './numbers.ts'
import { clauseBefore, findPassages, type Passage, placeOf } from './passages.ts'
import { APPLICANT_WORDS, RESULT_WORDS } from './vocabulary.ts'

/** A total that the prose states, with the parts it lists behind 其中 or 分别为. */
export interface PartSum extends Span {
  readonly text: string
  readonly total: number
  readonly parts: readonly (Span & { readonly text: string; readonly value: number })[]
  readonly sum: number
  /** False only where the parts evidently exclude one another and cannot give the total. */
  readonly holds: boolean
  /** Key of the section. */
  readonly section: string
}

interface Part {
  readonly figure: Figure
  readonly label: string
}

/**
 * Totals with their parts, where the prose lets the two be compared.
 *
 * The parts may be followed by figures of something else (a gazette behind website, microblog and WeChat), so a first
 * stretch of the list that gives the total is enough. Lists that need not be complete are left out.
 */
export function findPartSums(reading: Reading): readonly PartSum[] {
  return findPassages(reading).flatMap((passage) =>
    [...passage.text.matchAll(/其中|分别[为是]/g)].flatMap((match) => {
      const sum = partSumAt(passage, match.index, match[0])
      return sum ? [sum] : []
    }),
  )
}

function partSumAt(passage: Passage, at: number, opener: string): PartSum | null {
  const figures = figuresIn(passage)
  const total = figures.findLast((figure) => figure.end <= at)
  if (total && isCarriedOn(passage.text, total, at)) return null
  if (!total?.exact || total.unit === '%' || !stands(passage.text.slice(total.end, at))) return null
  if (/较|比上|比去|同比/.test(clauseBefore(passage.text, total))) return null
  const parts = partsAfter(passage.text, at + opener.length, figures, total)
  if (parts.length < 2) return null
  const judged = judge(total, clauseBefore(passage.text, total), parts, opener)
  if (!judged) return null
  const used = parts.slice(0, judged.count)
  const end = used.at(-1)?.figure.end ?? total.end
  return {
    ...placeOf(passage, { start: total.start, end }),
    total: total.value,
    parts: used.map(({ figure }) => ({ ...placeOf(passage, figure), value: figure.value })),
    sum: sumOfParts(used),
    holds: judged.holds,
    section: passage.section,
  }
}

/** Nothing but a noun and at most one full stop may stand between the total and 其中. */
const stands = (between: string) =>
  between.length <= 30 && (between.match(/[。；]/g)?.length ?? 0) <= 1 && !/同比|较|比上|占/.test(between)

/**
 * Whether a new sentence opens the list, and the one before it told of requests left for the next year, or of several
 * figures: then the list may be of another of them, as of all that were settled.
 */
function isCarriedOn(text: string, total: Figure, at: number): boolean {
  if (!/[。；]/.test(text.slice(total.end, at))) return false
  const sentence = text.slice(text.lastIndexOf('。', total.start) + 1, total.end)
  return /结转|尚未|未办结|其余/.test(clauseBefore(text, total)) || findFigures(sentence).length > 1
}

/** Words by which a list stops to be one of disjoint parts. */
const BREAKS = /等|主要|包括|包含|较|同比|增|上年|去年|另|还|此外|同时|平均|涉及|累计|其中|以及其他|约/

function partsAfter(text: string, from: number, figures: readonly Figure[], total: Figure): readonly Part[] {
  const parts: Part[] = []
  let end = from
  for (const figure of figures) {
    if (figure.start < from || figure.unit === '%') continue
    const between = text.slice(end, figure.start)
    if (/[。！？\n]|；.*其中/.test(between) || leavesBracket(between) || BREAKS.test(between)) break
    if (figure.unit !== total.unit || !figure.exact) break
    const label = between.replace(/^[^\u4e00-\u9fff]*[，、；：]+/, '').replace(/占比?$/, '')
    if (!insideBracket(text.slice(from, figure.start)))
      parts.push({ figure, label: label.replace(/[，、；：“”]/g, '') })
    end = figure.end
  }
  return parts
}

const count = (text: string, sign: string) => text.split(sign).length - 1
const insideBracket = (text: string) => count(text, '（') > count(text, '）')
const leavesBracket = (text: string) => count(text, '）') > count(text, '（') && !text.startsWith('）')

const sumOfParts = (parts: readonly Part[]) => parts.reduce((sum, { figure }) => sum + figure.value, 0)

function judge(
  total: Figure,
  clause: string,
  parts: readonly Part[],
  opener: string,
): { readonly holds: boolean; readonly count: number } | null {
  for (let taken = 2; taken <= parts.length; taken += 1) {
    if (sumOfParts(parts.slice(0, taken)) === total.value) return { holds: true, count: taken }
  }
  const sum = sumOfParts(parts)
  const exhaustive = isExhaustive(parts, opener)
  const wrong = areDisjoint(parts, clause) && (sum > total.value || exhaustive)
  return wrong ? { holds: false, count: parts.length } : null
}

const wordsFor = (keys: readonly string[]) =>
  new RegExp(
    APPLICANT_WORDS.filter(({ means }) => keys.includes(means[0] ?? ''))
      .flatMap(({ words }) => words)
      .join('|'),
  )

const NATURAL = wordsFor(['natural-person'])
const GROUP = /法人/
const KIND = wordsFor(['enterprise', 'research', 'public-welfare', 'legal-services'])
const OUTCOME = /予以公开|部分公开|不予公开|无法提供|不予处理|其他处理/
const RESULTS = Object.values(RESULT_WORDS).map((words) => new RegExp(words.join('|')))

/** Whether no request can be in two of the parts. */
function areDisjoint(parts: readonly Part[], clause: string): boolean {
  const labels = parts.map((part) => part.label)
  if (new Set(labels).size < labels.length) return false
  if (labels.every((label) => NATURAL.test(label) || GROUP.test(label))) return !/部分|以上/.test(clause)
  if (labels.every((label) => NATURAL.test(label) || KIND.test(label))) return true
  if (labels.every((label) => OUTCOME.test(label))) {
    const kinds = labels.map((label) => OUTCOME.exec(label)?.[0])
    return new Set(kinds).size === kinds.length && /答复|办结|办理/.test(clause) && !/收到|受理|结转|尚未/.test(clause)
  }
  if (labels.every((label) => RESULTS.some((result) => result.test(label)))) return true
  return sharesNoun(labels, clause)
}

/** 文字解读, 视频解读 of 解读材料: the same noun with different first words. */
function sharesNoun(labels: readonly string[], clause: string): boolean {
  const noun = labels[0]?.slice(-2) ?? ''
  return (
    noun.length === 2 &&
    clause.includes(noun) &&
    labels.every((label) => label.endsWith(noun) && label.length > 2 && label.length <= 8)
  )
}

/** Whether the parts must give the whole: 自然人 and 法人或其他组织, all four results, or 分别为. */
function isExhaustive(parts: readonly Part[], opener: string): boolean {
  const labels = parts.map((part) => part.label)
  if (labels.length === 2 && labels.some((label) => NATURAL.test(label)) && labels.some((label) => GROUP.test(label)))
    return true
  if (RESULTS.every((result) => labels.some((label) => result.test(label)))) return true
  return opener !== '其中' && labels.every((label) => label.length <= 8)
}
