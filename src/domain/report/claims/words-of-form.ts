import type { ReportForm } from '../form.ts'
import type { Term } from './lexicon.ts'
import {
  ACT_WORDS,
  APPLICANT_WORDS,
  COMMON_WORDS,
  DISPUTE_WORDS,
  OUTCOME_WORDS,
  RESULT_WORDS,
  type TermKind,
} from './vocabulary.ts'

/** Every word with what it stands for in the form; the form's own labels and anchors among them. */
export function wordsOf(form: ReportForm): Map<string, Term> {
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
  const known = new Set(columns?.map((column) => column.key))
  for (const { words, means } of APPLICANT_WORDS) {
    const choices = means
      .filter((key) => key === 'group' || known.has(key))
      .map((key) => (key === 'group' ? grouped : [key]))
    for (const word of words) add(word, 'applicant', choices)
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
