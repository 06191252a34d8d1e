import type { ReportForm } from '../form.ts'
import type { Span } from '../paper.ts'
import {
  ACT_WORDS,
  APPLICANT_WORDS,
  COMMON_WORDS,
  DISPUTE_WORDS,
  OUTCOME_WORDS,
  RESULT_WORDS,
  type TermKind,
} from './vocabulary.ts'

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
  readonly pattern: RegExp
}

const lexicons = new WeakMap<ReportForm, Lexicon>()

interface Pattern {
  readonly kind: TermKind
  readonly source: string
  /** Whether a match is this pattern's, where several are possible. */
  readonly tell: RegExp
  /** Before the words of the lists; the others only where no word begins. */
  readonly first: boolean
}

/** What no list of words can hold: years, months, and carry-overs that name a year. */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'carried-in',
    source: '(?:上一?年度?|去年|20\\d\\d年度?)(?:结转|转结|遗留|顺延|转入)|结转(?:自)?(?:上一?年度?|去年)|上年转',
    tell: /^(?:上|去|20\d\d年度?[结转遗顺]|结转自?[上去])/,
    first: true,
  },
  {
    kind: 'carried-out',
    source:
      '(?:结转|转结|顺延|延续|延至|转入|转)(?:至|到|入)?(?:下一?年度?|次年|明年|20\\d\\d年度?)(?:继续)?(?:办理|答复)?|跨年度?办理',
    tell: /^[结转顺延跨]/,
    first: true,
  },
  {
    kind: 'other-year',
    source: '(?!1月?[至到—~-]12月)\\d{1,2}月?[至到—~-]\\d{1,2}月(?!\\d)',
    tell: /月$/,
    first: true,
  },
  { kind: 'year', source: '20\\d\\d年', tell: /^20\d\d年$/, first: true },
  {
    kind: 'aspect',
    source: '涉及(?!的?(?:自然人|法人|商业企业|企业|科研|社会公益|法律服务))|(?<!公开)类(?!型)',
    tell: /^(?:涉及|类)$/,
    first: false,
  },
  { kind: 'outcome', source: '公开(?=\\d)', tell: /^公开$/, first: false },
]

function lexiconOf(form: ReportForm): Lexicon {
  let lexicon = lexicons.get(form)
  if (!lexicon) {
    const words = collectWords(form)
    const literals = [...words.keys()].sort((a, b) => b.length - a.length).map(escape)
    const source = [...sources(true), ...literals, ...sources(false)]
    lexicon = { words, pattern: new RegExp(source.join('|'), 'g') }
    lexicons.set(form, lexicon)
  }
  return lexicon
}

/** Keys that a word of the form stands for, as the rows under 其他处理. */
export function keysNamed(form: ReportForm, word: string): readonly string[] {
  return lexiconOf(form).words.get(word)?.choices[0] ?? []
}

/** Finds the words of the vocabulary in a passage; where two begin at one place, the longer wins. */
export function findMarks(text: string, form: ReportForm): readonly Mark[] {
  const { words, pattern } = lexiconOf(form)
  const marks: Mark[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const word = match[0]
    const term = words.get(word) ?? patternTerm(word)
    if (term.kind !== 'neutral') marks.push({ start: match.index, end: match.index + word.length, term, word })
  }
  return marks
}

/** What a pattern matched, told by the characters that only it can match. */
function patternTerm(word: string): Term {
  if (word === '公开') return { kind: 'outcome', choices: [['granted']], sure: false }
  const kind = PATTERNS.find(({ tell }) => tell.test(word))?.kind ?? 'neutral'
  return { kind, choices: [], sure: true }
}

const sources = (first: boolean) => PATTERNS.filter((one) => one.first === first).map((one) => one.source)

const escape = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function collectWords(form: ReportForm): Map<string, Term> {
  const found = new Map<string, Term>()
  const add = (word: string, kind: TermKind, choices: Term['choices'] = [], sure = true) => {
    const bare = word.replace(/^\?/, '')
    if (choices.length > 0 || NEEDS_NO_CHOICE.has(kind)) found.set(bare, { kind, choices, sure: sure && bare === word })
  }
  for (const [kind, list] of Object.entries(COMMON_WORDS)) for (const word of list ?? []) add(word, kind as TermKind)
  for (const word of DISPUTE_WORDS.none) add(word, 'neutral')
  addOutcomes(form, add)
  addApplicants(form, add)
  addDisputes(form, add)
  addProactive(form, add)
  return found
}

type Add = (word: string, kind: TermKind, choices?: Term['choices'], sure?: boolean) => void

const NEEDS_NO_CHOICE = new Set<TermKind>(Object.keys(COMMON_WORDS) as TermKind[])

/** 1.属于国家秘密 → 国家秘密; （三）不予公开 → 不予公开. */
const plainLabel = (label: string) =>
  label
    .replace(/^（[一二三四五六七八九十]+）|^\d+[.．、]|^[一二三四五六七八九十]+、/, '')
    .replace(/^属于/, '')
    .replace(/（.*$/, '')

function addOutcomes(form: ReportForm, add: Add): void {
  const rows = form.tables.flatMap((table) => table.blocks.flatMap((block) => block.rows))
  const outcomes = rows.filter((row) => row.role === 'outcome')
  const groups = new Map<string, string[]>()
  for (const row of outcomes) {
    const heading = row.groups?.at(-1)
    const own = plainLabel(row.label)
    const group = heading && row.groups && row.groups.length > 1 ? plainLabel(heading) : own
    groups.set(group, [...(groups.get(group) ?? []), row.key])
    if (own === group && !row.key.includes('.')) continue
    const names = [own, ...(row.anchors ?? []), ...(OUTCOME_WORDS[row.key] ?? [])].filter((name) => name.length > 2)
    for (const name of names) add(name, 'outcome', [[row.key]])
  }
  for (const [group, keys] of groups) {
    const names =
      keys.length > 1
        ? (OUTCOME_WORDS[group] ?? [])
        : [...(OUTCOME_WORDS[keys[0] ?? ''] ?? []), ...(OUTCOME_WORDS[group] ?? [])]
    if (keys.length === 1 && keys[0]?.includes('.')) continue
    for (const name of [group, ...names]) add(name, 'outcome', [keys])
  }
}

function addApplicants(form: ReportForm, add: Add): void {
  const columns = form.tables.find((table) =>
    table.blocks.some((block) => block.rows.some((row) => row.role === 'received')),
  )?.blocks[0]?.columns
  const grouped = columns?.filter((column) => column.group).map((column) => column.key) ?? []
  for (const [key, names] of Object.entries(APPLICANT_WORDS)) {
    for (const name of names) {
      if (key === 'group') add(name, 'applicant', name === '法人' ? [grouped, ['enterprise']] : [grouped])
      else if (key === 'other-organisation') add(name, 'applicant', [[key], grouped])
      else if (name === '企业') add(name, 'applicant', [[key], grouped])
      else if (columns?.some((column) => column.key === key)) add(name, 'applicant', [[key]])
    }
  }
}

function addDisputes(form: ReportForm, add: Add): void {
  const block = form.tables.find((table) => table.layout === 'line')?.blocks[0]
  const litigation = block?.rows.filter((row) => row.groups?.length).map((row) => row.key) ?? []
  const single = litigation.map((key) => [key])
  for (const name of DISPUTE_WORDS.litigation) add(name, 'dispute', [litigation, ...single])
  for (const row of block?.rows ?? []) {
    add(row.label, 'dispute', [[row.key]])
    const names: readonly string[] = DISPUTE_WORDS[row.key as keyof typeof DISPUTE_WORDS] ?? []
    for (const name of names) add(name, 'dispute', [[row.key]])
  }
  for (const column of block?.columns.filter((one) => one.role === 'part') ?? []) {
    for (const name of [column.label, ...(RESULT_WORDS[column.key] ?? [])]) add(name, 'result', [[column.key]])
  }
}

function addProactive(form: ReportForm, add: Add): void {
  const blocks = form.tables.find((table) => table.section === 2)?.blocks ?? []
  const columns = new Set(blocks.flatMap((block) => block.columns.map((column) => column.key)))
  for (const block of blocks) {
    for (const row of block.rows) {
      const kind = proactiveKind(block.columns.map((column) => column.key))
      for (const name of [row.label, ...(row.anchors ?? []), ...(row.key === 'rules' ? ['政府规章'] : [])])
        add(name, kind, [[row.key]])
      if (row.key === 'normative-documents') add('行政规范性文件', kind, [[row.key]])
    }
  }
  for (const [keys, names] of Object.entries(ACT_WORDS)) {
    const choices = keys
      .split(' ')
      .filter((key) => columns.has(key))
      .map((key) => [key])
    for (const name of names) add(name, 'act', choices)
  }
}

function proactiveKind(columns: readonly string[]): TermKind {
  if (columns.includes('decisions')) return 'decision'
  return columns.includes('in-force') || columns.includes('made') ? 'document' : 'amount'
}
