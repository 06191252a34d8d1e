import type { ReportForm } from '../form.ts'
import type { Span } from '../paper.ts'
import type { TermKind } from './vocabulary.ts'
import { wordsOf } from './words-of-form.ts'

/** What a word stands for in one form. */
export interface Term {
  readonly kind: TermKind
  /** Keys of rows or columns to add up; more than one list where the word may mean several things. */
  readonly choices: readonly (readonly string[])[]
  readonly sure: boolean
}

/** A word of the vocabulary at its place in a passage. */
export interface Mark extends Span {
  readonly term: Term
  readonly word: string
}

interface Lexicon {
  readonly words: ReadonlyMap<string, Term>
  /** What may begin with a character, by its code. */
  readonly byFirst: ReadonlyMap<number, Candidates>
  /** Matches a text that names anything the tables hold. */
  readonly names: RegExp
}

interface Candidates {
  readonly before: readonly Pattern[]
  /** Longest first. */
  readonly words: readonly Word[]
  readonly behind: readonly Pattern[]
}

interface Word {
  readonly word: string
  readonly term: Term
}

const lexicons = new WeakMap<ReportForm, Lexicon>()

interface Pattern {
  readonly kind: TermKind
  /** Characters with which a match begins. */
  readonly begins: string
  readonly pattern: RegExp
  readonly choices?: Term['choices']
  /** Before the words of the lists; the others only where no word begins. */
  readonly first: boolean
}

/** What no list of words can hold: years, months, and carry-overs that name a year. */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'carried-in',
    begins: '上去2结',
    pattern: /(?:上一?年度?|去年|20\d\d年度?)(?:结转|转结|遗留|顺延|转入)|结转自?(?:上一?年度?|去年)|上年转/y,
    first: true,
  },
  {
    kind: 'carried-out',
    begins: '结转顺延跨',
    pattern:
      /(?:结转|转结|顺延|延续|延至|转入|转)(?:至|到|入)?(?:下一?年度?|次年|明年|20\d\d年度?)(?:继续)?(?:办理|答复)?|跨年度?办理/y,
    first: true,
  },
  {
    kind: 'other-year',
    begins: '0123456789',
    pattern: /(?!1月?[至到—~-]12月)\d{1,2}月?[至到—~-]\d{1,2}月(?!\d)/y,
    first: true,
  },
  {
    kind: 'other-year',
    begins: '一二三四五六七八九十两几',
    pattern: /[二三四五六七八九十两几]+年来|十[二三四五]五”?(?:规划)?(?:期间|以来)?/y,
    first: true,
  },
  { kind: 'difference', begins: '比', pattern: /比(?=上|去|20\d\d|前|同期)/y, first: true },
  { kind: 'year', begins: '2', pattern: /20\d\d年/y, first: true },
  {
    kind: 'aspect',
    begins: '涉类',
    pattern: /涉及(?!的?(?:自然人|法人|商业企业|企业|科研|社会公益|法律服务))|(?<!公开)类(?!型)/y,
    first: false,
  },
  { kind: 'outcome', begins: '公', pattern: /公开(?=\d)/y, choices: [['granted']], first: false },
]

function lexiconOf(form: ReportForm): Lexicon {
  let lexicon = lexicons.get(form)
  if (!lexicon) {
    const words = wordsOf(form)
    const byFirst = candidatesOf(words)
    lexicon = { words, byFirst, names: namesOf(words) }
    lexicons.set(form, lexicon)
  }
  return lexicon
}

function candidatesOf(words: ReadonlyMap<string, Term>): ReadonlyMap<number, Candidates> {
  const signs = new Set([
    ...PATTERNS.flatMap((one) => [...one.begins]),
    ...[...words.keys()].map((word) => word[0] ?? ''),
  ])
  const sorted = [...words].sort(([a], [b]) => b.length - a.length).map(([word, term]) => ({ word, term }))
  const entry = (sign: string): Candidates => ({
    before: PATTERNS.filter((one) => one.first && one.begins.includes(sign)),
    words: sorted.filter(({ word }) => word.startsWith(sign)),
    behind: PATTERNS.filter((one) => !one.first && one.begins.includes(sign)),
  })
  return new Map([...signs].map((sign) => [sign.charCodeAt(0), entry(sign)]))
}

const NAMING = new Set<TermKind>([
  'request',
  'application',
  'outcome',
  'carried-out',
  'dispute',
  'document',
  'decision',
  'amount',
])

/** Words that hold a shorter one add nothing. */
function namesOf(words: ReadonlyMap<string, Term>): RegExp {
  const naming = [...words].filter(([, term]) => NAMING.has(term.kind)).map(([word]) => word)
  const shortest = naming.filter((word) => !naming.some((other) => other !== word && word.includes(other)))
  return new RegExp(shortest.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'))
}

/** Whether a text names anything that the tables hold. */
export function namesOurs(text: string, form: ReportForm): boolean {
  return lexiconOf(form).names.test(text)
}

/** Keys that a word of the form stands for, as the rows under 其他处理. */
export function keysNamed(form: ReportForm, word: string): readonly string[] {
  return lexiconOf(form).words.get(word)?.choices[0] ?? []
}

/** Finds the words of the vocabulary in a passage; where two begin at one place, the longer wins. */
export function findMarks(text: string, form: ReportForm): readonly Mark[] {
  const { byFirst } = lexiconOf(form)
  const marks: Mark[] = []
  for (let at = 0; at < text.length; at += 1) {
    const candidates = byFirst.get(text.charCodeAt(at))
    const found = candidates && wordAt(text, at, candidates)
    if (!found) continue
    const end = at + found.word.length
    if (found.term.kind !== 'neutral') marks.push({ start: at, end, word: found.word, term: found.term })
    at = end - 1
  }
  return marks
}

function wordAt(text: string, at: number, { before, words, behind }: Candidates): Word | null {
  const first = before.length > 0 ? patternAt(text, at, before) : null
  if (first) return first
  for (const one of words) if (text.startsWith(one.word, at)) return one
  return behind.length > 0 ? patternAt(text, at, behind) : null
}

function patternAt(text: string, at: number, patterns: readonly Pattern[]): Word | null {
  for (const { pattern, kind, choices } of patterns) {
    pattern.lastIndex = at
    const word = pattern.exec(text)?.[0]
    if (word) return { word, term: { kind, choices: choices ?? [], sure: choices === undefined } }
  }
  return null
}
