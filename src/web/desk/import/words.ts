import type { ImportFileLine } from '../../../store/import-files.ts'
import type { ImportState } from '../../../store/schema.ts'
import { paths } from '../../paths.ts'

interface StateWords {
  readonly label: string
  /** Colour of the lamp. */
  readonly lamp: 'red' | 'amber' | 'jade' | 'done' | 'ink' | ''
}

/** What became of a file, in the order in which a person cares. */
export const stateWords: Readonly<Record<ImportState, StateWords>> = {
  unmatched: { label: '机关或年度不明', lamp: 'red' },
  taken: { label: '当年已有报告', lamp: 'red' },
  unreadable: { label: '读不了', lamp: 'ink' },
  draft: { label: '已成草稿', lamp: 'jade' },
  duplicate: { label: '已有同一份', lamp: 'done' },
  discarded: { label: '没有导入', lamp: '' },
}

export const states = Object.keys(stateWords) as readonly ImportState[]

/** States in which a person has to decide. */
export const waitingStates: readonly ImportState[] = ['unmatched', 'taken']

export interface FileWords extends StateWords {
  /** One sentence; empty where there is nothing to say. */
  readonly says: string
  /** Body and year, as far as they are known. */
  readonly whose: string
  readonly link: { readonly href: string; readonly words: string } | undefined
}

function countsSay({ errors, warnings, problems }: NonNullable<ImportFileLine['report']>): string {
  const counts = [
    [errors, '处不符'],
    [warnings, '处需核对'],
    [problems, '处读取存疑'],
  ] as const
  const told = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`)
  return told.length > 0 ? `${told.join('，')}。` : '没有发现问题。'
}

function wordsOf(line: ImportFileLine): StateWords {
  const { state, report } = line
  if (state !== 'draft') return stateWords[state]
  if (!report) return { label: '草稿已弃用', lamp: '' }
  if (report.status !== 'draft') return { label: '已成报告', lamp: 'done' }
  return { ...stateWords.draft, lamp: report.errors + report.problems > 0 ? 'amber' : 'jade' }
}

function linkOf({ id, state, report, waitsIn }: ImportFileLine, batchId: number): FileWords['link'] {
  if (waitingStates.includes(state)) return { href: paths.importFile(batchId, id), words: '处理' }
  if (state === 'duplicate' && waitsIn !== null) return { href: paths.importBatch(waitsIn), words: '去处理' }
  if (!report || state === 'unreadable' || state === 'discarded') return undefined
  const words = state === 'draft' && report.status === 'draft' ? '核验' : '查看报告'
  return { href: paths.deskReport(report.agencyId, report.year), words }
}

/** What the page, and the answer to the script, say of a file. */
export function fileWords(line: ImportFileLine, batchId: number): FileWords {
  const { state, report, bodyName, year, message } = line
  const name = state === 'draft' ? (report?.agencyName ?? bodyName) : bodyName
  const says = state === 'draft' && report ? `${message}${countsSay(report)}` : message
  const whose = [name, year !== null && `${year} 年`].filter(Boolean).join(' ')
  return { ...wordsOf(line), says, whose, link: linkOf(line, batchId) }
}

/** A size as people read it. */
export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
