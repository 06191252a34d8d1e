import type { LetterKind } from '../../../src/domain/request/letters/kinds.ts'
import type { LetterBlock, LetterPaper } from '../../../src/domain/request/letters/paper.ts'
import type { LetterSubject } from '../../../src/domain/request/letters/subject.ts'
import { writeLetter } from '../../../src/domain/request/letters/write-letter.ts'
import { examples, subject } from './examples.ts'

/** A letter that lacks nothing. */
export function written(kind: LetterKind, on: Partial<LetterSubject> = {}, details: object = {}): LetterPaper {
  const letter = writeLetter(kind, { ...subject, ...on }, { ...examples[kind], ...details })
  if (!letter.ok) throw new Error(JSON.stringify(letter.missing))
  return letter.paper
}

/** What is missing for a letter, by its fields. */
export function missingFor(kind: LetterKind, on: Partial<LetterSubject>, details: unknown): readonly string[] {
  const letter = writeLetter(kind, { ...subject, ...on }, details)
  return letter.ok ? [] : letter.missing.map(({ field }) => field)
}

function wordsOf(block: LetterBlock): readonly string[] {
  if (block.kind === 'list') return block.items
  if (block.kind === 'table') return [...block.columns.map(({ text }) => text), ...block.rows.flat()]
  if (block.kind === 'postal') return [...Object.values(block.to), ...Object.values(block.from)]
  if (block.kind === 'form')
    return block.rows.flat().flatMap((cell) => {
      if (cell.kind === 'choices') return cell.options.map(({ text, chosen }) => (chosen ? `☑${text}` : `☐${text}`))
      return cell.kind === 'blank' ? [cell.below ?? ''] : [cell.text]
    })
  return [block.text]
}

/** All words of the body, a line for each part. */
export const saidIn = ({ blocks, slip }: LetterPaper): string =>
  [...blocks, ...(slip?.blocks ?? [])].flatMap(wordsOf).join('\n')
