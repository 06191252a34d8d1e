import { type ReportAction, reportActions } from '../../../domain/report/status.ts'
import { type Verb, verbs } from './attempt.ts'

/** What was just done, as the address of the next page says it. */
export type Done = ReportAction | Exclude<Verb, 'act'>

const words: Readonly<Record<Exclude<Verb, 'act'>, string>> = {
  correct: '已保存。',
  'undo-correction': '已撤销，恢复为读取的内容。',
  judge: '认定已保存。',
  'undo-judgement': '认定已撤销。',
  'read-again': '已重新读取，与原先不同的格子见留痕。',
  'replace-file': '文件已替换，数字按新文件读取。',
}

export function readDone(word: string | undefined): Done | undefined {
  if (word === undefined || word === 'act') return undefined
  if (Object.hasOwn(reportActions, word)) return word as ReportAction
  return (verbs as readonly string[]).includes(word) ? (word as Done) : undefined
}

export const isAction = (done: Done): done is ReportAction => Object.hasOwn(reportActions, done)

export function doneWords(done: Done): string {
  return isAction(done) ? `已${reportActions[done].label}。` : words[done]
}
